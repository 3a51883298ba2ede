package io.ghostchain.ghostd;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.ExitCode;
import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.DevnetFaucet;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.GenesisAccount;
import io.ghostchain.protocol.GenesisAsset;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.Validator;
import io.ghostchain.zcrypto.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** What a chain starts from, as a person writes it. docs/operating/ghostd.md shows one. */
public final class GenesisFile {
  private static final int DEVNET_CHAIN_ID = 7331;
  private static final int STAKE_DECIMALS = 6;
  private static final GenesisAsset FEE_ASSET =
      new GenesisAsset("GCC", "Ghost Chain Coin", Genesis.FEE_DECIMALS);
  private static final GenesisAsset STAKE_ASSET =
      new GenesisAsset("SPIRIT", "Spirit", STAKE_DECIMALS);
  private static final String DEVNET_FUNDS = "1000000000";
  private static final String DEVNET_STAKE = "1000";

  private final Path file;
  private final TomlParseResult toml;

  private GenesisFile(Path file, TomlParseResult toml) {
    this.file = file;
    this.toml = toml;
  }

  /** A chain for one machine: one validator, and a faucet whose key is public. */
  public static Genesis devnet(PublicKey validator, long now) {
    return new Genesis(
        Genesis.VERSION,
        DEVNET_CHAIN_ID,
        "devnet",
        now,
        FEE_ASSET,
        STAKE_ASSET,
        List.of(
            new GenesisAccount(
                DevnetFaucet.account(),
                Amount.parse(DEVNET_FUNDS, Genesis.FEE_DECIMALS),
                Amount.ZERO)),
        List.of(new Validator(validator, Amount.parse(DEVNET_STAKE, STAKE_DECIMALS))),
        Parameters.DEFAULTS,
        true,
        false);
  }

  /**
   * Reads a genesis: the encoded one of a chain that is there, or a TOML file for a new one.
   *
   * @param self the key that a validator named "self" has
   * @param now for a file without a time, in milliseconds
   * @throws DaemonException naming the place in the file
   */
  public static Genesis read(Path file, PublicKey self, long now)
      throws IOException, DaemonException {
    if (!file.toString().endsWith(".toml")) {
      try {
        return Genesis.decode(Files.readAllBytes(file));
      } catch (DecodeException e) {
        throw invalid(file + ": " + e.getMessage(), e);
      }
    }
    TomlParseResult toml = Toml.parse(file);
    if (toml.hasErrors()) {
      var error = toml.errors().getFirst();
      throw invalid(at(file, error.position()) + ": " + error.getMessage(), null);
    }
    return new GenesisFile(file, toml).genesis(self, now);
  }

  private Genesis genesis(PublicKey self, long now) throws DaemonException {
    try {
      GenesisAsset fee = asset("fee-asset", FEE_ASSET);
      GenesisAsset stake = asset("stake-asset", STAKE_ASSET);
      return new Genesis(
          Genesis.VERSION,
          Math.toIntExact(number(toml, "chain-id", 0)),
          text(toml, "network", ""),
          number(toml, "time", now),
          fee,
          stake,
          accounts(fee, stake),
          validators(self, stake),
          parameters(),
          Boolean.TRUE.equals(toml.getBoolean("devnet")),
          Boolean.TRUE.equals(toml.getBoolean("classical-accounts")));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw invalid(file + ": " + e.getMessage(), e);
    }
  }

  private GenesisAsset asset(String name, GenesisAsset fallback) {
    TomlTable table = toml.getTable(name);
    return table == null
        ? fallback
        : new GenesisAsset(
            text(table, "symbol", fallback.symbol()),
            text(table, "name", fallback.name()),
            (int) number(table, "decimals", fallback.decimals()));
  }

  private List<GenesisAccount> accounts(GenesisAsset fee, GenesisAsset stake)
      throws DaemonException {
    List<GenesisAccount> accounts = new ArrayList<>();
    for (Entry entry : entries("accounts")) {
      try {
        accounts.add(
            new GenesisAccount(
                AccountId.parse(text(entry.table, "address", "")),
                Amount.parse(text(entry.table, "fee", "0"), fee.decimals()),
                Amount.parse(text(entry.table, "stake", "0"), stake.decimals())));
      } catch (IllegalArgumentException e) {
        throw invalid(entry.where + ": " + e.getMessage(), e);
      }
    }
    accounts.sort(Comparator.comparing(GenesisAccount::account));
    return accounts;
  }

  private List<Validator> validators(PublicKey self, GenesisAsset stake) throws DaemonException {
    List<Validator> validators = new ArrayList<>();
    for (Entry entry : entries("validators")) {
      try {
        String key = text(entry.table, "key", "");
        validators.add(
            new Validator(
                key.equals("self")
                    ? self
                    : PublicKey.of(Validator.SCHEME, HexFormat.of().parseHex(key)),
                Amount.parse(text(entry.table, "stake", "0"), stake.decimals())));
      } catch (IllegalArgumentException e) {
        throw invalid(entry.where + ": " + e.getMessage(), e);
      }
    }
    return validators;
  }

  private Parameters parameters() {
    TomlTable table = toml.getTable("parameters");
    Parameters d = Parameters.DEFAULTS;
    return table == null
        ? d
        : new Parameters(
            number(table, "epoch-blocks", d.epochBlocks()),
            number(table, "block-gas-limit", d.blockGasLimit()),
            number(table, "block-bytes-limit", d.blockBytesLimit()),
            (int) number(table, "block-signatures-limit", d.blockSignaturesLimit()),
            number(table, "initial-base-fee", d.initialBaseFee()),
            number(table, "min-base-fee", d.minBaseFee()),
            (int) number(table, "burn-share", d.burnShare()),
            number(table, "state-deposit-gas", d.stateDepositGas()),
            number(table, "trust-period-millis", d.trustPeriodMillis()),
            number(table, "heartbeat-millis", d.heartbeatMillis()));
  }

  /** A table of an array, and where it stands. */
  private record Entry(TomlTable table, String where) {}

  private List<Entry> entries(String name) throws DaemonException {
    TomlArray array = toml.getArray(name);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; array != null && i < array.size(); i++) {
      String where = at(file, array.inputPositionOf(i)) + ": " + name;
      if (!(array.get(i) instanceof TomlTable table)) {
        throw invalid(where + ": expected a table", null);
      }
      entries.add(new Entry(table, where));
    }
    return entries;
  }

  private static String text(TomlTable table, String key, String fallback) {
    Object value = table.get(List.of(key));
    if (value == null) {
      return fallback;
    }
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(key + ": expected a string, got " + value);
  }

  private static long number(TomlTable table, String key, long fallback) {
    Object value = table.get(List.of(key));
    if (value == null) {
      return fallback;
    }
    if (value instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException(key + ": expected an integer, got " + value);
  }

  private static String at(Path file, @Nullable TomlPosition position) {
    return position == null
        ? file.toString()
        : file + ":" + position.line() + ":" + position.column();
  }

  private static DaemonException invalid(String message, @Nullable Throwable cause) {
    return new DaemonException(
        ExitCode.CONFIG,
        "genesis-invalid",
        message,
        "docs/operating/ghostd.md describes the file",
        cause);
  }
}
