package io.ghostchain.walletd.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.ghostchain.api.node.v1.BlockResponse;
import io.ghostchain.api.node.v1.CertifiedHeader;
import io.ghostchain.api.node.v1.GetBlockRequest;
import io.ghostchain.api.node.v1.GetGenesisRequest;
import io.ghostchain.api.node.v1.GetGenesisResponse;
import io.ghostchain.api.node.v1.GetStatusRequest;
import io.ghostchain.api.node.v1.GetValidatorsRequest;
import io.ghostchain.api.node.v1.GetValidatorsResponse;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.NodeStatus;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Certificate;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.GenesisAsset;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.Validator;
import io.ghostchain.protocol.ValidatorSet;
import io.ghostchain.protocol.Vote;
import io.ghostchain.protocol.VoteKind;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;

/**
 * A chain whose one validator is another in every epoch, with the calls that a light client makes
 * of its node. Blocks are {@value #BLOCK_MILLIS} ms apart; its state is empty.
 */
final class EpochChain extends NodeServiceGrpc.NodeServiceImplBase {
  static final int EPOCH_BLOCKS = 4;
  static final long BLOCK_MILLIS = 1000;

  final Genesis genesis;
  final List<Long> askedHeights = new ArrayList<>();

  /** A height that the node does not give; 0 for none. */
  long missing;

  private record Block(Header header, Certificate certificate) {}

  private final List<PrivateKey> validators = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();

  EpochChain(long genesisTime) {
    genesis =
        new Genesis(
            1,
            7331,
            "epochs",
            genesisTime,
            new GenesisAsset("GCC", "Ghost", 18),
            new GenesisAsset("SPIRIT", "Spirit", 18),
            List.of(),
            List.of(new Validator(validator(0).publicKey(), Amount.of(1))),
            parameters(),
            true,
            false);
  }

  /** Adds blocks, the first at a time. */
  void grow(int count, long time) {
    for (int i = 0; i < count; i++) {
      long height = blocks.size() + 1L;
      long epoch = (height - 1) / EPOCH_BLOCKS;
      Header header = header(height, epoch, time + i * BLOCK_MILLIS, set(epoch).hash());
      blocks.add(new Block(header, certificate(header, validator(epoch))));
    }
  }

  /** The newest header as a node shows it. */
  CertifiedHeader newest() {
    Block block = blocks.getLast();
    return certified(block.header(), block.certificate(), set(block.header().epoch()));
  }

  CertifiedHeader at(long height) {
    Block block = block(height);
    return certified(block.header(), block.certificate(), set(block.header().epoch()));
  }

  /** A header of the newest epoch by somebody who made himself its validator. */
  CertifiedHeader usurped() {
    try (PrivateKey usurper = Validator.SCHEME.generate()) {
      ValidatorSet set = setOf(usurper);
      long height = blocks.size() + 1L;
      long epoch = (height - 1) / EPOCH_BLOCKS;
      Header header = header(height, epoch, blocks.getLast().header().time(), set.hash());
      return certified(header, certificate(header, usurper), set);
    }
  }

  Hash hash(long height) {
    return block(height).header().hash();
  }

  @Override
  public void getStatus(GetStatusRequest request, StreamObserver<NodeStatus> client) {
    answer(
        client,
        NodeStatus.newBuilder()
            .setHeight(blocks.size())
            .setGenesisHash(bytes(genesis.hash()))
            .build());
  }

  @Override
  public void getGenesis(GetGenesisRequest request, StreamObserver<GetGenesisResponse> client) {
    answer(
        client,
        GetGenesisResponse.newBuilder().setGenesis(ByteString.copyFrom(genesis.encode())).build());
  }

  @Override
  public void getBlock(GetBlockRequest request, StreamObserver<BlockResponse> client) {
    long height = request.getHeight();
    if (!request.getHash().isEmpty()) {
      for (Block block : blocks) {
        if (bytes(block.header().hash()).equals(request.getHash())) {
          height = block.header().height();
        }
      }
    }
    askedHeights.add(height);
    if (height == missing || height < 1 || height > blocks.size()) {
      client.onError(Status.NOT_FOUND.asRuntimeException());
      return;
    }
    CertifiedHeader shown = at(height);
    answer(
        client,
        BlockResponse.newBuilder()
            .setHeader(shown.getHeader())
            .setCertificate(shown.getCertificate())
            .build());
  }

  @Override
  public void getValidators(
      GetValidatorsRequest request, StreamObserver<GetValidatorsResponse> client) {
    answer(
        client,
        GetValidatorsResponse.newBuilder()
            .setValidators(at(request.getEpoch() * EPOCH_BLOCKS + 1).getValidators())
            .build());
  }

  private Block block(long height) {
    return blocks.get((int) height - 1);
  }

  private PrivateKey validator(long epoch) {
    while (validators.size() <= epoch) {
      validators.add(Validator.SCHEME.generate());
    }
    return validators.get((int) epoch);
  }

  private ValidatorSet set(long epoch) {
    return setOf(validator(epoch));
  }

  private static ValidatorSet setOf(PrivateKey key) {
    return new ValidatorSet(List.of(new Validator(key.publicKey(), Amount.of(1))));
  }

  private Header header(long height, long epoch, long time, Hash validatorsHash) {
    Hash parent = blocks.isEmpty() ? genesis.hash() : blocks.getLast().header().hash();
    return new Header(
        1,
        genesis.chainId(),
        epoch,
        height,
        height,
        time,
        parent,
        0,
        Hash.ZERO,
        Hash.ZERO,
        Hash.ZERO,
        Hash.ZERO,
        0,
        1,
        Hash.ZERO,
        validatorsHash,
        height % EPOCH_BLOCKS == 0 ? set(epoch + 1).hash() : null,
        Hash.ZERO,
        Hash.ZERO);
  }

  private Certificate certificate(Header header, PrivateKey validator) {
    Vote vote =
        new Vote(
            genesis.chainId(),
            genesis.hash(),
            header.epoch(),
            header.view(),
            VoteKind.FINALIZE,
            header.hash(),
            header.view() - 1);
    return new Certificate(
        header.epoch(),
        header.view(),
        header.view() - 1,
        header.hash(),
        Bytes.of((byte) 1),
        List.of(Bytes.of(validator.sign(vote.message()))));
  }

  private static CertifiedHeader certified(
      Header header, Certificate certificate, ValidatorSet validators) {
    try {
      return CertifiedHeader.newBuilder()
          .setHeader(io.ghostchain.api.ledger.v1.Header.parseFrom(header.encode()))
          .setCertificate(io.ghostchain.api.ledger.v1.Certificate.parseFrom(certificate.encode()))
          .setValidators(io.ghostchain.api.ledger.v1.ValidatorSet.parseFrom(validators.encode()))
          .build();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private static Parameters parameters() {
    Parameters usual = Parameters.DEFAULTS;
    return new Parameters(
        EPOCH_BLOCKS,
        usual.blockGasLimit(),
        usual.blockBytesLimit(),
        usual.blockSignaturesLimit(),
        usual.initialBaseFee(),
        usual.minBaseFee(),
        usual.burnShare(),
        usual.stateDepositGas(),
        usual.trustPeriodMillis(),
        usual.heartbeatMillis());
  }

  private static ByteString bytes(Hash hash) {
    return ByteString.copyFrom(hash.bytes());
  }

  private static <T> void answer(StreamObserver<T> client, T answer) {
    client.onNext(answer);
    client.onCompleted();
  }
}
