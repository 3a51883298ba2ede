package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.load.Mix;
import io.ghostchain.benchmarks.load.Sender;
import io.ghostchain.benchmarks.load.SignedLoad;
import io.ghostchain.benchmarks.load.Workload;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Transaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A chain as a workload finds it: every sender's vault shown, every account paid to before, and
 * what fresh signers will need. What the senders sign for that is counted, so a load may be signed
 * without a node.
 */
final class Opened implements SignedLoad.Parties {
  private static final int OPENED_AT_ONCE = 1_000;
  private static final Amount FRESH_FUNDS = Amount.parse("1", 18);

  private final Workload workload;
  private final int accounts;
  private final EngineChain chain;

  /**
   * A chain for a workload.
   *
   * @param accounts that nobody has keys of, a multiple of 1,000
   */
  Opened(Workload workload, int accounts) {
    if (accounts < OPENED_AT_ONCE || accounts % OPENED_AT_ONCE != 0) {
      throw new IllegalArgumentException(
          "expected accounts in thousands, at least " + OPENED_AT_ONCE + ", got " + accounts);
    }
    this.workload = workload;
    this.accounts = accounts;
    // One more pays the fresh signers, so that their number moves no sender's sequence.
    this.chain = EngineChain.of(workload.senders() + (workload.freshShare() > 0 ? 1 : 0));
  }

  EngineChain chain() {
    return chain;
  }

  Workload workload() {
    return workload;
  }

  int accounts() {
    return accounts;
  }

  /** A load of this workload, from {@code folder} or signed into it. */
  SignedLoad load(int operations, double invalidShare, int turns, Path folder)
      throws java.io.IOException {
    return SignedLoad.of(this, shape(operations, invalidShare), turns, folder);
  }

  Mix.Shape shape(int operations, double invalidShare) {
    return new Mix.Shape(workload, operations, accounts, invalidShare, 1);
  }

  /** How many fresh signers come in so many turns. */
  int freshIn(int turns) {
    var mix = new Mix(shape(1, 0), this::firstSequence);
    for (int turn = 0; turn < turns; turn++) {
      mix.turn();
    }
    return mix.freshSoFar();
  }

  /** Transactions that show every sender's vault; each sender's first. */
  List<Transaction> introductions() {
    return chain.senders().parallelStream()
        .map(sender -> sender.pay(0, List.of(sender.account()), Amount.of(1)))
        .toList();
  }

  /** Transactions that pay every account and {@code fresh} signers; after the introductions. */
  List<Transaction> openings(int fresh) {
    Sender opener = chain.senders().getFirst();
    Stream<Transaction> passive =
        IntStream.range(0, accounts / OPENED_AT_ONCE)
            .parallel()
            .mapToObj(part ->
                opener.pay(
                    1 + part,
                    ids(part * OPENED_AT_ONCE, (part + 1) * OPENED_AT_ONCE),
                    Amount.of(1)));
    List<Transaction> all = new ArrayList<>(passive.toList());
    Sender bank = chain.senders().getLast();
    for (int from = 0; from < fresh; from += OPENED_AT_ONCE) {
      List<AccountId> some =
          IntStream.range(from, Math.min(from + OPENED_AT_ONCE, fresh))
              .parallel()
              .mapToObj(number -> chain.fresh(number).account())
              .toList();
      all.add(bank.pay(1 + from / OPENED_AT_ONCE, some, FRESH_FUNDS));
    }
    return all;
  }

  private static List<AccountId> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(EngineChain::passive).toList();
  }

  @Override
  public String chainName() {
    return "engine-" + chain.genesis().hash().toString().substring(0, 8);
  }

  @Override
  public Sender sender(int number) {
    return chain.senders().get(number);
  }

  @Override
  public Sender fresh(int number) {
    return chain.fresh(number);
  }

  @Override
  public AccountId recipient(int number) {
    return EngineChain.passive(number);
  }

  @Override
  public long firstSequence(int sender) {
    return sender == 0 ? 1 + accounts / OPENED_AT_ONCE : 1;
  }
}
