package io.ghostchain.ghostd.verify;

import io.ghostchain.zcrypto.ConsensusVerifier;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.Verifier;
import io.ghostchain.zcrypto.mldsa.ExpandedKeyCache;
import io.ghostchain.zcrypto.mldsa.ExpandedKeyVerifier;
import io.ghostchain.zcrypto.mldsa.MlDsaVerifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the ledger's signatures: ML-DSA by zcrypto's own engine where there is one for this
 * machine, everything else by providers, and behind the engine a {@link SafetyNet}.
 *
 * <p>The engine is chosen, and put to every known answer, at the first use or by {@link #check}.
 * Safe for use by several threads.
 */
public final class LedgerVerifier implements Verifier, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerVerifier.class);

  private final VerifyConfig config;
  private final Path dumps;
  private final Consumer<Throwable> failed;
  private final ConsensusVerifier providers = ConsensusVerifier.forAccounts();
  private volatile @Nullable Engine engine;
  private boolean closed;

  /** What verifies, by the name that it has now, and the net behind it if that is our own code. */
  private record Engine(
      Supplier<String> name,
      Verifier verifier,
      @Nullable ExpandedKeyCache keys,
      @Nullable SafetyNet net) {}

  /**
   * A verifier.
   *
   * @param dumps folder for the inputs that two implementations disagree on
   * @param failed told of the first disagreement: whoever relies on the answers must stop
   */
  public LedgerVerifier(VerifyConfig config, Path dumps, Consumer<Throwable> failed) {
    this.config = config;
    this.dumps = dumps;
    this.failed = failed;
  }

  /**
   * Whether a signature holds that came by itself.
   *
   * @throws IllegalStateException if nothing verifies a scheme as consensus asks
   */
  @Override
  public boolean verify(PublicKey key, byte[] message, byte[] signature) {
    return verifyAll(List.of(new Claim(key, message, signature)))[0];
  }

  /** Whether signatures hold that came by themselves; of those refused some are checked again. */
  @Override
  public boolean[] verifyAll(List<Claim> claims) {
    Engine by = engine();
    boolean[] holds = by.verifier.verifyAll(claims);
    if (by.net != null) {
      by.net.sample(claims, holds);
    }
    return holds;
  }

  /**
   * The same for signatures that came in a block, of which others say that they hold. One that is
   * refused is checked again before anybody is told, so that no fault of ours makes us leave a
   * chain that is right.
   *
   * <p>Its methods throw {@link VerificationDifference} if that finds it to hold.
   */
  public Verifier ofBlocks() {
    return new Verifier() {
      @Override
      public boolean verify(PublicKey key, byte[] message, byte[] signature) {
        return verifyAll(List.of(new Claim(key, message, signature)))[0];
      }

      @Override
      public boolean[] verifyAll(List<Claim> claims) {
        boolean[] holds = LedgerVerifier.this.verifyAll(claims);
        SafetyNet net = engine().net;
        if (net != null) {
          net.confirmRefusals(claims, holds);
        }
        return holds;
      }
    };
  }

  /**
   * Chooses the engine and puts everything that verifies to the known answers: some seconds of a
   * JVM that has just started.
   *
   * @throws IllegalStateException if the engine named cannot be had, or nothing verifies a scheme
   */
  public void check() {
    var _ = engine();
    providers.check();
  }

  /**
   * What verifies ML-DSA now: {@code vector}, {@code java} or {@code provider}. {@code java} may
   * become {@code vector} once that is compiled.
   */
  public String engineName() {
    return engine().name.get();
  }

  /** What happened to the keys that are kept, if any are. */
  public ExpandedKeyCache.Statistics keys() {
    Engine known = engine;
    return known == null || known.keys == null
        ? new ExpandedKeyCache.Statistics(0, 0, 0, 0, 0)
        : known.keys.statistics();
  }

  /** Signatures that were checked a second time. */
  public long rechecked() {
    Engine known = engine;
    return known == null || known.net == null ? 0 : known.net.rechecked();
  }

  /** Ends the second checks. What is verified after that is not checked again. */
  @Override
  public synchronized void close() {
    closed = true;
    Engine known = engine;
    if (known != null && known.net != null) {
      known.net.close();
    }
  }

  private Engine engine() {
    Engine known = engine;
    return known == null ? choose() : known;
  }

  private synchronized Engine choose() {
    Engine known = engine;
    if (known == null) {
      known = config.engine() == VerifyConfig.Engine.PROVIDER ? byProviders() : byOurOwn();
      engine = known;
    }
    return known;
  }

  private Engine byProviders() {
    return new Engine(() -> "provider", providers, null, null);
  }

  private Engine byOurOwn() {
    boolean any = config.engine() == VerifyConfig.Engine.AUTO;
    MlDsaVerifier verifier =
        any
            ? MlDsaVerifier.chosen()
            : MlDsaVerifier.of(config.engine().toString().toLowerCase(Locale.ROOT));
    if (verifier.engine().equals("provider")) {
      return byProviders();
    }
    var keys = new ExpandedKeyCache(verifier, config.keyCacheBytes());
    try {
      var expanded = ExpandedKeyVerifier.forConsensus(verifier, keys, providers);
      var net = new SafetyNet(verifier::engine, providers, dumps, failed);
      if (closed) {
        net.close();
      }
      return new Engine(verifier::engine, expanded, keys, net);
    } catch (IllegalStateException unfit) {
      if (!any) {
        throw unfit;
      }
      LOG.error("verification by providers, since {}", unfit.getMessage());
      return byProviders();
    }
  }
}
