package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a chain starts from. Its hash names the chain, and stands where height 0's would.
 *
 * @param version of this layout: {@value #VERSION}
 * @param chainId below 2^31; also the EVM chain id
 * @param network 1 to 32 characters of a-z, 0-9 and dash, for people
 * @param time in milliseconds since 1970
 * @param feeAsset what fees are paid in
 * @param stakeAsset what validators bond
 * @param accounts ascending by id; the sum of each asset is an amount
 * @param validators of epoch 0
 * @param parameters of the start
 * @param devnet whether well-known keys may hold funds and faucets may run
 * @param classicalAccounts reserved for Ethereum's own transactions, whose accounts have no vault;
 *     a vault never opens to classical keys alone
 */
public record Genesis(
    int version,
    int chainId,
    String network,
    long time,
    GenesisAsset feeAsset,
    GenesisAsset stakeAsset,
    List<GenesisAccount> accounts,
    List<Validator> validators,
    Parameters parameters,
    boolean devnet,
    boolean classicalAccounts) {
  /** The only version of this layout. */
  public static final int VERSION = 1;

  /** Decimals of the fee asset, so that contracts see it as Ethereum's. */
  public static final int FEE_DECIMALS = 18;

  private static final int NETWORK_MAX = 32;
  private static final Pattern NETWORK = Pattern.compile("[a-z0-9-]{1," + NETWORK_MAX + "}");

  /** Checks the components. */
  public Genesis {
    accounts = List.copyOf(accounts);
    Require.range("version", version, VERSION, VERSION);
    Require.range("chain_id", chainId, 1, Integer.MAX_VALUE);
    Require.that(
        NETWORK.matcher(network).matches(),
        "a network name of 1 to " + NETWORK_MAX + " characters of a-z, 0-9 and dash",
        "\"" + network + "\"");
    Require.natural("time", time);
    Require.range("decimals of the fee asset", feeAsset.decimals(), FEE_DECIMALS, FEE_DECIMALS);
    Require.size("accounts", accounts, 0, Limits.GENESIS_ACCOUNTS);
    Require.ascending("accounts", accounts.stream().map(GenesisAccount::account).toList());
    requireSum("fee asset", accounts, GenesisAccount::feeAssetAmount);
    requireSum("stake asset", accounts, GenesisAccount::stakeAssetAmount);
    validators = new ValidatorSet(validators).validators();
  }

  /** Decodes a genesis. */
  public static Genesis decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(Bytes.of(encoded), Limits.GENESIS_BYTES, "genesis", Genesis::read);
  }

  /** The canonical encoding. */
  public byte[] encode() {
    return WireWriter.encode(1024 + 64 * accounts.size(), this::write);
  }

  /** The hash that names the chain. */
  public Hash hash() {
    return Tag.GENESIS.hash(encode());
  }

  /** The validators of epoch 0. */
  public ValidatorSet validatorSet() {
    return new ValidatorSet(validators);
  }

  private static void requireSum(
      String what, List<GenesisAccount> accounts, Function<GenesisAccount, Amount> amount) {
    var sum = BigInteger.ZERO;
    for (GenesisAccount account : accounts) {
      sum = sum.add(amount.apply(account).toBigInteger());
    }
    Require.that(sum.bitLength() <= 128, "a " + what + " of less than 2^128 in all", sum);
  }

  private void write(WireWriter out) {
    out.uint32(1, version);
    out.uint32(2, chainId);
    out.string(3, network);
    out.uint64(4, time);
    out.message(5, feeAsset::write);
    out.message(6, stakeAsset::write);
    for (GenesisAccount account : accounts) {
      out.message(7, account::write);
    }
    for (Validator validator : validators) {
      out.message(8, validator::write);
    }
    out.message(9, parameters::write);
    out.bool(10, devnet);
    out.bool(11, classicalAccounts);
  }

  private static Genesis read(WireReader in) throws DecodeException {
    int version = in.uint32(1, "version");
    if (version != VERSION) {
      throw in.fail(
          Reason.UNSUPPORTED_VERSION, "version", "version " + VERSION, Integer.toString(version));
    }
    return new Genesis(
        version,
        in.uint32(2, "chain_id"),
        in.string(3, "network", NETWORK_MAX),
        in.uint64(4, "time"),
        in.message(5, "fee_asset", GenesisAsset::read),
        in.message(6, "stake_asset", GenesisAsset::read),
        in.repeated(7, "accounts", Limits.GENESIS_ACCOUNTS, GenesisAccount::read),
        in.repeated(8, "validators", Limits.VALIDATORS, Validator::read),
        in.message(9, "parameters", Parameters::read),
        in.bool(10, "devnet"),
        in.bool(11, "classical_accounts"));
  }
}
