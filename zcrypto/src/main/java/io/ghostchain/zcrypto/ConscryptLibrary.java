package io.ghostchain.zcrypto;

import java.security.Provider;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/** Conscrypt, loaded when an algorithm first asks for it and never registered with the JCA. */
final class ConscryptLibrary {
  private static @Nullable Provider provider;

  private ConscryptLibrary() {}

  /**
   * The provider.
   *
   * @throws LinkageError if Conscrypt is not on the class path or its library does not load
   */
  static synchronized Provider provider() {
    Provider loaded = provider;
    if (loaded == null) {
      loaded = Conscrypt.newProvider();
      provider = loaded;
    }
    return loaded;
  }
}
