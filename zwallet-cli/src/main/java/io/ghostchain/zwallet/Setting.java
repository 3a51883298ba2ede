package io.ghostchain.zwallet;

import java.util.Locale;

/**
 * A setting's name in the settings file; in the environment it is {@code ZWALLET_} and the name in
 * capitals.
 */
public enum Setting {
  /** The endpoint file that walletd writes: its address, its id and where its token is. */
  ENDPOINT_FILE("endpoint-file", "default: walletd's own data directory"),
  /** HOST:PORT of a walletd elsewhere, instead of an endpoint file. */
  ADDRESS("address", "HOST:PORT of a walletd elsewhere"),
  /** The id that the walletd elsewhere must prove. */
  NODE_ID("node-id", "id that the walletd elsewhere must prove"),
  /** The file with the token that walletd asks for. */
  TOKEN_FILE("token-file", "file with walletd's token"),
  /** The file with this client's own identity, for mutual TLS. */
  IDENTITY_FILE("identity-file", "this client's identity, for mutual TLS"),
  /** The wallet that commands mean. */
  WALLET("wallet", "wallet that commands mean"),
  /** The account that commands mean: an index or a label. */
  ACCOUNT("account", "account that commands mean: index or label"),
  /** text or json. */
  OUTPUT("output", "text or json"),
  /** How long one call may take. */
  TIMEOUT("timeout", "longest time for one call"),
  /** The file whose first line is the passphrase. */
  PASSPHRASE_FILE("passphrase-file", "file whose first line is the passphrase");

  private final String key;
  private final String summary;

  Setting(String key, String summary) {
    this.key = key;
    this.summary = summary;
  }

  /** Its name in the settings file. */
  public String key() {
    return key;
  }

  /** What it is, in a few words. */
  public String summary() {
    return summary;
  }

  /** Its name in the environment. */
  public String variable() {
    return "ZWALLET_" + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
