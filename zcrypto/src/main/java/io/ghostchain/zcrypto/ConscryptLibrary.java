package io.ghostchain.zcrypto;

import java.security.Provider;
import org.conscrypt.Conscrypt;

/** Conscrypt, loaded when an algorithm first asks for it and never registered with the JCA. */
final class ConscryptLibrary {
  private static final Provider PROVIDER = Conscrypt.newProvider();

  private ConscryptLibrary() {}

  /**
   * The provider.
   *
   * @throws LinkageError if Conscrypt is not on the class path or its library does not load
   */
  static Provider provider() {
    return PROVIDER;
  }
}
