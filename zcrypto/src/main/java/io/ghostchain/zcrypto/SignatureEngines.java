package io.ghostchain.zcrypto;

import io.ghostchain.zcrypto.Selection.Candidate;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.SLHDSAParameters;
import org.jspecify.annotations.Nullable;

/**
 * Which engines a signature scheme may have, in the order of their measured speed (README, "Who
 * does the arithmetic"), and how they are put to the test.
 */
final class SignatureEngines {
  private static final Map<SignatureScheme, Selection<SignatureEngine>> SELECTIONS =
      new EnumMap<>(SignatureScheme.class);

  static {
    for (SignatureScheme scheme : SignatureScheme.values()) {
      SELECTIONS.put(
          scheme,
          new Selection<>(
              scheme.label(), scheme.family(), candidates(scheme), new KnownAnswersTrial(scheme)));
    }
  }

  private SignatureEngines() {}

  static Selection<SignatureEngine> selection(SignatureScheme scheme) {
    return Objects.requireNonNull(SELECTIONS.get(scheme));
  }

  /** The raw public key of a seed; always by Bouncy Castle, which takes seeds of every scheme. */
  static byte[] publicKey(SignatureScheme scheme, byte[] seed) {
    return switch (scheme) {
      case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> BcMlDsa.publicKey(mlDsa(scheme), seed);
      case ML_DSA_44_ED25519, ML_DSA_65_ED25519 -> CompositeEngine.publicKey(mlDsa(scheme), seed);
      case ED25519 -> BcEd25519.publicKey(seed);
      case SECP256K1 -> BcEcdsa.publicKey(seed);
      case SLH_DSA_SHA2_128S,
          SLH_DSA_SHA2_128F,
          SLH_DSA_SHA2_192S,
          SLH_DSA_SHA2_192F,
          SLH_DSA_SHA2_256S,
          SLH_DSA_SHA2_256F,
          SLH_DSA_SHAKE_128S,
          SLH_DSA_SHAKE_128F,
          SLH_DSA_SHAKE_192S,
          SLH_DSA_SHAKE_192F,
          SLH_DSA_SHAKE_256S,
          SLH_DSA_SHAKE_256F ->
          BcSlhDsa.publicKey(slhDsa(scheme), seed);
    };
  }

  /** Any Ed25519 engine behind our rule. */
  static SignatureEngine strictEd25519(SignatureEngine engine) {
    return new StrictSignatureEngine(engine, Ed25519Rule::admitsKey, Ed25519Rule::admitsSignature);
  }

  /** Any provider's secp256k1 behind our rule. */
  static SignatureEngine strictEcdsa(Ecdsa ecdsa, HashAlgorithm digest) {
    return new StrictSignatureEngine(
        new EcdsaEngine(ecdsa, digest), EcdsaRule::admitsKey, EcdsaRule::admitsSignature);
  }

  /** The provider that {@link SignatureScheme#SECP256K1} has. */
  static Ecdsa ecdsa() {
    return ecdsa(SignatureScheme.SECP256K1.selection().engine());
  }

  /** The provider in an engine of {@link SignatureScheme#SECP256K1}. */
  static Ecdsa ecdsa(SignatureEngine engine) {
    if (engine
        instanceof
        StrictSignatureEngine(EcdsaEngine(Ecdsa ecdsa, var digest), var key, var signature)) {
      return ecdsa;
    }
    throw new IllegalStateException("secp256k1 has no engine of ECDSA");
  }

  /** Any other engine, held to the lengths of its scheme. */
  static SignatureEngine strict(SignatureScheme scheme, SignatureEngine engine) {
    return new StrictSignatureEngine(
        engine,
        publicKey -> publicKey.length == scheme.publicKeyBytes(),
        signature -> signature.length == scheme.signatureBytes());
  }

  static MLDSAParameters mlDsa(SignatureScheme scheme) {
    return switch (scheme.publicKeyBytes()) {
      case 1312, 1344 -> MLDSAParameters.ml_dsa_44;
      case 1952, 1984 -> MLDSAParameters.ml_dsa_65;
      case 2592 -> MLDSAParameters.ml_dsa_87;
      default -> throw new IllegalArgumentException(scheme + " has no ML-DSA in it");
    };
  }

  private static List<Candidate<SignatureEngine>> candidates(SignatureScheme scheme) {
    return switch (scheme) {
      case ML_DSA_44, ML_DSA_65, ML_DSA_87 ->
          List.of(
              conscrypt(scheme, scheme.standardName(), (seed, publicKey) -> Der.value(0x80, seed)),
              new Candidate<>(
                  CryptoProvider.JDK, () -> strict(scheme, jdkMlDsa(scheme, Entropy.RANDOM))),
              bc(() -> strict(scheme, BcMlDsa.pure(mlDsa(scheme)))));
      case ED25519 ->
          List.of(
              new Candidate<>(
                  CryptoProvider.CONSCRYPT,
                  () ->
                      strictEd25519(
                          conscryptEngine(
                              scheme, "EdDSA", (seed, publicKey) -> Der.octetString(seed)))),
              bc(() -> strictEd25519(new BcEd25519())));
      case SECP256K1 ->
          List.of(
              new Candidate<>(
                  CryptoProvider.NATIVE,
                  () -> strictEcdsa(NativeEcdsa.load(), HashAlgorithm.SHA_256)),
              bc(() -> strictEcdsa(new BcEcdsa(), HashAlgorithm.SHA_256)));
      case ML_DSA_44_ED25519 -> List.of(composite(scheme, "COMPSIG-MLDSA44-Ed25519-SHA512"));
      case ML_DSA_65_ED25519 -> List.of(composite(scheme, "COMPSIG-MLDSA65-Ed25519-SHA512"));
      case SLH_DSA_SHA2_128S ->
          List.of(
              conscrypt(scheme, "SLH-DSA-SHA2-128S", BcSlhDsa::privateKey),
              bc(() -> strict(scheme, BcSlhDsa.pure(slhDsa(scheme)))));
      case SLH_DSA_SHA2_128F,
          SLH_DSA_SHA2_192S,
          SLH_DSA_SHA2_192F,
          SLH_DSA_SHA2_256S,
          SLH_DSA_SHA2_256F,
          SLH_DSA_SHAKE_128S,
          SLH_DSA_SHAKE_128F,
          SLH_DSA_SHAKE_192S,
          SLH_DSA_SHAKE_192F,
          SLH_DSA_SHAKE_256S,
          SLH_DSA_SHAKE_256F ->
          List.of(bc(() -> strict(scheme, BcSlhDsa.pure(slhDsa(scheme)))));
    };
  }

  private static Candidate<SignatureEngine> bc(Supplier<SignatureEngine> start) {
    return new Candidate<>(CryptoProvider.BC, start);
  }

  private static Candidate<SignatureEngine> composite(SignatureScheme scheme, String label) {
    return bc(() ->
        strict(
            scheme,
            new CompositeEngine(
                label, mlDsa(scheme), () -> SignatureScheme.ED25519.selection().engine())));
  }

  private static Candidate<SignatureEngine> conscrypt(
      SignatureScheme scheme, String name, JcaSignatureEngine.PrivateKeyContents contents) {
    return new Candidate<>(
        CryptoProvider.CONSCRYPT, () -> strict(scheme, conscryptEngine(scheme, name, contents)));
  }

  private static SignatureEngine conscryptEngine(
      SignatureScheme scheme, String name, JcaSignatureEngine.PrivateKeyContents contents) {
    byte[] identifier = scheme.algorithmIdentifier();
    return new JcaSignatureEngine(
        CryptoProvider.CONSCRYPT,
        ConscryptLibrary.provider(),
        name,
        identifier,
        JcaSignatureEngine.pkcs8(identifier, contents),
        Entropy.RANDOM);
  }

  /**
   * ML-DSA by the JDK.
   *
   * @param random for signing
   */
  static SignatureEngine jdkMlDsa(SignatureScheme scheme, SecureRandom random) {
    Provider sun =
        Objects.requireNonNull(Security.getProvider("SUN"), "this JDK has no provider SUN");
    return new JcaSignatureEngine(
        CryptoProvider.JDK,
        sun,
        scheme.standardName(),
        scheme.algorithmIdentifier(),
        JcaSignatureEngine.generated(),
        random);
  }

  static SLHDSAParameters slhDsa(SignatureScheme scheme) {
    return switch (scheme) {
      case SLH_DSA_SHA2_128S -> SLHDSAParameters.sha2_128s;
      case SLH_DSA_SHA2_128F -> SLHDSAParameters.sha2_128f;
      case SLH_DSA_SHA2_192S -> SLHDSAParameters.sha2_192s;
      case SLH_DSA_SHA2_192F -> SLHDSAParameters.sha2_192f;
      case SLH_DSA_SHA2_256S -> SLHDSAParameters.sha2_256s;
      case SLH_DSA_SHA2_256F -> SLHDSAParameters.sha2_256f;
      case SLH_DSA_SHAKE_128S -> SLHDSAParameters.shake_128s;
      case SLH_DSA_SHAKE_128F -> SLHDSAParameters.shake_128f;
      case SLH_DSA_SHAKE_192S -> SLHDSAParameters.shake_192s;
      case SLH_DSA_SHAKE_192F -> SLHDSAParameters.shake_192f;
      case SLH_DSA_SHAKE_256S -> SLHDSAParameters.shake_256s;
      case SLH_DSA_SHAKE_256F -> SLHDSAParameters.shake_256f;
      default -> throw new IllegalArgumentException(scheme + " is not SLH-DSA");
    };
  }

  /**
   * The self-test: the first valid and the first invalid known answer, and a signature that must
   * verify. SLH-DSA signs for a second or more, so it is only asked to verify.
   */
  private static final class KnownAnswersTrial implements Selection.Trial<SignatureEngine> {
    private static final byte[] MESSAGE = new byte[48];

    private final SignatureScheme scheme;
    private volatile @Nullable List<KnownAnswers> answers;

    KnownAnswersTrial(SignatureScheme scheme) {
      this.scheme = scheme;
    }

    @Override
    public @Nullable String fault(SignatureEngine engine) {
      for (KnownAnswers answer : answers()) {
        if (!answer.agrees(engine)) {
          return answer.holds() ? "refused a valid signature" : "accepted an invalid signature";
        }
      }
      return scheme.family().equals("slh-dsa") || signs(engine)
          ? null
          : "its own signature does not verify";
    }

    @Override
    public void work(SignatureEngine engine) {
      answers().stream().limit(1).forEach(answer -> answer.agrees(engine));
    }

    private List<KnownAnswers> answers() {
      List<KnownAnswers> known = answers;
      if (known == null) {
        known = KnownAnswers.fewOf(scheme);
        answers = known;
      }
      return known;
    }

    private boolean signs(SignatureEngine engine) {
      byte[] seed = new byte[scheme.seedBytes()];
      seed[seed.length - 1] = 1;
      byte[] publicKey = publicKey(scheme, seed);
      try (SigningKey key = engine.signingKey(seed, publicKey)) {
        return engine.verifyingKey(publicKey).verify(MESSAGE, key.sign(MESSAGE));
      }
    }
  }
}
