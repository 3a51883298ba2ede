package io.ghostchain.walletd.keys;

/** A wallet file that walletd does not start with: damaged, or open to others. Names the file. */
public final class WalletDirectoryException extends Exception {
  private static final long serialVersionUID = 1;

  WalletDirectoryException(String message) {
    super(message);
  }
}
