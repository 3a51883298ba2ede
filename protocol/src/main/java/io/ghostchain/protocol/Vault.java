package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PublicKey;
import java.util.HashSet;
import java.util.List;

/**
 * Who may act for an account: weighted keys, and how much weight it takes.
 *
 * @param entries 1 to {@value Limits#VAULT_ENTRIES}, of distinct keys; a signature names its key by
 *     the index here
 * @param threshold above 0, and within the sum of the weights
 */
public record Vault(List<KeyEntry> entries, int threshold) {
  /** Checks the components. */
  public Vault {
    entries = List.copyOf(entries);
    Require.size("entries", entries, 1, Limits.VAULT_ENTRIES);
    int sum = entries.stream().mapToInt(KeyEntry::weight).sum();
    Require.range("threshold", threshold, 1, sum);
    var keys = new HashSet<PublicKey>();
    for (KeyEntry entry : entries) {
      Require.that(keys.add(entry.key()), "distinct keys", entry.key() + " twice");
    }
  }

  /** The vault of one key. */
  public static Vault of(PublicKey key) {
    return new Vault(List.of(new KeyEntry(key, 1)), 1);
  }

  /** Decodes a vault. */
  public static Vault decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(Bytes.of(encoded), Limits.MESSAGE_BYTES, "vault", Vault::read);
  }

  /** The canonical encoding. */
  public byte[] encode() {
    return WireWriter.encode(2048, this::write);
  }

  /** The id of the account whose first vault this is. */
  public AccountId accountId(Bytes salt) {
    Require.length("a salt", salt, 0, Limits.SALT_BYTES);
    return new AccountId(Tag.ACCOUNT.hash(encode(), salt.copy()));
  }

  /** What an account's record holds of the vault. */
  public Hash hash() {
    return Tag.VAULT.hash(encode());
  }

  void write(WireWriter out) {
    for (KeyEntry entry : entries) {
      out.message(1, entry::write);
    }
    out.uint32(2, threshold);
  }

  static Vault read(WireReader in) throws DecodeException {
    return new Vault(
        in.repeated(1, "entries", Limits.VAULT_ENTRIES, KeyEntry::read), in.uint32(2, "threshold"));
  }
}
