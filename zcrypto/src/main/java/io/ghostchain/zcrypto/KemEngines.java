package io.ghostchain.zcrypto;

import io.ghostchain.zcrypto.Selection.Candidate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.jspecify.annotations.Nullable;

/** Which engines a KEM may have, in order of their measured speed, and how they are tested. */
final class KemEngines {
  private static final Map<KemScheme, Selection<KemEngine>> SELECTIONS =
      new EnumMap<>(KemScheme.class);

  static {
    for (KemScheme scheme : KemScheme.values()) {
      SELECTIONS.put(
          scheme,
          new Selection<>(
              scheme.label(), scheme.family(), candidates(scheme), new RoundTrip(scheme)));
    }
  }

  private KemEngines() {}

  static Selection<KemEngine> selection(KemScheme scheme) {
    return Objects.requireNonNull(SELECTIONS.get(scheme));
  }

  /** The raw public key of a seed. */
  static byte[] publicKey(KemScheme scheme, byte[] seed) {
    return switch (scheme) {
      case ML_KEM_512, ML_KEM_768, ML_KEM_1024 -> BcMlKem.publicKey(mlKem(scheme), seed);
      case X25519 -> X25519.publicKey(seed);
      case X_WING -> XWing.publicKey(seed);
    };
  }

  /** Whether bytes of the right length are a public key. */
  static boolean admitsKey(KemScheme scheme, byte[] publicKey) {
    return switch (scheme) {
      case ML_KEM_512, ML_KEM_768, ML_KEM_1024 -> BcMlKem.admitsKey(mlKem(scheme), publicKey);
      case X25519 -> X25519.sharedSecret(new byte[X25519.KEY_BYTES], publicKey).isPresent();
      case X_WING ->
          BcMlKem.admitsKey(MLKEMParameters.ml_kem_768, Bytes.head(publicKey, X25519.KEY_BYTES));
    };
  }

  static MLKEMParameters mlKem(KemScheme scheme) {
    return switch (scheme) {
      case ML_KEM_512 -> MLKEMParameters.ml_kem_512;
      case ML_KEM_768 -> MLKEMParameters.ml_kem_768;
      case ML_KEM_1024 -> MLKEMParameters.ml_kem_1024;
      case X25519, X_WING -> throw new IllegalArgumentException(scheme + " is not ML-KEM");
    };
  }

  private static List<Candidate<KemEngine>> candidates(KemScheme scheme) {
    return switch (scheme) {
      case ML_KEM_512, ML_KEM_768, ML_KEM_1024 ->
          List.of(
              new Candidate<>(CryptoProvider.JDK, () -> new JdkMlKem(scheme)),
              new Candidate<>(CryptoProvider.BC, () -> new BcMlKem(mlKem(scheme))));
      case X25519 -> List.of(new Candidate<>(CryptoProvider.BC, DhKem::new));
      case X_WING ->
          List.of(
              new Candidate<>(
                  CryptoProvider.BC,
                  () -> new XWing(() -> selection(KemScheme.ML_KEM_768).engine())));
    };
  }

  /**
   * The self-test: the public key of a seed comes from Bouncy Castle, and both a ciphertext of
   * Bouncy Castle's and the engine's own must be opened to their secrets.
   */
  private record RoundTrip(KemScheme scheme) implements Selection.Trial<KemEngine> {
    @Override
    public @Nullable String fault(KemEngine engine) {
      byte[] seed = seed();
      byte[] publicKey = KemEngines.publicKey(scheme, seed);
      try (KemEngine.Decapsulator key = engine.decapsulator(seed, publicKey)) {
        KemEngine other = engine instanceof JdkMlKem ? new BcMlKem(mlKem(scheme)) : engine;
        for (KemEngine sender : List.of(engine, other)) {
          try (Encapsulation sent = sender.encapsulate(publicKey, Entropy.RANDOM)) {
            byte[] found = key.decapsulate(sent.ciphertext()).orElse(new byte[0]);
            if (!Arrays.equals(found, sent.sharedSecret())) {
              return "found another secret than was sent";
            }
          }
        }
      }
      return null;
    }

    @Override
    public void work(KemEngine engine) {
      byte[] seed = seed();
      byte[] publicKey = KemEngines.publicKey(scheme, seed);
      engine.encapsulate(publicKey, Entropy.RANDOM).close();
    }

    private byte[] seed() {
      byte[] seed = new byte[scheme.seedBytes()];
      seed[0] = 1;
      return seed;
    }
  }
}
