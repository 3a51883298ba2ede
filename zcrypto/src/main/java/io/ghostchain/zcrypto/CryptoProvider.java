package io.ghostchain.zcrypto;

import java.util.Locale;

/** Who does the arithmetic of an algorithm. */
public enum CryptoProvider {
  /** Bouncy Castle, in Java: always there, for every algorithm. */
  BC,
  /** The running JDK. */
  JDK,
  /** Conscrypt (BoringSSL), if it is on the class path and its library loads. */
  CONSCRYPT,
  /**
   * A native library for one algorithm, such as libsecp256k1, if it is on the class path and loads.
   */
  NATIVE;

  /**
   * The name in settings and tables: {@code bc}, {@code jdk}, {@code conscrypt}, {@code native}.
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
