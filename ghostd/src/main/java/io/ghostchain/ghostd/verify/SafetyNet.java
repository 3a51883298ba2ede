package io.ghostchain.ghostd.verify;

import io.ghostchain.zcrypto.SignatureScheme;
import io.ghostchain.zcrypto.Verifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks our own ML-DSA verifier against one that others wrote (LEDGER.md): one signature in 1,024
 * on a spare thread, and before we call a block invalid each of its signatures that was refused.
 *
 * <p>The sample is drawn anew in each process, so that nobody can choose what escapes it. Where the
 * two differ, both answers and the input go to a file, and the node is told to stop. Safe for use
 * by several threads.
 */
final class SafetyNet implements AutoCloseable {
  private static final int ONE_IN = 1_024;

  /** More of them than this wait only when the spare thread is starved. */
  private static final int QUEUE = 256;

  private static final Logger LOG = LoggerFactory.getLogger(SafetyNet.class);

  private final Supplier<String> engine;
  private final Verifier reference;
  private final Path dumps;
  private final Consumer<Throwable> failed;
  private final BooleanSupplier drawn;
  private final BlockingQueue<Answer> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicBoolean told = new AtomicBoolean();
  private final LongAdder rechecked = new LongAdder();
  private final Thread thread;

  private record Answer(Verifier.Claim claim, boolean holds) {}

  /** A net that draws at random. */
  SafetyNet(Supplier<String> engine, Verifier reference, Path dumps, Consumer<Throwable> failed) {
    this(engine, reference, dumps, failed, () -> ThreadLocalRandom.current().nextInt(ONE_IN) == 0);
  }

  /**
   * A net.
   *
   * @param engine the name of what it checks
   * @param reference what that is held against
   * @param dumps folder for what they differ in
   * @param failed told of the first difference
   * @param drawn whether the next one is in the sample
   */
  SafetyNet(
      Supplier<String> engine,
      Verifier reference,
      Path dumps,
      Consumer<Throwable> failed,
      BooleanSupplier drawn) {
    this.engine = engine;
    this.reference = reference;
    this.dumps = dumps;
    this.failed = failed;
    this.drawn = drawn;
    this.thread = Thread.ofPlatform().name("verify-net").daemon(true).start(this::run);
  }

  /** Draws from answers that were given. The arrays of those drawn must not change any more. */
  void sample(List<Verifier.Claim> claims, boolean[] holds) {
    int i = 0;
    for (Verifier.Claim claim : claims) {
      if (isOurs(claim) && drawn.getAsBoolean()) {
        // One more that does not fit is one less in the sample.
        boolean _ = queue.offer(new Answer(claim, holds[i]));
      }
      i++;
    }
  }

  /**
   * Checks every refusal again, now.
   *
   * @throws VerificationDifference if one of the signatures holds after all
   */
  void confirmRefusals(List<Verifier.Claim> claims, boolean[] holds) {
    int i = 0;
    for (Verifier.Claim claim : claims) {
      if (!holds[i] && isOurs(claim)) {
        VerificationDifference difference = recheck(new Answer(claim, false));
        if (difference != null) {
          throw difference;
        }
      }
      i++;
    }
  }

  /** How many were checked again. */
  long rechecked() {
    return rechecked.sum();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        VerificationDifference difference = recheck(queue.take());
        if (difference != null && told.compareAndSet(false, true)) {
          failed.accept(difference);
        }
      }
    } catch (InterruptedException closed) {
      queue.clear();
    } catch (RuntimeException | Error e) {
      failed.accept(e);
    }
  }

  private @Nullable VerificationDifference recheck(Answer answer) {
    Verifier.Claim claim = answer.claim;
    rechecked.increment();
    boolean expected = reference.verify(claim.key(), claim.message(), claim.signature());
    if (expected == answer.holds) {
      return null;
    }
    var difference = new VerificationDifference(engine.get(), claim, answer.holds);
    try {
      LOG.error("verification-difference file={}", difference.dump(dumps));
    } catch (IOException e) {
      LOG.error("verification-difference could not be written:\n{}", difference.report(), e);
    }
    return difference;
  }

  private static boolean isOurs(Verifier.Claim claim) {
    SignatureScheme scheme = claim.key().scheme();
    return scheme == SignatureScheme.ML_DSA_44
        || scheme == SignatureScheme.ML_DSA_65
        || scheme == SignatureScheme.ML_DSA_87;
  }
}
