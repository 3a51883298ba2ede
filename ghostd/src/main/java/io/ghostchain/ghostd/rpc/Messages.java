package io.ghostchain.ghostd.rpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.ghostchain.api.ledger.v1.AssetPolicy;
import io.ghostchain.api.ledger.v1.Certificate;
import io.ghostchain.api.ledger.v1.Event;
import io.ghostchain.api.ledger.v1.Header;
import io.ghostchain.api.ledger.v1.Receipt;
import io.ghostchain.api.ledger.v1.StateProof;
import io.ghostchain.api.ledger.v1.Transaction;
import io.ghostchain.api.ledger.v1.ValidatorSet;
import io.ghostchain.api.ledger.v1.Vault;
import io.ghostchain.api.node.v1.BlockResponse;
import io.ghostchain.api.node.v1.CertifiedHeader;
import io.ghostchain.ghostd.store.FinalBlock;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.zcrypto.Hash;

/**
 * Translates between the protocol's values and generated messages. Both have one encoding, so most
 * of it is to encode with one and parse with the other.
 */
final class Messages {
  private Messages() {}

  static ByteString bytes(Hash hash) {
    return ByteString.copyFrom(hash.bytes());
  }

  static ByteString bytes(Bytes bytes) {
    return ByteString.copyFrom(bytes.copy());
  }

  static ByteString bytes(Amount amount) {
    return bytes(amount.bytes());
  }

  static Header of(io.ghostchain.protocol.Header header) {
    return parse(Header.parser(), header.encode());
  }

  static Certificate of(io.ghostchain.protocol.Certificate certificate) {
    return parse(Certificate.parser(), certificate.encode());
  }

  static ValidatorSet of(io.ghostchain.protocol.ValidatorSet validators) {
    return parse(ValidatorSet.parser(), validators.encode());
  }

  static Receipt of(io.ghostchain.protocol.Receipt receipt) {
    return parse(Receipt.parser(), receipt.encode());
  }

  static Event of(io.ghostchain.protocol.Event event) {
    return parse(Event.parser(), event.encode());
  }

  static StateProof of(io.ghostchain.protocol.StateProof proof) {
    return parse(StateProof.parser(), proof.encode());
  }

  static Vault of(io.ghostchain.protocol.Vault vault) {
    return parse(Vault.parser(), vault.encode());
  }

  static AssetPolicy of(io.ghostchain.protocol.AssetPolicy policy) {
    return AssetPolicy.newBuilder()
        .setMintable(policy.mintable())
        .setFreezable(policy.freezable())
        .setNonTransferable(policy.nonTransferable())
        .setMaxSupply(bytes(policy.maxSupply()))
        .build();
  }

  static CertifiedHeader certified(
      FinalBlock block, io.ghostchain.protocol.ValidatorSet validators) {
    return CertifiedHeader.newBuilder()
        .setHeader(of(block.header()))
        .setCertificate(of(block.certificate()))
        .setValidators(of(validators))
        .build();
  }

  /** A block; its bodies and witnesses only where asked for. */
  static BlockResponse block(FinalBlock block, boolean withTransactions) {
    var response =
        BlockResponse.newBuilder()
            .setHash(bytes(block.hash()))
            .setHeader(of(block.header()))
            .setCertificate(of(block.certificate()))
            .setTransactionCount(block.txIds().size());
    block.txIds().forEach(id -> response.addTxIds(bytes(id)));
    if (withTransactions) {
      for (int i = 0; i < block.txIds().size(); i++) {
        var transaction = Transaction.newBuilder().setBody(bytes(block.block().bodies().get(i)));
        if (block.witnesses() != null) {
          transaction.setWitness(bytes(block.witnesses().witnesses().get(i)));
        }
        response.addTransactions(transaction);
      }
    }
    return response.build();
  }

  private static <M extends MessageLite> M parse(Parser<M> parser, byte[] encoded) {
    try {
      return parser.parseFrom(encoded);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the generated messages describe the protocol's bytes", e);
    }
  }
}
