package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.ProcessUse;
import io.ghostchain.benchmarks.Report;
import io.ghostchain.benchmarks.load.SignedLoad;
import io.ghostchain.ghostd.execution.BlockExecutor;
import io.ghostchain.ghostd.execution.ExecutedBlock;
import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.Chain;
import io.ghostchain.ghostd.ledger.ContractEngines;
import io.ghostchain.ghostd.ledger.ValidBody;
import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.ghostd.verify.LedgerVerifier;
import io.ghostchain.protocol.ReceiptStatus;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What executing costs, alone and with the checks before it: no tree, no disk. */
final class ExecutionRows {
  private static final int BLOCK = 4_096;

  /** Signatures in a batch, as ghostd's verification takes them at most. */
  private static final int BATCH = 64;

  private ExecutionRows() {}

  /**
   * Only the executor is timed, diff included. That the bodies are valid is found before, and the
   * state's tree is changed after, both off the clock.
   */
  static void execute(Opened opened, SignedLoad load, int warmUp, Report report) {
    ChainState state = BareState.of(opened, 0);
    var genesis = opened.chain().genesis();
    var checker = new Checker(load, genesis);
    var executor = new BlockExecutor(Chain.of(genesis), ContractEngines.NONE);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    long cpuNanos = 0;
    int executed = 0;
    for (int from = 0; from + BLOCK <= load.size(); from += BLOCK) {
      BlockTerms terms = checker.terms(state.tip().height() + 1);
      List<ValidBody> valid = checker.rules(state.newest(), terms, from, from + BLOCK);
      long cpu = threads.getCurrentThreadCpuTime();
      long started = System.nanoTime();
      ExecutedBlock block = executor.executeValid(state.newest(), terms, valid);
      long took = System.nanoTime() - started;
      cpu = threads.getCurrentThreadCpuTime() - cpu;
      requireAllPaid(block);
      if (from >= warmUp) {
        nanos += took;
        cpuNanos += cpu;
        executed += BLOCK;
      }
      state.apply(block.diff());
    }
    report.add(
        "engine.execute.tx_per_s",
        executed * 1e9 / nanos,
        "1/s",
        "",
        String.format(
            Locale.ROOT,
            "%s, %,d keys in state, %,d in blocks of %,d, one thread, %.2f CPU-us each",
            opened.workload().describe(),
            state.size(),
            executed,
            BLOCK,
            cpuNanos / 1e3 / executed));
  }

  /** The next block is decoded, checked and verified on all cores while one is executed. */
  static void verifyAndExecute(
      Opened opened, SignedLoad load, int fresh, int warmUp, LedgerVerifier verifier, Report report)
      throws InterruptedException, ExecutionException {
    ChainState below = BareState.of(opened, fresh);
    var state = new LayeredView(below.newest());
    var genesis = opened.chain().genesis();
    var checker = new Checker(load, genesis);
    var executor = new BlockExecutor(Chain.of(genesis), ContractEngines.NONE);
    int blocks = load.size() / BLOCK;
    int warm = Math.min(blocks - 1, warmUp / BLOCK);
    long started = System.nanoTime();
    long cpu = ProcessUse.cpuNanos();
    try (ExecutorService cores =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<List<ValidBody>>> next = begin(cores, checker, state, 0, verifier);
      for (int i = 0; i < blocks; i++) {
        if (i == warm) {
          started = System.nanoTime();
          cpu = ProcessUse.cpuNanos();
        }
        List<ValidBody> valid = new ArrayList<>(BLOCK);
        for (Future<List<ValidBody>> part : next) {
          valid.addAll(part.get());
        }
        if (i + 1 < blocks) {
          next = begin(cores, checker, state, i + 1, verifier);
        }
        ExecutedBlock block = executor.executeValid(state, checker.terms(i + 1), valid);
        requireAllPaid(block);
        state.apply(block.diff());
      }
    }
    double seconds = (System.nanoTime() - started) / 1e9;
    double cpuSeconds = (ProcessUse.cpuNanos() - cpu) / 1e9;
    int count = (blocks - warm) * BLOCK;
    report.add(
        "engine.verify_execute.tx_per_s",
        count / seconds,
        "1/s",
        "",
        String.format(
            Locale.ROOT,
            "%s, %,d keys in state, %,d in blocks of %,d, batches of %d by engine %s, %.1f CPU-us each",
            opened.workload().describe(),
            below.size(),
            count,
            BLOCK,
            BATCH,
            verifier.engineName(),
            cpuSeconds * 1e6 / count));
  }

  private static List<Future<List<ValidBody>>> begin(
      ExecutorService cores,
      Checker checker,
      LayeredView state,
      int block,
      LedgerVerifier verifier) {
    BlockTerms terms = checker.terms(block + 1L);
    List<Future<List<ValidBody>>> parts = new ArrayList<>(BLOCK / BATCH);
    for (int from = block * BLOCK; from < (block + 1) * BLOCK; from += BATCH) {
      int start = from;
      parts.add(cores.submit(() -> checker.all(state, terms, start, start + BATCH, verifier)));
    }
    return parts;
  }

  private static void requireAllPaid(ExecutedBlock block) {
    block.receipts().stream()
        .filter(receipt -> receipt.status() != ReceiptStatus.SUCCESS)
        .findFirst()
        .ifPresent(failed -> {
          throw new IllegalStateException("a transfer of the load failed: " + failed);
        });
  }
}
