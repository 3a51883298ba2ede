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
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

  private static final Set<String> TOP_KEYS =
      keys(
          "chain-id",
          "network",
          "time",
          "devnet",
          "classical-accounts",
          "fee-asset",
          "stake-asset",
          "accounts",
          "validators",
          "parameters");
  private static final Set<String> ASSET_KEYS = keys("symbol", "name", "decimals");
  private static final Set<String> ACCOUNT_KEYS = keys("address", "fee", "stake");
  private static final Set<String> VALIDATOR_KEYS = keys("key", "stake");
  private static final Set<String> PARAMETER_KEYS =
      keys(
          "epoch-blocks",
          "block-gas-limit",
          "block-bytes-limit",
          "block-signatures-limit",
          "initial-base-fee",
          "min-base-fee",
          "burn-share",
          "state-deposit-gas",
          "trust-period-millis",
          "heartbeat-millis");

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
    TomlParseResult toml;
    try {
      toml = Toml.parse(file);
    } catch (CharacterCodingException notText) {
      throw invalid(file + ": expected UTF-8", notText);
    }
    if (toml.hasErrors()) {
      var error = toml.errors().getFirst();
      throw invalid(at(file, error.position()) + ": " + error.getMessage(), null);
    }
    return new GenesisFile(file, toml).genesis(self, now);
  }

  private Genesis genesis(PublicKey self, long now) throws DaemonException {
    try {
      requireKnown(toml, "", TOP_KEYS);
      GenesisAsset fee = asset("fee-asset", FEE_ASSET);
      GenesisAsset stake = asset("stake-asset", STAKE_ASSET);
      return new Genesis(
          Genesis.VERSION,
          integer(toml, "chain-id", 0),
          text(toml, "network", ""),
          number(toml, "time", now),
          fee,
          stake,
          accounts(fee, stake),
          validators(self, stake),
          parameters(),
          flag("devnet"),
          flag("classical-accounts"));
    } catch (IllegalArgumentException e) {
      throw invalid(file + ": " + e.getMessage(), e);
    }
  }

  private GenesisAsset asset(String name, GenesisAsset fallback) {
    TomlTable table = table(name, ASSET_KEYS);
    return table == null
        ? fallback
        : new GenesisAsset(
            text(table, "symbol", fallback.symbol()),
            text(table, "name", fallback.name()),
            integer(table, "decimals", fallback.decimals()));
  }

  private List<GenesisAccount> accounts(GenesisAsset fee, GenesisAsset stake)
      throws DaemonException {
    List<GenesisAccount> accounts = new ArrayList<>();
    for (Entry entry : entries("accounts", ACCOUNT_KEYS)) {
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
    for (Entry entry : entries("validators", VALIDATOR_KEYS)) {
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
    TomlTable table = table("parameters", PARAMETER_KEYS);
    Parameters d = Parameters.DEFAULTS;
    return table == null
        ? d
        : new Parameters(
            number(table, "epoch-blocks", d.epochBlocks()),
            number(table, "block-gas-limit", d.blockGasLimit()),
            number(table, "block-bytes-limit", d.blockBytesLimit()),
            integer(table, "block-signatures-limit", d.blockSignaturesLimit()),
            number(table, "initial-base-fee", d.initialBaseFee()),
            number(table, "min-base-fee", d.minBaseFee()),
            integer(table, "burn-share", d.burnShare()),
            number(table, "state-deposit-gas", d.stateDepositGas()),
            number(table, "trust-period-millis", d.trustPeriodMillis()),
            number(table, "heartbeat-millis", d.heartbeatMillis()));
  }

  /** A table of an array, and where it stands. */
  private record Entry(TomlTable table, String where) {}

  private List<Entry> entries(String name, Set<String> known) throws DaemonException {
    List<Entry> entries = new ArrayList<>();
    Object value = toml.get(List.of(name));
    if (value == null) {
      return entries;
    }
    if (!(value instanceof TomlArray array)) {
      throw new IllegalArgumentException(name + ": expected [[" + name + "]], got " + value);
    }
    for (int i = 0; i < array.size(); i++) {
      String where = at(file, array.inputPositionOf(i)) + ": " + name;
      if (!(array.get(i) instanceof TomlTable table)) {
        throw invalid(where + ": expected a table", null);
      }
      requireKnown(table, name + ".", known);
      entries.add(new Entry(table, where));
    }
    return entries;
  }

  private @Nullable TomlTable table(String name, Set<String> known) {
    Object value = toml.get(List.of(name));
    if (value == null) {
      return null;
    }
    if (value instanceof TomlTable table) {
      requireKnown(table, name + ".", known);
      return table;
    }
    throw new IllegalArgumentException(name + ": expected a table, got " + value);
  }

  private boolean flag(String key) {
    Object value = toml.get(List.of(key));
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw new IllegalArgumentException(key + ": expected true or false, got " + value);
  }

  /** A misspelt key would silently leave a chain with the default for good. */
  private static void requireKnown(TomlTable table, String prefix, Set<String> known) {
    for (String key : table.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException(
            prefix + key + ": unknown key; known are " + String.join(", ", known));
      }
    }
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

  private static int integer(TomlTable table, String key, int fallback) {
    long number = number(table, key, fallback);
    if (number != (int) number) {
      throw new IllegalArgumentException(key + ": expected an integer of 32 bits, got " + number);
    }
    return (int) number;
  }

  private static Set<String> keys(String... names) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
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
