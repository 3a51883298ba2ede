package io.ghostchain.walletkit;

import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zcrypto.hd.DerivationPath;
import io.ghostchain.zcrypto.hd.HdKey;
import io.ghostchain.zcrypto.hd.HdScheme;
import io.ghostchain.zcrypto.mnemonic.Mnemonic;
import io.ghostchain.zcrypto.mnemonic.MnemonicException;
import io.ghostchain.zcrypto.mnemonic.MnemonicLanguage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The one secret of a wallet: the entropy of its words and their BIP-39 passphrase. Every key
 * follows from it. {@link #close} wipes it.
 *
 * <p>Safe for use by several threads, as long as none uses it after it was closed.
 */
public final class WalletSecret implements AutoCloseable {
  private static final byte VERSION = 1;

  private final MnemonicLanguage language;
  private final SecretBytes entropy;
  private final SecretBytes passphrase;
  private final SecretBytes seed;

  private WalletSecret(
      MnemonicLanguage language, SecretBytes entropy, SecretBytes passphrase, SecretBytes seed) {
    this.language = language;
    this.entropy = entropy;
    this.passphrase = passphrase;
    this.seed = seed;
  }

  /**
   * A fresh one from the system's secure random, with English words.
   *
   * @param words 12, 15, 18, 21 or 24
   */
  public static WalletSecret generate(int words) {
    try (Mnemonic mnemonic = Mnemonic.generate(MnemonicLanguage.ENGLISH, words)) {
      return of(mnemonic, new char[0]);
    }
  }

  /**
   * The one of these words.
   *
   * @param passphrase BIP-39's own, often empty; the caller wipes both
   * @throws MnemonicException if the words are none
   */
  public static WalletSecret ofWords(char[] words, char[] passphrase) throws MnemonicException {
    try (Mnemonic mnemonic = Mnemonic.parse(words)) {
      return of(mnemonic, passphrase);
    }
  }

  private static WalletSecret of(Mnemonic mnemonic, char[] passphrase) {
    return new WalletSecret(
        mnemonic.language(),
        SecretBytes.taking(mnemonic.entropy()),
        SecretBytes.taking(utf8(passphrase)),
        mnemonic.seed(passphrase));
  }

  /** The words, which the caller wipes. */
  public char[] words() {
    byte[] bytes = entropy.bytes();
    try (Mnemonic mnemonic = Mnemonic.ofEntropy(language, bytes)) {
      return mnemonic.sentence();
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * An account's key, which the caller closes.
   *
   * @param account from 0
   * @param rotation how many keys of the account came before it
   */
  public PrivateKey key(SignatureScheme scheme, int account, int rotation) {
    try (HdKey master = HdScheme.of(scheme).master(seed);
        HdKey key = master.derive(DerivationPath.ofAccount(account, rotation))) {
      return key.signingKey();
    }
  }

  /**
   * What a keystore holds of it: version, language, entropy and passphrase, each with its length.
   */
  SecretBytes encode() {
    byte[] name = language.name().getBytes(StandardCharsets.US_ASCII);
    byte[] encoded = new byte[1 + 1 + name.length + 1 + entropy.length() + 2 + passphrase.length()];
    ByteBuffer out = ByteBuffer.wrap(encoded);
    out.put(VERSION).put((byte) name.length).put(name);
    out.put((byte) entropy.length());
    entropy.lend(out::put);
    out.putShort((short) passphrase.length());
    passphrase.lend(out::put);
    return SecretBytes.taking(encoded);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static WalletSecret decode(SecretBytes encoded) {
    return encoded.lend(WalletSecret::read);
  }

  private static WalletSecret read(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    byte[] entropy = {};
    byte[] passphrase = {};
    char[] typed = {};
    try {
      byte version = in.get();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "the wallet's secret has version " + version + ", known is " + VERSION);
      }
      String language = new String(take(in, in.get()), StandardCharsets.US_ASCII);
      entropy = take(in, in.get());
      passphrase = take(in, Short.toUnsignedInt(in.getShort()));
      typed = chars(passphrase);
      try (Mnemonic mnemonic = Mnemonic.ofEntropy(MnemonicLanguage.valueOf(language), entropy)) {
        return of(mnemonic, typed);
      }
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("the wallet's secret breaks off", e);
    } finally {
      Arrays.fill(entropy, (byte) 0);
      Arrays.fill(passphrase, (byte) 0);
      Arrays.fill(typed, '\0');
    }
  }

  /** Whether {@link #close} was called. */
  public boolean isDestroyed() {
    return seed.isDestroyed();
  }

  /** Wipes it. Closing twice is harmless. */
  @Override
  public void close() {
    entropy.close();
    passphrase.close();
    seed.close();
  }

  /** Nothing of it. */
  @Override
  public String toString() {
    return "WalletSecret";
  }

  /**
   * Text that the caller wipes, from UTF-8 that the caller wipes. Malformed bytes become U+FFFD.
   */
  public static char[] chars(byte[] utf8) {
    CharBuffer decoded = CharBuffer.allocate(utf8.length);
    StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .decode(ByteBuffer.wrap(utf8), decoded, true);
    char[] text = Arrays.copyOf(decoded.array(), decoded.position());
    Arrays.fill(decoded.array(), '\0');
    return text;
  }

  /** UTF-8 that the caller wipes, from text that the caller wipes. */
  public static byte[] utf8(char[] text) {
    ByteBuffer encoded = ByteBuffer.allocate(3 * text.length);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(CharBuffer.wrap(text), encoded, true);
    byte[] bytes = Arrays.copyOf(encoded.array(), encoded.position());
    Arrays.fill(encoded.array(), (byte) 0);
    return bytes;
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
