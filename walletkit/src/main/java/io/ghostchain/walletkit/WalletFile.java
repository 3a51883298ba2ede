package io.ghostchain.walletkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.aead.Aead;
import io.ghostchain.zcrypto.kdf.Argon2id;
import io.ghostchain.zcrypto.keystore.Keystore;
import io.ghostchain.zcrypto.keystore.KeystoreEntry;
import io.ghostchain.zcrypto.keystore.KeystoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A wallet as it is kept and passed on: the encrypted secret, and beside it in the clear what can
 * be shown without it. One JSON object, so that a person sees what the file is.
 *
 * <p>What is in the clear is not authenticated by itself; {@link #open} checks all of it against
 * the secret.
 *
 * @param created in milliseconds since 1970
 * @param keystore as {@link Keystore} seals it
 * @param accounts ascending by index, 1 to {@value #ACCOUNTS}
 */
public record WalletFile(long created, Bytes keystore, List<AccountEntry> accounts) {
  /** Most accounts of a wallet. */
  public static final int ACCOUNTS = 1000;

  /** Largest file in bytes: a thousand accounts of the largest key. */
  public static final int BYTES = 8 << 20;

  private static final String FORMAT = "ghostchain-wallet";
  private static final int VERSION = 1;
  private static final String LABEL = "wallet.bip39";

  /** A field that stands there twice would be shown to one reader and read by another. */
  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** Copies and checks the components. */
  public WalletFile {
    accounts = List.copyOf(accounts);
    if (accounts.isEmpty() || accounts.size() > ACCOUNTS) {
      throw new IllegalArgumentException(
          "a wallet has 1 to " + ACCOUNTS + " accounts, got " + accounts.size());
    }
    for (int i = 1; i < accounts.size(); i++) {
      if (accounts.get(i).index() <= accounts.get(i - 1).index()) {
        throw new IllegalArgumentException("accounts are not ascending by index");
      }
    }
  }

  /** A wallet of a secret, sealed under a passphrase that the caller wipes. */
  public static WalletFile seal(
      long created,
      WalletSecret secret,
      List<AccountEntry> accounts,
      char[] passphrase,
      Argon2id cost) {
    return new WalletFile(created, Bytes.of(sealed(secret, passphrase, cost)), accounts);
  }

  /** The same wallet under another passphrase. */
  public WalletFile reseal(WalletSecret secret, char[] passphrase, Argon2id cost) {
    return new WalletFile(created, Bytes.of(sealed(secret, passphrase, cost)), accounts);
  }

  /** The same wallet with other accounts. */
  public WalletFile withAccounts(List<AccountEntry> others) {
    return new WalletFile(created, keystore, others);
  }

  /** The account of an index, if the wallet has it. */
  public Optional<AccountEntry> account(int index) {
    return accounts.stream().filter(account -> account.index() == index).findFirst();
  }

  /** The same wallet with one account changed. */
  public WalletFile with(AccountEntry changed) {
    return withAccounts(
        accounts.stream()
            .map(account -> account.index() == changed.index() ? changed : account)
            .toList());
  }

  /**
   * The secret, which the caller closes.
   *
   * @param passphrase the caller wipes it
   * @throws KeystoreException if the passphrase is wrong or the keystore damaged
   * @throws WalletFileException if an account in the clear is not one of the secret's: somebody
   *     changed the file
   */
  public WalletSecret open(char[] passphrase) throws KeystoreException, WalletFileException {
    try (KeystoreEntry entry = Keystore.open(keystore.copy(), passphrase)) {
      if (!entry.label().equals(LABEL)) {
        throw new WalletFileException(
            "the keystore holds " + entry.label() + ", expected " + LABEL);
      }
      WalletSecret secret = decode(entry);
      try {
        requireOwn(secret);
        return secret;
      } catch (WalletFileException changed) {
        secret.close();
        throw changed;
      }
    }
  }

  /** The file's bytes. */
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeNumberField("version", VERSION);
      json.writeNumberField("created", created);
      json.writeArrayFieldStart("accounts");
      for (AccountEntry account : accounts) {
        json.writeStartObject();
        json.writeNumberField("index", account.index());
        json.writeStringField("label", account.label());
        json.writeStringField("address", account.id().toString());
        json.writeStringField("scheme", SchemeNames.of(account.scheme()));
        json.writeNumberField("rotation", account.rotation());
        json.writeBinaryField("first_key", account.firstKey().raw());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeBinaryField("keystore", keystore.copy());
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a file's bytes.
   *
   * @throws WalletFileException if they are something else, saying what
   */
  public static WalletFile decode(byte[] bytes) throws WalletFileException {
    if (bytes.length > BYTES) {
      throw new WalletFileException(
          "a wallet file has at most " + BYTES + " bytes, got " + bytes.length);
    }
    try (JsonParser json = STRICT.createParser(bytes)) {
      return new Reader(json).wallet();
    } catch (IOException notJson) {
      throw new WalletFileException("not a wallet file: " + firstLine(notJson));
    } catch (IllegalArgumentException wrong) {
      throw new WalletFileException("not a valid wallet file: " + wrong.getMessage());
    }
  }

  private static byte[] sealed(WalletSecret secret, char[] passphrase, Argon2id cost) {
    try (KeystoreEntry entry = new KeystoreEntry(LABEL, secret.encode())) {
      return Keystore.seal(entry, passphrase, cost, Aead.XCHACHA20_POLY1305);
    }
  }

  private static WalletSecret decode(KeystoreEntry entry) throws WalletFileException {
    try {
      return WalletSecret.decode(entry.secret());
    } catch (IllegalArgumentException foreign) {
      throw new WalletFileException(String.valueOf(foreign.getMessage()));
    }
  }

  private void requireOwn(WalletSecret secret) throws WalletFileException {
    for (AccountEntry account : accounts) {
      try (var key = secret.key(account.scheme(), account.index(), 0)) {
        if (!key.publicKey().equals(account.firstKey())) {
          throw new WalletFileException(
              "account "
                  + account.index()
                  + " does not belong to this wallet: the file was changed");
        }
      }
    }
  }

  private static String firstLine(IOException e) {
    String message = e.getMessage();
    return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
  }

  /** Its accounts, nothing of the keystore. */
  @Override
  public String toString() {
    return "WalletFile[" + accounts.size() + " accounts]";
  }

  /** Reads the one object, whose fields may come in any order but must all be known. */
  private record Reader(JsonParser json) {
    WalletFile wallet() throws IOException {
      String format = "";
      int version = 0;
      long created = 0;
      byte[] keystore = {};
      List<AccountEntry> accounts = new ArrayList<>();
      require(json.nextToken() == JsonToken.START_OBJECT, "expected an object");
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = field();
        switch (field) {
          case "format" -> format = json.getText();
          case "version" -> version = json.getIntValue();
          case "created" -> created = json.getLongValue();
          case "keystore" -> keystore = json.getBinaryValue();
          case "accounts" -> {
            require(json.currentToken() == JsonToken.START_ARRAY, "accounts: expected a list");
            while (json.nextToken() != JsonToken.END_ARRAY) {
              require(accounts.size() < ACCOUNTS, "more than " + ACCOUNTS + " accounts");
              accounts.add(account());
            }
          }
          default -> throw new IllegalArgumentException("unknown field " + field);
        }
      }
      require(format.equals(FORMAT), "expected the format " + FORMAT);
      require(version == VERSION, "version " + version + ", known is " + VERSION);
      require(json.nextToken() == null, "something follows the wallet");
      return new WalletFile(created, Bytes.of(keystore), accounts);
    }

    private AccountEntry account() throws IOException {
      int index = -1;
      int rotation = 0;
      String label = "";
      String address = "";
      String scheme = "";
      byte[] key = {};
      require(json.currentToken() == JsonToken.START_OBJECT, "accounts: expected an object");
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = field();
        switch (field) {
          case "index" -> index = json.getIntValue();
          case "label" -> label = json.getText();
          case "address" -> address = json.getText();
          case "scheme" -> scheme = json.getText();
          case "rotation" -> rotation = json.getIntValue();
          case "first_key" -> key = json.getBinaryValue();
          default ->
              throw new IllegalArgumentException("unknown field " + field + " of an account");
        }
      }
      AccountEntry entry =
          new AccountEntry(index, label, PublicKey.of(SchemeNames.parse(scheme), key), rotation);
      require(
          entry.id().toString().equals(address),
          "account " + index + ": the address is not that of its key");
      return entry;
    }

    private String field() throws IOException {
      require(json.currentToken() == JsonToken.FIELD_NAME, "expected a field");
      String name = json.currentName();
      json.nextToken();
      return name;
    }

    private static void require(boolean holds, String complaint) {
      if (!holds) {
        throw new IllegalArgumentException(complaint);
      }
    }
  }
}
