package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.merkle.MerkleFrontier;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;

/**
 * The validators of an epoch. A vote names its validator by the index here.
 *
 * @param validators 1 to {@value Limits#VALIDATORS}, with distinct keys; the sum of their stakes is
 *     an amount
 */
public record ValidatorSet(List<Validator> validators) {
  private static final BigInteger THREE = BigInteger.valueOf(3);

  /** Checks the components. */
  public ValidatorSet {
    validators = List.copyOf(validators);
    Require.size("validators", validators, 1, Limits.VALIDATORS);
    var keys = new HashSet<PublicKey>();
    var sum = BigInteger.ZERO;
    for (Validator validator : validators) {
      Require.that(
          keys.add(validator.consensusKey()),
          "distinct consensus keys",
          validator.consensusKey() + " twice");
      sum = sum.add(validator.stake().toBigInteger());
    }
    Require.that(sum.bitLength() <= 128, "a total stake below 2^128", sum);
  }

  /** Decodes a validator set. */
  public static ValidatorSet decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(
        Bytes.of(encoded), Limits.VALIDATOR_SET_BYTES, "validator_set", ValidatorSet::read);
  }

  /** The canonical encoding. */
  public byte[] encode() {
    return WireWriter.encode(1400 * validators.size(), this::write);
  }

  /** The sum of all stakes. */
  public Amount totalStake() {
    Amount total = Amount.ZERO;
    for (Validator validator : validators) {
      total = total.plus(validator.stake());
    }
    return total;
  }

  /** The least stake that decides: floor(2S/3) + 1 of a total of S. */
  public Amount quorum() {
    return Amount.of(totalStake().toBigInteger().shiftLeft(1).divide(THREE).add(BigInteger.ONE));
  }

  /**
   * What headers name this set by: SHA-256 of the tag, the Merkle root over index (4 bytes), key
   * and stake (16 bytes) of each validator, and the total stake (16 bytes).
   */
  public Hash hash() {
    var tree = new MerkleFrontier();
    for (int i = 0; i < validators.size(); i++) {
      tree.append(leaf(i));
    }
    byte[] total = new byte[Amount.BYTES];
    BigEndian.putAmount(total, 0, totalStake());
    return Tag.VALIDATORS.hash(tree.root().bytes(), total);
  }

  private byte[] leaf(int index) {
    byte[] key = validators.get(index).consensusKey().raw();
    byte[] leaf = new byte[Integer.BYTES + key.length + Amount.BYTES];
    BigEndian.putInt(leaf, 0, index);
    System.arraycopy(key, 0, leaf, Integer.BYTES, key.length);
    BigEndian.putAmount(leaf, Integer.BYTES + key.length, validators.get(index).stake());
    return leaf;
  }

  private void write(WireWriter out) {
    for (Validator validator : validators) {
      out.message(1, validator::write);
    }
  }

  private static ValidatorSet read(WireReader in) throws DecodeException {
    return new ValidatorSet(in.repeated(1, "validators", Limits.VALIDATORS, Validator::read));
  }
}
