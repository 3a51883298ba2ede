package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The domains of what is signed and hashed: 16 bytes of ASCII padded with zeros, in front of
 * everything else, so that no digest or signature of one kind is one of another.
 *
 * <p>This is the whole list: nothing else of the ledger signs. Signatures are made with an empty
 * FIPS 204 context, and 16 + 32 bytes keep ML-DSA's message representative in one Keccak block.
 */
public enum Tag {
  /** A transaction's body; its digest is signed. */
  TRANSACTION("ghost-tx-v1"),
  /** A validator's vote; its digest is signed. */
  VOTE("ghost-vote-v1"),
  /** A certificate, where something refers to one. */
  CERTIFICATE("ghost-cert-v1"),
  /** A message that a person signs outside of the ledger. */
  MESSAGE("ghost-msg-v1"),
  /** An account's first vault and salt. */
  ACCOUNT("ghost-account-v1"),
  /** Where an asset was issued. */
  ASSET("ghost-asset-v1"),
  /** A header. */
  BLOCK("ghost-block-v1"),
  /** A genesis. */
  GENESIS("ghost-genesis-v1"),
  /** A receipt. */
  RECEIPT("ghost-receipt-v1"),
  /** A vault as it stands in an account. */
  VAULT("ghost-vault-v1"),
  /** A set of validators. */
  VALIDATORS("ghost-stake-v1"),
  /** A link of a proposer's chain of reveals. */
  RANDAO("ghost-randao-v1");

  /** Length in bytes. */
  public static final int BYTES = 16;

  private final String text;
  private final long high;
  private final long low;

  Tag(String text) {
    byte[] bytes = Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), BYTES);
    this.text = text;
    this.high = BigEndian.getLong(bytes, 0);
    this.low = BigEndian.getLong(bytes, 8);
  }

  /** The ASCII text without its padding. */
  public String text() {
    return text;
  }

  /** The {@value #BYTES} bytes. */
  public Bytes bytes() {
    byte[] bytes = new byte[BYTES];
    write(bytes, 0);
    return Bytes.wrap(bytes);
  }

  /** The 48 bytes that are signed for a digest: this tag, then the digest. */
  public byte[] message(Hash digest) {
    byte[] message = new byte[BYTES + Hash.BYTES];
    write(message, 0);
    digest.write(message, BYTES);
    return message;
  }

  /** SHA-256 of this tag and the parts, one after the other. */
  public Hash hash(byte[]... parts) {
    byte[][] all = new byte[parts.length + 1][];
    all[0] = new byte[BYTES];
    write(all[0], 0);
    System.arraycopy(parts, 0, all, 1, parts.length);
    return Hash.sha256(all);
  }

  void write(byte[] target, int offset) {
    BigEndian.putLong(target, offset, high);
    BigEndian.putLong(target, offset + 8, low);
  }
}
