package io.ghostchain.protocol;

import io.ghostchain.protocol.TypedData.Fixed;
import io.ghostchain.protocol.TypedData.Struct;
import io.ghostchain.protocol.TypedData.Text;
import io.ghostchain.protocol.TypedData.Texts;
import io.ghostchain.protocol.TypedData.Unsigned;
import io.ghostchain.zcrypto.Hash;
import java.util.List;

/**
 * What a secp256k1 key signs of a transaction: EIP-712 data, so that an Ethereum wallet can sign it
 * and show a person what it does. Part of consensus; docs/internals/keys.md is the specification.
 *
 * <p>The transaction's id binds the body and the chain. All other fields follow from the body and
 * are there to be read.
 */
public final class TransactionTypedData {
  /** The domain's name. */
  public static final String NAME = "GhostChain";

  /** The domain's version. */
  public static final String VERSION = "1";

  private TransactionTypedData() {}

  /** What is signed of a body on the chain of a genesis. */
  public static TypedData of(TransactionBody body, Hash genesisHash) {
    return of(body, TransactionBody.id(genesisHash, Bytes.wrap(body.encode())), genesisHash);
  }

  /** What is signed of a body whose id on the chain of the genesis is known. */
  public static TypedData of(TransactionBody body, Hash id, Hash genesisHash) {
    return new TypedData(
        new Struct(
            "EIP712Domain",
            List.of(
                new Text("name", NAME),
                new Text("version", VERSION),
                new Unsigned("chainId", 256, body.chainId()),
                new Fixed("salt", genesisHash))),
        new Struct(
            "Transaction",
            List.of(
                new Text("from", body.sender().toString()),
                new Texts("operations", body.operations().stream().map(OperationText::of).toList()),
                new Text("maxFee", OperationText.feeAmount(body.maxFee())),
                new Text("feePayer", body.feePayer().toString()),
                new Unsigned("lane", 32, body.lane()),
                new Unsigned("sequence", 64, body.sequence()),
                new Text("validUntil", OperationText.time(body.validUntil())),
                new Fixed("id", id))));
  }
}
