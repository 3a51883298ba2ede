package io.ghostchain.zcrypto.mldsa;

import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zcrypto.Verifier;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Verifier} that checks ML-DSA with expanded keys and many claims at once, and leaves
 * every other scheme to another verifier.
 *
 * <p>What it answers is what FIPS 204 algorithm 3 says with an empty context, whatever is in its
 * cache. Safe for many threads: each call borrows its memory from a pool.
 */
public final class ExpandedKeyVerifier implements Verifier {
  /** More workers at once than this make their memory anew. */
  private static final int DESKS_MAX = 64;

  private final MlDsaVerifier verifier;
  private final ExpandedKeyCache cache;
  private final Verifier others;
  private final BlockingQueue<Desk> desks = new ArrayBlockingQueue<>(DESKS_MAX);

  /** What one call works with. */
  private static final class Desk {
    final Workspace workspace;
    final SignatureBatch batch = new SignatureBatch();
    final byte[] key = new byte[SignatureScheme.ML_DSA_87.publicKeyBytes()];

    Desk(Workspace workspace) {
      this.workspace = workspace;
    }
  }

  /**
   * A verifier.
   *
   * @param cache of the same engine's keys
   * @param others for what is not ML-DSA, such as a {@link io.ghostchain.zcrypto.ConsensusVerifier}
   */
  public ExpandedKeyVerifier(MlDsaVerifier verifier, ExpandedKeyCache cache, Verifier others) {
    this.verifier = verifier;
    this.cache = cache;
    this.others = others;
  }

  /**
   * A verifier for consensus, whose engine gave every known answer, as {@link
   * io.ghostchain.zcrypto.ConsensusVerifier} asks of its providers.
   *
   * @throws IllegalStateException if it did not
   */
  public static ExpandedKeyVerifier forConsensus(
      MlDsaVerifier verifier, ExpandedKeyCache cache, Verifier others) {
    String fault = SelfTest.faultInAny(verifier);
    if (fault != null) {
      throw new IllegalStateException("engine " + verifier.engine() + " " + fault);
    }
    return new ExpandedKeyVerifier(verifier, cache, others);
  }

  @Override
  public boolean verify(PublicKey key, byte[] message, byte[] signature) {
    if (!isMlDsa(key.scheme())) {
      return others.verify(key, message, signature);
    }
    Desk desk = borrow();
    try {
      key.put(desk.key, 0);
      ExpandedKey expanded = cache.get(key.scheme(), desk.key, desk.workspace);
      return verifier.verify(expanded, message, signature, desk.workspace);
    } finally {
      giveBack(desk);
    }
  }

  @Override
  public boolean[] verifyAll(List<Claim> claims) {
    boolean[] holds = new boolean[claims.size()];
    Desk desk = borrow();
    try {
      @Nullable ExpandedKey[] keys = expand(claims, desk);
      int i = 0;
      for (Claim claim : claims) {
        ExpandedKey key = keys[i];
        if (key != null) {
          desk.batch.add(key, claim.message(), claim.signature());
        } else {
          holds[i] = others.verify(claim.key(), claim.message(), claim.signature());
        }
        i++;
      }
      verifier.verify(desk.batch, desk.workspace);
      int verified = 0;
      for (i = 0; i < holds.length; i++) {
        if (keys[i] != null) {
          holds[i] = desk.batch.holds(verified++);
        }
      }
      return holds;
    } finally {
      desk.batch.clear();
      giveBack(desk);
    }
  }

  /** The expanded key of each claim; null for what is not ML-DSA. New ones are made together. */
  private @Nullable ExpandedKey[] expand(List<Claim> claims, Desk desk) {
    @Nullable ExpandedKey[] keys = new ExpandedKey[claims.size()];
    Map<SignatureScheme, Strangers> strangers = new EnumMap<>(SignatureScheme.class);
    int i = 0;
    for (Claim claim : claims) {
      SignatureScheme scheme = claim.key().scheme();
      if (isMlDsa(scheme)) {
        claim.key().put(desk.key, 0);
        keys[i] = cache.find(scheme, desk.key);
        if (keys[i] == null) {
          strangers.computeIfAbsent(scheme, absent -> new Strangers()).add(claim.key(), i);
        }
      }
      i++;
    }
    strangers.forEach((scheme, of) -> of.expand(scheme, desk.workspace, keys));
    return keys;
  }

  /** Keys that the cache does not know, each once, and which claims they are of. */
  private final class Strangers {
    private final Map<PublicKey, Integer> indices = new LinkedHashMap<>();
    private final Map<Integer, Integer> claims = new LinkedHashMap<>();

    void add(PublicKey key, int claim) {
      claims.put(claim, indices.computeIfAbsent(key, absent -> indices.size()));
    }

    void expand(SignatureScheme scheme, Workspace workspace, @Nullable ExpandedKey[] keys) {
      byte[][] raw = indices.keySet().stream().map(PublicKey::raw).toArray(byte[][]::new);
      ExpandedKey[] expanded = verifier.expand(scheme, raw, workspace);
      for (int i = 0; i < raw.length; i++) {
        cache.offer(scheme, raw[i], expanded[i]);
      }
      claims.forEach((claim, index) -> keys[claim] = expanded[index]);
    }
  }

  private static boolean isMlDsa(SignatureScheme scheme) {
    return switch (scheme) {
      case ML_DSA_44, ML_DSA_65, ML_DSA_87 -> true;
      default -> false;
    };
  }

  private Desk borrow() {
    Desk desk = desks.poll();
    return desk != null ? desk : new Desk(verifier.workspace());
  }

  private void giveBack(Desk desk) {
    // One that finds the pool full is left to the collector.
    boolean _ = desks.offer(desk);
  }
}
