package io.ghostchain.protocol.testing;

import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.AssetRecord;
import io.ghostchain.protocol.BalanceRecord;
import io.ghostchain.protocol.Block;
import io.ghostchain.protocol.BlockWitnesses;
import io.ghostchain.protocol.Certificate;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Event;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.LaneRecord;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.protocol.SessionUsage;
import io.ghostchain.protocol.StateProof;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.ValidatorSet;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.VaultRecord;
import io.ghostchain.protocol.Witness;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A type with a canonical encoding: how to make a value, encode it and decode it.
 *
 * @param name of the protobuf message with the same bytes, in package {@code ghost.ledger.v1}
 */
public record WireType<T>(
    String name,
    Function<LedgerGenerator, T> generate,
    Function<T, byte[]> encode,
    Decoder<T> decode) {
  /** Every decoder of this module that outside bytes may reach. */
  public static final List<WireType<?>> ALL =
      List.of(
          new WireType<>(
              "Transaction",
              LedgerGenerator::transaction,
              Transaction::encode,
              Transaction::decode),
          new WireType<>(
              "TransactionBody",
              LedgerGenerator::body,
              TransactionBody::encode,
              TransactionBody::decode),
          new WireType<>(
              "Witness", generator -> generator.witness(2), Witness::encode, Witness::decode),
          new WireType<>(
              "Operation", LedgerGenerator::operation, Operation::encode, Operation::decode),
          new WireType<>("Vault", LedgerGenerator::vault, Vault::encode, Vault::decode),
          new WireType<>("Header", LedgerGenerator::header, Header::encode, Header::decode),
          new WireType<>("Block", LedgerGenerator::block, Block::encode, Block::decode),
          new WireType<>(
              "BlockWitnesses",
              LedgerGenerator::blockWitnesses,
              BlockWitnesses::encode,
              BlockWitnesses::decode),
          new WireType<>(
              "Certificate",
              LedgerGenerator::certificate,
              Certificate::encode,
              Certificate::decode),
          new WireType<>(
              "ValidatorSet",
              LedgerGenerator::validatorSet,
              ValidatorSet::encode,
              ValidatorSet::decode),
          new WireType<>("Receipt", LedgerGenerator::receipt, Receipt::encode, Receipt::decode),
          new WireType<>("Event", LedgerGenerator::event, Event::encode, Event::decode),
          new WireType<>(
              "StateProof", LedgerGenerator::stateProof, StateProof::encode, StateProof::decode),
          new WireType<>("Genesis", LedgerGenerator::genesis, Genesis::encode, Genesis::decode),
          new WireType<>(
              "Parameters", LedgerGenerator::parameters, Parameters::encode, Parameters::decode),
          new WireType<>(
              "AccountRecord",
              LedgerGenerator::accountRecord,
              AccountRecord::encode,
              AccountRecord::decode),
          new WireType<>(
              "VaultRecord",
              LedgerGenerator::vaultRecord,
              VaultRecord::encode,
              VaultRecord::decode),
          new WireType<>(
              "BalanceRecord",
              LedgerGenerator::balanceRecord,
              BalanceRecord::encode,
              BalanceRecord::decode),
          new WireType<>(
              "AssetRecord",
              LedgerGenerator::assetRecord,
              AssetRecord::encode,
              AssetRecord::decode),
          new WireType<>(
              "LaneRecord", LedgerGenerator::laneRecord, LaneRecord::encode, LaneRecord::decode),
          new WireType<>(
              "SessionUsage",
              LedgerGenerator::sessionUsage,
              SessionUsage::encode,
              SessionUsage::decode));

  /** Decodes a value or says what is wrong. */
  @FunctionalInterface
  public interface Decoder<T> {
    /** The value of the bytes. */
    T decode(byte[] encoded) throws DecodeException;
  }

  /** The value of the bytes. */
  public T read(byte[] encoded) throws DecodeException {
    return decode.decode(encoded);
  }

  /** The encoding of a random value. */
  public byte[] sample(RandomGenerator random) {
    return encode.apply(generate.apply(new LedgerGenerator(random)));
  }

  /** Decodes the bytes and encodes the value again. */
  public byte[] recode(byte[] encoded) throws DecodeException {
    return encode.apply(decode.decode(encoded));
  }

  @Override
  public String toString() {
    return name;
  }
}
