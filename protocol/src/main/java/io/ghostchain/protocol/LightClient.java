package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.Verifier;
import org.jspecify.annotations.Nullable;

/**
 * Follows a chain by its headers and certificates alone, from a root of trust: the genesis, or a
 * header that a person compared by its hash.
 *
 * <p>It knows the validators of one epoch by their hash, and moves to the next epoch by the final
 * header that ends this one. A root of trust older than the chain's trust period is refused: those
 * validators may have taken their stake back, and would lose nothing by signing another history.
 *
 * <p>Not thread-safe: its owner's thread calls it.
 */
public final class LightClient {
  private final int chainId;
  private final Hash genesisHash;
  private final long trustPeriodMillis;
  private final Verifier verifier;

  private long epoch;
  private Hash validatorsHash;
  private @Nullable Hash nextValidatorsHash;
  private long height;
  private long trustedTime;

  private LightClient(
      Genesis genesis, Verifier verifier, long epoch, Hash validatorsHash, long trustedTime) {
    this.chainId = genesis.chainId();
    this.genesisHash = genesis.hash();
    this.trustPeriodMillis = genesis.parameters().trustPeriodMillis();
    this.verifier = verifier;
    this.epoch = epoch;
    this.validatorsHash = validatorsHash;
    this.trustedTime = trustedTime;
  }

  /** A client that trusts a genesis. */
  public static LightClient trusting(Genesis genesis, Verifier verifier) {
    return new LightClient(genesis, verifier, 0, genesis.validatorSet().hash(), genesis.time());
  }

  /**
   * A client that trusts a header of a genesis' chain by its hash.
   *
   * @param checkpoint the hash, from somebody the person trusts or from this client's last run
   * @param header with that hash, from anybody
   * @throws ProofException if the header has another hash or is of another chain
   */
  public static LightClient trusting(
      Genesis genesis, Verifier verifier, Hash checkpoint, Header header) throws ProofException {
    Hash hash = header.hash();
    ProofException.require(hash.equals(checkpoint), "a header of hash " + checkpoint, hash);
    ProofException.require(
        header.chainId() == genesis.chainId(),
        "a header of chain " + genesis.chainId(),
        header.chainId());
    var client =
        new LightClient(genesis, verifier, header.epoch(), header.validatorsHash(), header.time());
    client.height = header.height();
    client.nextValidatorsHash = header.nextValidatorsHash();
    return client;
  }

  /** The epoch whose validators are known. */
  public long epoch() {
    return epoch;
  }

  /** The height of the newest header that was found final, 0 for the genesis. */
  public long height() {
    return height;
  }

  /** The time of the newest header that was found final, in milliseconds. */
  public long trustedTime() {
    return trustedTime;
  }

  /**
   * Finds a header to be final. It may be of the known epoch or, once the header that ends it was
   * accepted, of the next.
   *
   * @param header to check
   * @param certificate over it
   * @param validators of the header's epoch, from anybody
   * @param now in milliseconds since 1970
   * @throws ProofException if the header is not shown to be final, or the root of trust is too old
   */
  public FinalHeader accept(
      Header header, Certificate certificate, ValidatorSet validators, long now)
      throws ProofException {
    ProofException.require(
        now - trustedTime <= trustPeriodMillis,
        "a root of trust of at most " + trustPeriodMillis + " ms of age: take a newer checkpoint",
        (now - trustedTime) + " ms");
    ProofException.require(
        Rules.ofVersion(header.version()).isPresent(),
        "a header of a version that this software knows",
        header.version());
    ProofException.require(
        header.chainId() == chainId, "a header of chain " + chainId, header.chainId());
    Hash known = knownValidators(header.epoch());
    ProofException.require(
        header.validatorsHash().equals(known),
        "a header of the validators " + known,
        header.validatorsHash());
    Hash given = validators.hash();
    ProofException.require(given.equals(known), "the validators " + known, given);
    Hash hash = header.hash();
    ProofException.require(
        certificate.headerHash().equals(hash),
        "a certificate over " + hash,
        certificate.headerHash());
    ProofException.require(
        certificate.epoch() == header.epoch() && certificate.view() == header.view(),
        "a certificate of epoch " + header.epoch() + ", view " + header.view(),
        "epoch " + certificate.epoch() + ", view " + certificate.view());
    certificate.verify(chainId, genesisHash, validators, verifier);
    moveTo(header);
    return new FinalHeader(header, hash);
  }

  private Hash knownValidators(long headerEpoch) throws ProofException {
    if (headerEpoch == epoch) {
      return validatorsHash;
    }
    if (headerEpoch == epoch + 1 && nextValidatorsHash != null) {
      return nextValidatorsHash;
    }
    throw new ProofException(
        "expected a header of epoch "
            + epoch
            + (nextValidatorsHash == null ? " (or the one that ends it first)" : " or the next")
            + ", got epoch "
            + headerEpoch);
  }

  private void moveTo(Header header) {
    if (header.epoch() > epoch) {
      epoch = header.epoch();
      validatorsHash = header.validatorsHash();
      nextValidatorsHash = null;
    }
    if (header.endsEpoch()) {
      nextValidatorsHash = header.nextValidatorsHash();
    }
    if (header.height() > height) {
      height = header.height();
      trustedTime = header.time();
    }
  }
}
