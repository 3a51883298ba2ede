package io.ghostchain.protocol;

/**
 * What a chain may set for itself.
 *
 * @param epochBlocks blocks of an epoch, at least 1
 * @param blockGasLimit 1 to 2^48
 * @param blockBytesLimit of bodies, at least one transaction's and at most {@link
 *     Limits#BLOCK_BYTES} less a header
 * @param blockSignaturesLimit at least one transaction's
 * @param initialBaseFee in units of 10^-18 of the fee asset for one gas, as minBaseFee; not below
 *     it
 * @param minBaseFee the least that the base fee falls to
 * @param burnShare of the base fee, in units of 10^-4; the rest goes to the proposer
 * @param stateDepositGas charged for each new state record, at most 2^48
 * @param trustPeriodMillis how old a light client's root of trust may be, above 0
 * @param heartbeatMillis longest time between two blocks, above 0
 */
public record Parameters(
    long epochBlocks,
    long blockGasLimit,
    long blockBytesLimit,
    int blockSignaturesLimit,
    long initialBaseFee,
    long minBaseFee,
    int burnShare,
    long stateDepositGas,
    long trustPeriodMillis,
    long heartbeatMillis)
    implements StateRecord {
  /** The most gas that a parameter speaks of: sums of a block's never overflow. */
  private static final long GAS_MAX = 1L << 48;

  /** A burn share of all of the base fee. */
  public static final int BURN_ALL = 10_000;

  /**
   * What a chain gets that sets nothing: 100 million gas, 8 MiB and 10,000 signatures a block, a
   * base fee from 10^9, half of it burned, a trust period of 14 days.
   */
  public static final Parameters DEFAULTS =
      new Parameters(
          10_000,
          100_000_000,
          8 * 1024 * 1024,
          10_000,
          1_000_000_000,
          1_000_000,
          BURN_ALL / 2,
          20_000,
          14L * 24 * 60 * 60 * 1000,
          1_000);

  /** Checks the components. */
  public Parameters {
    Require.range("epoch_blocks", epochBlocks, 1, Long.MAX_VALUE);
    Require.range("block_gas_limit", blockGasLimit, 1, GAS_MAX);
    Require.range(
        "block_bytes_limit", blockBytesLimit, Limits.MESSAGE_BYTES, Limits.BLOCK_BYTES - 1024);
    Require.range(
        "block_signatures_limit", blockSignaturesLimit, Limits.SIGNATURES, Integer.MAX_VALUE);
    Require.natural("min_base_fee", minBaseFee);
    Require.range("initial_base_fee", initialBaseFee, minBaseFee, Long.MAX_VALUE);
    Require.range("burn_share", burnShare, 0, BURN_ALL);
    Require.range("state_deposit_gas", stateDepositGas, 0, GAS_MAX);
    Require.range("trust_period_millis", trustPeriodMillis, 1, Long.MAX_VALUE);
    Require.range("heartbeat_millis", heartbeatMillis, 1, Long.MAX_VALUE);
  }

  /** Decodes parameters. */
  public static Parameters decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(
        Bytes.of(encoded), Limits.MESSAGE_BYTES, "parameters", Parameters::read);
  }

  /** The canonical encoding. */
  @Override
  public byte[] encode() {
    return WireWriter.encode(96, this::write);
  }

  void write(WireWriter out) {
    out.uint64(1, epochBlocks);
    out.uint64(2, blockGasLimit);
    out.uint64(3, blockBytesLimit);
    out.uint32(4, blockSignaturesLimit);
    out.uint64(5, initialBaseFee);
    out.uint64(6, minBaseFee);
    out.uint32(7, burnShare);
    out.uint64(8, stateDepositGas);
    out.uint64(9, trustPeriodMillis);
    out.uint64(10, heartbeatMillis);
  }

  static Parameters read(WireReader in) throws DecodeException {
    return new Parameters(
        in.uint64(1, "epoch_blocks"),
        in.uint64(2, "block_gas_limit"),
        in.uint64(3, "block_bytes_limit"),
        in.uint32(4, "block_signatures_limit"),
        in.uint64(5, "initial_base_fee"),
        in.uint64(6, "min_base_fee"),
        in.uint32(7, "burn_share"),
        in.uint64(8, "state_deposit_gas"),
        in.uint64(9, "trust_period_millis"),
        in.uint64(10, "heartbeat_millis"));
  }
}
