package io.ghostchain.benchmarks.engine;

import io.ghostchain.benchmarks.load.ChainInfo;
import io.ghostchain.benchmarks.load.Sender;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.GenesisAccount;
import io.ghostchain.protocol.GenesisAsset;
import io.ghostchain.protocol.Limits;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.Rules;
import io.ghostchain.protocol.Validator;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A chain made for a load: its genesis pays the senders, and its block limits are wide enough that
 * the engine and not the parameters set the pace.
 *
 * @param senders that sign, each with an account of its own
 * @param info what they sign for
 */
record EngineChain(Genesis genesis, PrivateKey validator, ChainInfo info, List<Sender> senders) {
  private static final long BASE_FEE = 1_000;
  private static final Amount FUNDS = Amount.parse("1000000", 18);

  /** Numbers from here on are of senders that the genesis does not pay. */
  private static final int FIRST_FRESH = 1_000_000;

  /** A chain whose senders are the first {@code count} numbered ones. */
  static EngineChain of(int count) {
    PrivateKey validator = Validator.SCHEME.fromSeed(validatorSeed());
    // A sender's account does not depend on the chain, so the genesis can pay it.
    ChainInfo unborn = info(1, Hash.ZERO);
    List<Sender> strangers =
        IntStream.range(0, count).parallel().mapToObj(i -> Sender.numbered(unborn, i)).toList();
    List<GenesisAccount> accounts = new ArrayList<>();
    for (Sender sender : strangers) {
      accounts.add(new GenesisAccount(sender.account(), FUNDS, Amount.ZERO));
    }
    accounts.sort(Comparator.comparing(GenesisAccount::account));
    Genesis genesis =
        new Genesis(
            Genesis.VERSION,
            7,
            "engine",
            1_700_000_000_000L,
            new GenesisAsset("GCC", "Ghost", Genesis.FEE_DECIMALS),
            new GenesisAsset("SPIRIT", "Spirit", Genesis.FEE_DECIMALS),
            accounts,
            List.of(new Validator(validator.publicKey(), Amount.of(1))),
            parameters(),
            true,
            false);
    ChainInfo info = info(genesis.chainId(), genesis.hash());
    return new EngineChain(
        genesis, validator, info, strangers.stream().map(sender -> sender.on(info)).toList());
  }

  /** The seed of the validator's key, which everybody knows. */
  static byte[] validatorSeed() {
    var seed = new byte[Validator.SCHEME.seedBytes()];
    seed[0] = 'v';
    return seed;
  }

  /** The sender with a number that the chain has not seen. */
  Sender fresh(int number) {
    return Sender.numbered(info, FIRST_FRESH + number);
  }

  /** The account with a number that nobody has a key of. */
  static AccountId passive(int number) {
    return new AccountId(Hash.sha256(ByteBuffer.allocate(8).putLong(number).array()));
  }

  private static ChainInfo info(int chainId, Hash genesisHash) {
    return new ChainInfo(
        chainId,
        genesisHash,
        Rules.V1,
        Parameters.DEFAULTS.stateDepositGas(),
        BASE_FEE * 1_000_000,
        System.currentTimeMillis() + Duration.ofDays(20).toMillis());
  }

  private static Parameters parameters() {
    Parameters usual = Parameters.DEFAULTS;
    return new Parameters(
        usual.epochBlocks(),
        1L << 46,
        Limits.BLOCK_BYTES - 1024,
        Limits.BLOCK_TRANSACTIONS,
        BASE_FEE,
        BASE_FEE,
        usual.burnShare(),
        usual.stateDepositGas(),
        usual.trustPeriodMillis(),
        usual.heartbeatMillis());
  }
}
