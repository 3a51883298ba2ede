package io.ghostchain.zcrypto.sha256;

import io.ghostchain.zcrypto.jit.WarmUp;
import java.util.Arrays;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Whether batches are hashed side by side: not before the code for it is compiled and tested. */
final class LanesInUse {
  private static final System.Logger LOG = System.getLogger(LanesInUse.class.getName());

  /** What is in use, and how many messages of a group make it worth while. */
  private record InUse(@Nullable Sha256Lanes lanes, int groupMin) {}

  private volatile InUse inUse = new InUse(null, Sha256Lanes.LANES);

  LanesInUse() {}

  /** Started when somebody is about to hash batches. */
  private static final class OfProcess {
    static final LanesInUse INSTANCE = start();

    private static LanesInUse start() {
      LanesInUse inUse = new LanesInUse();
      Sha256Lanes lanes = WarmUp.isWorthIt() ? service() : null;
      if (lanes != null && lanes.obstacle() == null) {
        WarmUp.start(inUse.contest(lanes));
      }
      return inUse;
    }

    private static @Nullable Sha256Lanes service() {
      try {
        return ServiceLoader.load(Sha256Lanes.class, Sha256Lanes.class.getClassLoader())
            .findFirst()
            .orElse(null);
      } catch (ServiceConfigurationError | LinkageError broken) {
        LOG.log(System.Logger.Level.WARNING, "zcrypto-vector does not load", broken);
        return null;
      }
    }
  }

  static LanesInUse ofProcess() {
    return OfProcess.INSTANCE;
  }

  @Nullable Sha256Lanes now() {
    return inUse.lanes;
  }

  /** Groups smaller than this are hashed one after the other. */
  int groupMin() {
    return inUse.groupMin;
  }

  /** Hashes side by side from now on. */
  void use(Sha256Lanes lanes, int groupMin) {
    inUse = new InUse(lanes, groupMin);
  }

  /** Lets lanes take over once they are faster. */
  WarmUp.Contest contest(Sha256Lanes lanes) {
    return new Contest(lanes);
  }

  private final class Contest implements WarmUp.Contest {
    private static final int MESSAGES = 8 * Sha256Lanes.LANES;
    private static final int ROUNDS = 16;

    private final Sha256Lanes lanes;
    private final byte[] source = new byte[1 << 10];
    private final Work apart = new Work(new LanesInUse());
    private final Work together;

    Contest(Sha256Lanes lanes) {
      this.lanes = lanes;
      new SplittableRandom(1).nextBytes(source);
      LanesInUse candidate = new LanesInUse();
      candidate.use(lanes, 1);
      together = new Work(candidate);
    }

    @Override
    public String name() {
      return "sha-256-" + lanes.name();
    }

    @Override
    public long incumbentNanos() {
      return apart.nanos();
    }

    @Override
    public long candidateNanos() {
      return together.nanos();
    }

    @Override
    public @Nullable String fault() {
      for (int length = 0; length <= 3 * 64; length++) {
        for (int prefix = HashBatch.NO_PREFIX; prefix < 2; prefix++) {
          if (!Arrays.equals(apart.digests(prefix, length), together.digests(prefix, length))) {
            return "hashes " + length + " bytes wrongly";
          }
        }
      }
      return null;
    }

    @Override
    public void handOver(double share) {
      use(lanes, (int) Math.clamp(Math.ceil(share * Sha256Lanes.LANES) + 1, 2, Sha256Lanes.LANES));
    }

    /** What is done both ways: nodes of a tree. */
    private final class Work {
      private final HashBatch batch;
      private final byte[] digests = new byte[MESSAGES * HashBatch.DIGEST_BYTES];

      Work(LanesInUse how) {
        batch = new HashBatch(how);
      }

      long nanos() {
        long start = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
          byte[] _ = digests(1, 64);
        }
        return System.nanoTime() - start;
      }

      byte[] digests(int prefix, int length) {
        for (int i = 0; i < MESSAGES; i++) {
          batch.add(prefix, source, i, length, digests, i * HashBatch.DIGEST_BYTES);
        }
        batch.run();
        return digests;
      }
    }
  }
}
