package io.ghostchain.walletd.chain;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.BlockResponse;
import io.ghostchain.api.node.v1.CertifiedHeader;
import io.ghostchain.api.node.v1.GetBlockRequest;
import io.ghostchain.api.node.v1.GetValidatorsRequest;
import io.ghostchain.protocol.Certificate;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.FinalHeader;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.LightClient;
import io.ghostchain.protocol.ProofException;
import io.ghostchain.protocol.StateProof;
import io.ghostchain.protocol.ValidatorSet;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.Verifier;
import io.grpc.StatusRuntimeException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Believes the node nothing that the validators did not sign: headers by their certificates, from
 * the genesis on epoch by epoch, and state by its proofs under them.
 *
 * <p>Safe for use by several threads; one header is checked at a time.
 */
public final class ProvenState {
  private static final Logger LOG = LoggerFactory.getLogger(ProvenState.class);

  private static final Verifier VERIFIER = PublicKey::verify;

  /** How often a header is kept to start from, in milliseconds of block time. */
  private static final long CHECKPOINT_MILLIS = 60_000;

  private final NodeLink node;
  private final ChainMemory memory;
  private final InstantSource clock;
  private final Optional<Hash> checkpoint;
  // Guarded by this, as are the rest.
  private @Nullable LightClient client;
  private long checkpointTime;

  /**
   * Proofs from a node, remembered in {@code memory}.
   *
   * @param checkpoint hash of a header that the person trusts, for a chain whose genesis, or a
   *     memory whose header, is older than the chain's trust period
   */
  public ProvenState(
      NodeLink node, ChainMemory memory, InstantSource clock, Optional<Hash> checkpoint) {
    this.node = node;
    this.memory = memory;
    this.clock = clock;
    this.checkpoint = checkpoint;
  }

  /**
   * Finds a header to be final.
   *
   * @throws ProofException if it is not shown to be
   */
  public synchronized FinalHeader accept(CertifiedHeader certified) throws ProofException {
    Header header = decode(certified.getHeader().toByteArray(), Header::decode);
    Certificate certificate = decode(certified.getCertificate().toByteArray(), Certificate::decode);
    ValidatorSet validators = decode(certified.getValidators().toByteArray(), ValidatorSet::decode);
    LightClient light = client();
    catchUp(light, header.epoch());
    FinalHeader proven = light.accept(header, certificate, validators, clock.millis());
    keep(header);
    return proven;
  }

  /**
   * Goes on to the newest header that the node has. Without it a daemon that nobody asks for a
   * balance would lose its root of trust to the chain's trust period while it runs.
   *
   * @throws ProofException if the header is not shown to be final
   */
  public synchronized void keepUp() throws ProofException {
    LightClient light = client();
    long newest = node.status().getHeight();
    if (newest > light.height()) {
      catchUp(light, epochOf(newest));
      acceptAt(light, newest);
    }
  }

  /** Checks what the state holds for a key under a header that was found final. */
  public static StateProof requireState(
      FinalHeader header, io.ghostchain.api.ledger.v1.StateProof proof) throws ProofException {
    StateProof decoded = decode(proof.toByteArray(), StateProof::decode);
    header.requireState(decoded);
    return decoded;
  }

  private LightClient client() throws ProofException {
    LightClient light = client;
    if (light == null) {
      light = start();
      client = light;
    }
    return light;
  }

  private LightClient start() throws ProofException {
    Chain chain = node.chain();
    byte[] kept = memory.checkpoint().orElse(null);
    Header header = kept == null ? null : decode(kept, Header::decode);
    checkpointTime = header == null ? 0 : header.time();
    if (checkpoint.isPresent()) {
      Header pasted = header(checkpoint.get());
      if (header == null || pasted.time() > header.time()) {
        return LightClient.trusting(chain.genesis(), VERIFIER, checkpoint.get(), pasted);
      }
    }
    return header == null
        ? LightClient.trusting(chain.genesis(), VERIFIER)
        : LightClient.trusting(chain.genesis(), VERIFIER, header.hash(), header);
  }

  /**
   * The header that the node gives for a hash; whether it has that hash is the light client's to
   * check.
   */
  private Header header(Hash hash) throws ProofException {
    ByteString wire = ByteString.copyFrom(hash.bytes());
    try {
      return decode(
          node.call(stub -> stub.getBlock(GetBlockRequest.newBuilder().setHash(wire).build()))
              .getHeader()
              .toByteArray(),
          Header::decode);
    } catch (StatusRuntimeException refused) {
      throw new ProofException("the node does not give block " + hash + ": " + refused.getStatus());
    }
  }

  /** Walks to the epoch of a header by the headers that end the epochs before it. */
  private void catchUp(LightClient light, long epoch) throws ProofException {
    for (long ended = light.epoch(); ended < epoch; ended++) {
      acceptAt(light, (ended + 1) * epochBlocks());
    }
  }

  /** Heights count from 1, so an epoch ends at a multiple of its length. */
  private long epochOf(long height) {
    return (height - 1) / epochBlocks();
  }

  private long epochBlocks() {
    return node.chain().genesis().parameters().epochBlocks();
  }

  private void acceptAt(LightClient light, long height) throws ProofException {
    try {
      BlockResponse block =
          node.call(stub -> stub.getBlock(GetBlockRequest.newBuilder().setHeight(height).build()));
      Header header = decode(block.getHeader().toByteArray(), Header::decode);
      ValidatorSet validators =
          decode(
              node.call(stub ->
                      stub.getValidators(
                          GetValidatorsRequest.newBuilder().setEpoch(header.epoch()).build()))
                  .getValidators()
                  .toByteArray(),
              ValidatorSet::decode);
      Certificate certificate = decode(block.getCertificate().toByteArray(), Certificate::decode);
      light.accept(header, certificate, validators, clock.millis());
      // A walk over many epochs that breaks off goes on from here, and not from the beginning.
      keep(header);
      LOG.debug("epoch followed epoch={} height={}", header.epoch(), height);
    } catch (StatusRuntimeException refused) {
      throw new ProofException(
          "the node does not give block " + height + ": " + refused.getStatus());
    }
  }

  /** A node that shows an older header, which is final too, does not take the checkpoint back. */
  private void keep(Header header) {
    long later = header.time() - checkpointTime;
    if (later >= CHECKPOINT_MILLIS || (header.endsEpoch() && later > 0)) {
      checkpointTime = header.time();
      memory.keepCheckpoint(header.encode());
    }
  }

  private interface Decoder<T> {
    T decode(byte[] bytes) throws DecodeException;
  }

  private static <T> T decode(byte[] bytes, Decoder<T> decoder) throws ProofException {
    try {
      return decoder.decode(bytes);
    } catch (DecodeException malformed) {
      throw new ProofException("the proof is malformed: " + malformed.getMessage());
    }
  }
}
