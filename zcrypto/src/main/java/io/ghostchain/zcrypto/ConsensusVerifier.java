package io.ghostchain.zcrypto;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
 * <p>No signature is verified before a provider of its scheme gave every known answer: one that
 * disagrees with a single case is excluded, and the next is asked. A scheme is put to that test at
 * its first use, or by {@link #check}. Speed is never measured here. A signature of a scheme that
 * is not admitted does not hold. Safe for use by several threads.
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

  private final Map<SignatureScheme, Checked> schemes;

  /** A provider that disagreed, and on which known answer of the scheme, counted from 1. */
  public record Exclusion(SignatureScheme scheme, CryptoProvider provider, int answer) {}

  private ConsensusVerifier(Map<SignatureScheme, Checked> schemes) {
    this.schemes = schemes;
  }

  /** A verifier for {@link #ACCOUNT_SCHEMES}. */
  public static ConsensusVerifier forAccounts() {
    return forSchemes(ACCOUNT_SCHEMES);
  }

  /**
   * A verifier for some schemes.
   *
   * @throws IllegalArgumentException if one of them has no rule above
   */
  public static ConsensusVerifier forSchemes(Collection<SignatureScheme> schemes) {
    Map<SignatureScheme, Checked> unchecked = new EnumMap<>(SignatureScheme.class);
    for (SignatureScheme scheme : schemes) {
      if (!WITH_A_RULE.contains(scheme)) {
        throw new IllegalArgumentException("consensus has no rule for " + scheme);
      }
      unchecked.put(scheme, new Checked(scheme));
    }
    return new ConsensusVerifier(unchecked);
  }

  /**
   * Whether a signature holds.
   *
   * @throws IllegalStateException if no provider gives every known answer of its scheme
   */
  @Override
  public boolean verify(PublicKey key, byte[] message, byte[] signature) {
    Checked scheme = schemes.get(key.scheme());
    return scheme != null && key.verify(scheme.engine(), message, signature);
  }

  /**
   * Puts every scheme to the test that was not yet; it takes a second or so of a JVM that has just
   * started.
   *
   * @throws IllegalStateException if no provider gives every known answer for one of them
   */
  public void check() {
    schemes.values().forEach(Checked::engine);
  }

  /** The provider that verifies a scheme, for those admitted; checks them. */
  public Map<SignatureScheme, CryptoProvider> providers() {
    Map<SignatureScheme, CryptoProvider> providers = new EnumMap<>(SignatureScheme.class);
    schemes.forEach((scheme, checked) -> providers.put(scheme, checked.engine().provider()));
    return providers;
  }

  /** The providers that were excluded; checks them all. */
  public List<Exclusion> exclusions() {
    check();
    return schemes.values().stream().flatMap(checked -> checked.exclusions.stream()).toList();
  }

  /** A scheme and its provider, once one was found. */
  private static final class Checked {
    private final SignatureScheme scheme;

    /** Complete when the engine is set. Guarded by this until then. */
    private final List<Exclusion> exclusions = new ArrayList<>();

    private volatile @Nullable SignatureEngine engine;

    Checked(SignatureScheme scheme) {
      this.scheme = scheme;
    }

    SignatureEngine engine() {
      SignatureEngine known = engine;
      return known == null ? check() : known;
    }

    private synchronized SignatureEngine check() {
      SignatureEngine known = engine;
      if (known == null) {
        exclusions.clear();
        List<KnownAnswers> answers = KnownAnswers.of(scheme);
        known =
            firstSound(candidate -> agrees(candidate, answers))
                .map(this::ruled)
                .orElseThrow(() ->
                    new IllegalStateException(
                        "no provider verifies " + scheme + " as consensus asks: " + exclusions));
        engine = known;
      }
      return known;
    }

    private Optional<SignatureEngine> firstSound(Predicate<SignatureEngine> test) {
      if (scheme == SignatureScheme.ED25519) {
        return Optional.of(SignatureEngines.strictEd25519(new BcEd25519())).filter(test);
      }
      return scheme.selection().firstSound(test);
    }

    /** Public vectors of secp256k1 hash with SHA-256: they choose the provider, not the hash. */
    private SignatureEngine ruled(SignatureEngine sound) {
      return scheme == SignatureScheme.SECP256K1
          ? SignatureEngines.strictEcdsa(SignatureEngines.ecdsa(sound), HashAlgorithm.KECCAK_256)
          : sound;
    }

    private boolean agrees(SignatureEngine candidate, List<KnownAnswers> answers) {
      for (int i = 0; i < answers.size(); i++) {
        if (!answers.get(i).agrees(candidate)) {
          exclusions.add(new Exclusion(scheme, candidate.provider(), i + 1));
          return false;
        }
      }
      return true;
    }
  }
}
