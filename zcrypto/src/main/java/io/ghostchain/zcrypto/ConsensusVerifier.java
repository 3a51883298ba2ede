package io.ghostchain.zcrypto;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The verifier of the ledger's rules, on whose every answer all nodes must agree.
 *
 * <ul>
 *   <li>ML-DSA and SLH-DSA: as FIPS 204 algorithm 3 and FIPS 205 algorithm 24, with an empty
 *       context.
 *   <li>Ed25519: [S]B = R + [k]A, S &lt; L, A and R canonical and of prime order, so that the
 *       equations with and without cofactor are one; by Bouncy Castle alone.
 *   <li>secp256k1: ECDSA (SEC 1 section 4.1.4) on the Keccak-256 of the message, which is how
 *       EIP-712 signs; the signature is r || s of 32 bytes each with 1 &lt;= r &lt; n and 1 &lt;= s
 *       &lt;= n/2, without a byte for recovery; the key is a compressed point of 33 bytes. {@link
 *       SignatureScheme#SECP256K1} by itself hashes with SHA-256: what holds there does not here.
 * </ul>
 *
 * <p>Starting it puts every known answer to each provider in turn: one that disagrees with a single
 * case is excluded. Speed is never measured here. A signature of a scheme that is not admitted does
 * not hold.
 */
public final class ConsensusVerifier implements Verifier {
  /** The schemes of accounts, version 1. */
  public static final Set<SignatureScheme> ACCOUNT_SCHEMES =
      Set.of(
          SignatureScheme.ML_DSA_44,
          SignatureScheme.ML_DSA_65,
          SignatureScheme.ML_DSA_87,
          SignatureScheme.SLH_DSA_SHA2_128S,
          SignatureScheme.SECP256K1);

  private static final Set<SignatureScheme> WITH_A_RULE =
      EnumSet.of(SignatureScheme.ED25519, ACCOUNT_SCHEMES.toArray(SignatureScheme[]::new));

  private final Map<SignatureScheme, SignatureEngine> engines;
  private final List<Exclusion> exclusions;

  /** A provider that disagreed, and on which known answer of the scheme, counted from 1. */
  public record Exclusion(SignatureScheme scheme, CryptoProvider provider, int answer) {}

  private ConsensusVerifier(
      Map<SignatureScheme, SignatureEngine> engines, List<Exclusion> exclusions) {
    this.engines = engines;
    this.exclusions = List.copyOf(exclusions);
  }

  /** A verifier for {@link #ACCOUNT_SCHEMES}. */
  public static ConsensusVerifier forAccounts() {
    return forSchemes(ACCOUNT_SCHEMES);
  }

  /**
   * A verifier for some schemes.
   *
   * @throws IllegalArgumentException if one of them has no rule above
   * @throws IllegalStateException if no provider gives every known answer for one of them
   */
  public static ConsensusVerifier forSchemes(Collection<SignatureScheme> schemes) {
    Map<SignatureScheme, SignatureEngine> engines = new EnumMap<>(SignatureScheme.class);
    List<Exclusion> exclusions = new ArrayList<>();
    for (SignatureScheme scheme : schemes) {
      if (!WITH_A_RULE.contains(scheme)) {
        throw new IllegalArgumentException("consensus has no rule for " + scheme);
      }
      engines.put(scheme, choose(scheme, exclusions));
    }
    return new ConsensusVerifier(engines, exclusions);
  }

  @Override
  public boolean verify(PublicKey key, byte[] message, byte[] signature) {
    SignatureEngine engine = engines.get(key.scheme());
    return engine != null && key.verify(engine, message, signature);
  }

  /** The provider that verifies a scheme, for those admitted. */
  public Map<SignatureScheme, CryptoProvider> providers() {
    Map<SignatureScheme, CryptoProvider> providers = new EnumMap<>(SignatureScheme.class);
    engines.forEach((scheme, engine) -> providers.put(scheme, engine.provider()));
    return providers;
  }

  /** The providers that were excluded. */
  public List<Exclusion> exclusions() {
    return exclusions;
  }

  private static SignatureEngine choose(SignatureScheme scheme, List<Exclusion> exclusions) {
    List<KnownAnswers> answers = KnownAnswers.of(scheme);
    for (SignatureEngine engine : candidates(scheme)) {
      int wrong = firstDisagreement(engine, answers);
      if (wrong < 0) {
        return ruled(scheme, engine);
      }
      exclusions.add(new Exclusion(scheme, engine.provider(), wrong + 1));
    }
    throw new IllegalStateException(
        "no provider verifies " + scheme + " as consensus asks: " + exclusions);
  }

  private static Collection<SignatureEngine> candidates(SignatureScheme scheme) {
    if (scheme == SignatureScheme.ED25519) {
      return List.of(SignatureEngines.strictEd25519(new BcEd25519()));
    }
    return scheme.selection().sound().values();
  }

  /** Public vectors of secp256k1 hash with SHA-256: they choose the provider, not the hash. */
  private static SignatureEngine ruled(SignatureScheme scheme, SignatureEngine engine) {
    return scheme == SignatureScheme.SECP256K1
        ? SignatureEngines.strictEcdsa(SignatureEngines.ecdsa(engine), HashAlgorithm.KECCAK_256)
        : engine;
  }

  private static int firstDisagreement(SignatureEngine engine, List<KnownAnswers> answers) {
    for (int i = 0; i < answers.size(); i++) {
      if (!answers.get(i).agrees(engine)) {
        return i;
      }
    }
    return -1;
  }
}
