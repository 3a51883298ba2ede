package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.sha256.HashBatch;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A signed transaction: the bytes of its body and witness as they came, and what they say.
 *
 * <p>Well-formed, which says nothing about its signatures. Two are equal if their bytes are.
 */
public final class Transaction {
  private final Bytes bodyBytes;
  private final Bytes witnessBytes;
  private final TransactionBody body;
  private final Witness witness;

  /** The last id that was asked for; a race computes it twice. */
  private @Nullable ChainId id;

  /** As soon as it was asked for; a race computes it twice. */
  private @Nullable Hash witnessHash;

  private record ChainId(Hash genesisHash, Hash txId) {}

  private Transaction(Bytes bodyBytes, Bytes witnessBytes, TransactionBody body, Witness witness) {
    this.bodyBytes = bodyBytes;
    this.witnessBytes = witnessBytes;
    this.body = body;
    this.witness = witness;
  }

  /**
   * The transaction of a body and its witness.
   *
   * @throws IllegalArgumentException if the witness has another number of signatures than the body
   *     lists, or both are too long together
   */
  public static Transaction of(TransactionBody body, Witness witness) {
    requireWitnessFits(body, witness);
    var transaction =
        new Transaction(Bytes.wrap(body.encode()), Bytes.wrap(witness.encode()), body, witness);
    int bytes = transaction.encodedBytes();
    Require.that(
        bytes <= Limits.MESSAGE_BYTES, "at most " + Limits.MESSAGE_BYTES + " bytes", bytes);
    return transaction;
  }

  /**
   * The transaction of an encoded body and an encoded witness, as a block keeps them; refused as
   * {@link #decode} would refuse both in one message.
   */
  public static Transaction of(Bytes bodyBytes, Bytes witnessBytes) throws DecodeException {
    TransactionBody body = TransactionBody.decode(bodyBytes);
    Witness witness = Witness.decode(witnessBytes);
    try {
      requireWitnessFits(body, witness);
    } catch (Require.Invalid invalid) {
      throw new DecodeException(Reason.MALFORMED, 0, "witness", invalid.expected, invalid.got);
    }
    var transaction = new Transaction(bodyBytes, witnessBytes, body, witness);
    int bytes = transaction.encodedBytes();
    if (bytes > Limits.MESSAGE_BYTES) {
      throw new DecodeException(
          Reason.TOO_LARGE,
          Limits.MESSAGE_BYTES,
          "transaction",
          "at most " + Limits.MESSAGE_BYTES + " bytes",
          bytes + " bytes");
    }
    return transaction;
  }

  /** Decodes a transaction. */
  public static Transaction decode(byte[] encoded) throws DecodeException {
    return decode(Bytes.of(encoded));
  }

  /** Decodes a transaction, which keeps views of the given bytes. */
  public static Transaction decode(Bytes encoded) throws DecodeException {
    Parts parts = WireReader.decode(encoded, Limits.MESSAGE_BYTES, "transaction", Parts::read);
    return of(parts.body, parts.witness);
  }

  /** The canonical encoding. */
  public byte[] encode() {
    return WireWriter.encode(
        encodedBytes(),
        out -> {
          out.bytes(1, bodyBytes);
          out.bytes(2, witnessBytes);
        });
  }

  private int encodedBytes() {
    return WireWriter.fieldBytes(bodyBytes.length()) + WireWriter.fieldBytes(witnessBytes.length());
  }

  /** The id on the chain of a genesis. */
  public Hash id(Hash genesisHash) {
    ChainId known = id;
    if (known == null || !known.genesisHash.equals(genesisHash)) {
      known = new ChainId(genesisHash, TransactionBody.id(genesisHash, bodyBytes));
      id = known;
    }
    return known.txId;
  }

  /** SHA-256 of the encoded witness, the leaf of {@link Header#witnessRoot}. */
  public Hash witnessHash() {
    Hash known = witnessHash;
    if (known == null) {
      known = witnessBytes.sha256();
      witnessHash = known;
    }
    return known;
  }

  /** Computes the {@link #witnessHash} of several transactions at once, which is faster. */
  public static void hashWitnesses(Collection<Transaction> transactions) {
    HashBatch batch = new HashBatch();
    byte[] hashes = new byte[transactions.size() * Hash.BYTES];
    int offset = 0;
    for (Transaction transaction : transactions) {
      Bytes witness = transaction.witnessBytes;
      batch.add(witness.array(), witness.offset(), witness.length(), hashes, offset);
      offset += Hash.BYTES;
    }
    batch.run();
    offset = 0;
    for (Transaction transaction : transactions) {
      transaction.witnessHash = Hash.read(hashes, offset);
      offset += Hash.BYTES;
    }
  }

  /** What is signed. */
  public TransactionBody body() {
    return body;
  }

  /** The signatures. */
  public Witness witness() {
    return witness;
  }

  /** The encoded body, over which the id is a hash. */
  public Bytes bodyBytes() {
    return bodyBytes;
  }

  /** The encoded witness. */
  public Bytes witnessBytes() {
    return witnessBytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Transaction that
        && bodyBytes.equals(that.bodyBytes)
        && witnessBytes.equals(that.witnessBytes);
  }

  @Override
  public int hashCode() {
    return bodyBytes.hashCode();
  }

  /** Names the sender, lane and sequence. */
  @Override
  public String toString() {
    return "Transaction[" + body.sender() + " lane " + body.lane() + " #" + body.sequence() + "]";
  }

  private static void requireWitnessFits(TransactionBody body, Witness witness) {
    Require.that(
        witness.signatures().size() == body.signatureCount(),
        "a witness of " + body.signatureCount() + " signatures",
        witness.signatures().size());
  }

  private record Parts(Bytes body, Bytes witness) {
    static Parts read(WireReader in) throws DecodeException {
      return new Parts(
          in.bytes(1, "body", Limits.MESSAGE_BYTES), in.bytes(2, "witness", Limits.MESSAGE_BYTES));
    }
  }
}
