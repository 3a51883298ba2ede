package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Who may act for an account: weighted keys, and how much weight it takes.
 *
 * <p>Classical keys are co-signers: all of them together stay below the threshold, so that nothing
 * is signed without a post-quantum key. This holds on every chain.
 *
 * @param entries 1 to {@value Limits#VAULT_ENTRIES}, of distinct keys; a signature names its key by
 *     the index here
 * @param threshold above 0, above the weights of the classical keys, and within the sum of all
 */
public record Vault(List<KeyEntry> entries, int threshold) {
  /** Checks the components. */
  public Vault {
    entries = List.copyOf(entries);
    Require.size("entries", entries, 1, Limits.VAULT_ENTRIES);
    int sum = entries.stream().mapToInt(KeyEntry::weight).sum();
    Require.range("threshold", threshold, 1, sum);
    int classical =
        entries.stream()
            .filter(entry -> AccountSchemes.isClassical(entry.key().scheme()))
            .mapToInt(KeyEntry::weight)
            .sum();
    Require.that(
        classical < threshold,
        Reason.CLASSICAL_VAULT,
        "classical keys of less weight than the threshold " + threshold,
        "a weight of " + classical);
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

  /**
   * Why these indices may not sign together, empty if they may: either one session key alone, or
   * keys with weight that reach the threshold, none of which could be left out.
   *
   * @param signers ascending and distinct
   */
  public Optional<Refusal> refuseSigners(List<Integer> signers) {
    int sum = 0;
    int least = Integer.MAX_VALUE;
    for (int index : signers) {
      if (index < 0 || index >= entries.size()) {
        return wrongSigners("indices below " + entries.size(), index);
      }
      KeyEntry entry = entries.get(index);
      if (entry.isSession() && signers.size() > 1) {
        return wrongSigners("a session key alone", signers);
      }
      sum += entry.weight();
      least = Math.min(least, entry.weight());
    }
    if (sum == 0 && signers.size() == 1) {
      return Optional.empty();
    }
    if (sum < threshold) {
      return wrongSigners("a weight of at least " + threshold, sum);
    }
    return sum - least >= threshold
        ? wrongSigners("no signer that could be left out", "a weight of " + sum)
        : Optional.empty();
  }

  private static Optional<Refusal> wrongSigners(String expected, Object got) {
    return Optional.of(new Refusal(Reason.WRONG_SIGNERS, expected, String.valueOf(got)));
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
