package io.ghostchain.benchmarks.load;

import com.google.protobuf.InvalidProtocolBufferException;
import io.ghostchain.api.node.v1.GetGenesisRequest;
import io.ghostchain.api.node.v1.GetStatusRequest;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.NodeStatus;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.Rules;
import io.ghostchain.zcrypto.Hash;
import io.grpc.Channel;
import java.time.Duration;

/** What a sender must know of a chain to build transactions for it. */
public record ChainInfo(
    int chainId,
    Hash genesisHash,
    Rules rules,
    long stateDepositGas,
    long maxFeePerGas,
    long validUntil) {
  /** Room for the base fee to rise while the load goes on. */
  private static final long FEE_HEADROOM = 1_000;

  /** Asks a node. */
  public static ChainInfo of(Channel channel)
      throws InvalidProtocolBufferException, DecodeException {
    var node = NodeServiceGrpc.newBlockingStub(channel);
    Genesis genesis =
        Genesis.decode(
            node.getGenesis(GetGenesisRequest.getDefaultInstance()).getGenesis().toByteArray());
    NodeStatus status = node.getStatus(GetStatusRequest.getDefaultInstance());
    return new ChainInfo(
        genesis.chainId(),
        genesis.hash(),
        Rules.V1,
        genesis.parameters().stateDepositGas(),
        Math.max(status.getBaseFee(), 1) * FEE_HEADROOM,
        System.currentTimeMillis() + Duration.ofDays(1).toMillis());
  }

  /** The same for transactions that may be sent so much later. */
  public ChainInfo validFor(Duration time) {
    return new ChainInfo(
        chainId,
        genesisHash,
        rules,
        stateDepositGas,
        maxFeePerGas,
        System.currentTimeMillis() + time.toMillis());
  }
}
