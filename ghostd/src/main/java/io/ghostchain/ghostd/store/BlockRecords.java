package io.ghostchain.ghostd.store;

import io.ghostchain.ghostd.state.StateDiff;
import io.ghostchain.protocol.Block;
import io.ghostchain.protocol.BlockWitnesses;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Certificate;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.zcrypto.Hash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link FinalBlock} stands in the logs. In the chain's log, three records one after the
 * other:
 *
 * <pre>
 * BLOCK     u32 length of the certificate, the certificate, the block
 * RECEIPTS  for each: u32 length, the receipt
 * DIFF      the state diff's own encoding
 * </pre>
 *
 * <p>In the witness log one record: u64 height, then the witnesses. All in the canonical encodings
 * of the protocol, numbers big-endian.
 */
final class BlockRecords {
  static final int BLOCK = 1;
  static final int RECEIPTS = 2;
  static final int DIFF = 3;
  static final int WITNESSES = 4;

  private final Hash genesisHash;

  BlockRecords(Hash genesisHash) {
    this.genesisHash = genesisHash;
  }

  /** The records of the chain's log. */
  List<SegmentLog.Entry> chainRecords(FinalBlock block) {
    Bytes certificate = Bytes.of(block.certificate().encode());
    List<Bytes> receipts = new ArrayList<>(2 * block.receipts().size());
    for (Receipt receipt : block.receipts()) {
      Bytes encoded = Bytes.of(receipt.encode());
      receipts.add(length(encoded));
      receipts.add(encoded);
    }
    return List.of(
        new SegmentLog.Entry(
            BLOCK, List.of(length(certificate), certificate, Bytes.of(block.block().encode()))),
        new SegmentLog.Entry(RECEIPTS, receipts),
        new SegmentLog.Entry(DIFF, Bytes.of(block.diff().encode())));
  }

  /** The record of the witness log. */
  static SegmentLog.Entry witnessRecord(long height, BlockWitnesses witnesses) {
    List<Bytes> parts = new ArrayList<>(1 + 2 * witnesses.witnesses().size());
    parts.add(Bytes.of(ByteBuffer.allocate(8).putLong(height).array()));
    parts.addAll(witnesses.encodedParts());
    return new SegmentLog.Entry(WITNESSES, parts);
  }

  private static Bytes length(Bytes what) {
    return Bytes.of(ByteBuffer.allocate(4).putInt(what.length()).array());
  }

  /** A block from its three payloads. */
  FinalBlock block(byte[] first, byte[] second, byte[] third, @Nullable BlockWitnesses witnesses)
      throws CorruptStoreException {
    try {
      ByteBuffer in = ByteBuffer.wrap(first);
      Certificate certificate = Certificate.decode(take(in, in.getInt()));
      Block block = Block.decode(take(in, in.remaining()));
      List<Hash> txIds = new ArrayList<>();
      for (Bytes body : block.bodies()) {
        txIds.add(TransactionBody.id(genesisHash, body));
      }
      List<Receipt> receipts = new ArrayList<>();
      for (ByteBuffer rest = ByteBuffer.wrap(second); rest.hasRemaining(); ) {
        receipts.add(Receipt.decode(take(rest, rest.getInt())));
      }
      return new FinalBlock(
          block.hash(), block, certificate, txIds, receipts, StateDiff.decode(third), witnesses);
    } catch (DecodeException | IllegalArgumentException | java.nio.BufferUnderflowException e) {
      throw new CorruptStoreException("a stored block cannot be decoded: " + e.getMessage());
    }
  }

  static long witnessHeight(byte[] payload) {
    return ByteBuffer.wrap(payload).getLong();
  }

  static BlockWitnesses witnesses(byte[] payload) throws CorruptStoreException {
    ByteBuffer in = ByteBuffer.wrap(payload);
    try {
      in.getLong();
      return BlockWitnesses.decode(take(in, in.remaining()));
    } catch (DecodeException | java.nio.BufferUnderflowException e) {
      throw new CorruptStoreException("stored witnesses cannot be decoded: " + e.getMessage());
    }
  }

  private static byte[] take(ByteBuffer in, int length) {
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException(
          "expected " + length + " bytes, " + in.remaining() + " are left");
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
