package io.ghostchain.benchmarks.load;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.AccountState;
import io.ghostchain.api.node.v1.GetAccountRequest;
import io.ghostchain.api.node.v1.Lane;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import io.grpc.Channel;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The accounts of a load on a live chain. Their keys follow from the secret of the account that
 * pays them, so whoever may pay them can get back what is left, and nobody else.
 */
final class LoadAccounts implements SignedLoad.Parties {
  private static final byte[] PURPOSE = "ghost-load".getBytes(StandardCharsets.UTF_8);
  private static final int PAID_AT_ONCE = 500;

  /** Fresh signers count from here, so that no sender has their keys. */
  private static final int FIRST_FRESH = 1 << 24;

  private final Channel channel;
  private final ChainInfo chain;
  private final byte[] secret;
  private final long seed;
  private final List<Sender> senders;
  private long[] sequences = new long[0];

  /**
   * Accounts of a workload.
   *
   * @param secret of the payer, kept for as long as this is used
   */
  LoadAccounts(Channel channel, ChainInfo chain, byte[] secret, long seed, Workload workload) {
    this.channel = channel;
    this.chain = chain;
    this.secret = secret;
    this.seed = seed;
    this.senders =
        IntStream.range(0, workload.senders()).parallel().mapToObj(this::account).toList();
  }

  /**
   * Pays those that hold less than half of {@code funds}, and {@code fresh} signers, and has every
   * sender show its vault.
   *
   * @throws IllegalStateException if the node did not take one of these transactions
   */
  void open(PrivateKey payerKey, Amount funds, int fresh) throws Exception {
    BigInteger enough = funds.toBigInteger().shiftRight(1);
    List<AccountId> poor = new ArrayList<>();
    for (Sender sender : senders) {
      AccountState state = state(sender.account());
      BigInteger balance =
          state.getBalancesCount() == 0
              ? BigInteger.ZERO
              : new BigInteger(1, state.getBalances(0).getAmount().toByteArray());
      if (balance.compareTo(enough) < 0) {
        poor.add(sender.account());
      }
    }
    for (int i = 0; i < fresh; i++) {
      poor.add(fresh(i).account());
    }
    Sender payer = new Sender(chain, payerKey);
    long sequence = nextSequence(payer.account());
    List<Transaction> payments = new ArrayList<>();
    for (int from = 0; from < poor.size(); from += PAID_AT_ONCE) {
      List<AccountId> some = poor.subList(from, Math.min(from + PAID_AT_ONCE, poor.size()));
      payments.add(payer.pay(sequence++, some, funds));
      if (sequence == 1) {
        // What follows a first transaction names the vault that it shows.
        Replay.all(channel, payments);
        payments.clear();
      }
    }
    Replay.all(channel, payments);
    Replay.all(
        channel,
        senders.parallelStream()
            .filter(sender -> nextSequence(sender.account()) == 0)
            .map(sender -> sender.pay(0, List.of(sender.account()), Amount.of(1)))
            .toList());
    sequences = senders.stream().mapToLong(sender -> nextSequence(sender.account())).toArray();
  }

  private long nextSequence(AccountId account) {
    return state(account).getLanesList().stream()
        .filter(lane -> lane.getLane() == 0)
        .mapToLong(Lane::getNextPendingSequence)
        .findFirst()
        .orElse(0);
  }

  private AccountState state(AccountId account) {
    return NodeServiceGrpc.newBlockingStub(channel)
        .getAccount(
            GetAccountRequest.newBuilder()
                .setAccount(ByteString.copyFrom(account.hash().bytes()))
                .build());
  }

  private Sender account(int number) {
    ByteBuffer text =
        ByteBuffer.allocate(PURPOSE.length + secret.length + Long.BYTES + Integer.BYTES)
            .put(PURPOSE)
            .put(secret)
            .putLong(seed)
            .putInt(number);
    return new Sender(chain, SignatureScheme.ML_DSA_44.fromSeed(Hash.sha256(text.array()).bytes()));
  }

  /** Names the chain, the accounts and where their sequences stand. */
  @Override
  public String chainName() {
    ByteBuffer text = ByteBuffer.allocate(Long.BYTES * (senders.size() + 1) + Hash.BYTES);
    text.putLong(seed).put(senders.getFirst().account().hash().bytes());
    for (long sequence : sequences) {
      text.putLong(sequence);
    }
    return "load-"
        + chain.genesisHash().toString().substring(0, 8)
        + "-"
        + Hash.sha256(text.array()).toString().substring(0, 8);
  }

  @Override
  public Sender sender(int number) {
    return senders.get(number);
  }

  @Override
  public Sender fresh(int number) {
    return account(FIRST_FRESH + number);
  }

  /** They pay each other, so that the state does not grow by a load. */
  @Override
  public AccountId recipient(int number) {
    return senders.get(number).account();
  }

  @Override
  public long firstSequence(int sender) {
    return sequences[sender];
  }
}
