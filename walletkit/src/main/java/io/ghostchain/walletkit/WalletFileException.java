package io.ghostchain.walletkit;

/** A wallet file is not what it should be. The message says what and holds nothing secret. */
public final class WalletFileException extends Exception {
  private static final long serialVersionUID = 1;

  WalletFileException(String message) {
    super(message);
  }
}
