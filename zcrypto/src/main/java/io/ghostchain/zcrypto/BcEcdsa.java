package io.ghostchain.zcrypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** secp256k1 by Bouncy Castle. */
record BcEcdsa() implements Ecdsa {
  private static final ECDomainParameters DOMAIN =
      new ECDomainParameters(CustomNamedCurves.getByName("secp256k1"));

  /**
   * The compressed public key of a secret.
   *
   * @throws IllegalArgumentException unless the secret is in 1..n-1
   */
  static byte[] publicKey(byte[] secret) {
    if (!EcdsaRule.admitsSecret(secret)) {
      throw new IllegalArgumentException(
          "a secp256k1 secret is a number from 1 to the group's order less 1");
    }
    return new FixedPointCombMultiplier()
        .multiply(DOMAIN.getG(), new BigInteger(1, secret))
        .normalize()
        .getEncoded(true);
  }

  /** x || y of a compressed point, or nothing if it is not on the curve. */
  static Optional<byte[]> coordinates(byte[] publicKey) {
    return decode(publicKey)
        .map(point -> point.getEncoded(false))
        .map(encoded -> Arrays.copyOfRange(encoded, 1, encoded.length));
  }

  @Override
  public CryptoProvider provider() {
    return CryptoProvider.BC;
  }

  @Override
  public byte[] sign(byte[] secret, byte[] digest) {
    var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, secret), DOMAIN));
    BigInteger[] rs = signer.generateSignature(digest);
    BigInteger s =
        rs[1].compareTo(EcdsaRule.ORDER.shiftRight(1)) > 0
            ? EcdsaRule.ORDER.subtract(rs[1])
            : rs[1];
    byte[] signature = new byte[2 * EcdsaRule.SCALAR_BYTES];
    BigIntegers.asUnsignedByteArray(rs[0], signature, 0, EcdsaRule.SCALAR_BYTES);
    BigIntegers.asUnsignedByteArray(s, signature, EcdsaRule.SCALAR_BYTES, EcdsaRule.SCALAR_BYTES);
    return signature;
  }

  @Override
  public VerifyingKey verifyingDigest(byte[] publicKey) {
    return decode(publicKey)
        .map(point -> new ECPublicKeyParameters(point, DOMAIN))
        .<VerifyingKey>map(key ->
            (digest, signature) -> {
              var verifier = new ECDSASigner();
              verifier.init(false, key);
              return verifier.verifySignature(digest, r(signature), s(signature));
            })
        .orElse(VerifyingKey.OF_NOTHING);
  }

  @Override
  public Optional<byte[]> recover(byte[] digest, byte[] signature, int parity) {
    // SEC 1 section 4.1.6 with j = 0: a point whose x is r + n exists for 2^-128 of all r, and
    // Ethereum's recovery knows no such ones.
    byte[] encoded = new byte[1 + EcdsaRule.SCALAR_BYTES];
    encoded[0] = (byte) (2 + parity);
    System.arraycopy(signature, 0, encoded, 1, EcdsaRule.SCALAR_BYTES);
    return decode(encoded)
        .flatMap(point -> {
          BigInteger inverse = r(signature).modInverse(EcdsaRule.ORDER);
          BigInteger e = new BigInteger(1, digest);
          BigInteger u1 = e.negate().multiply(inverse).mod(EcdsaRule.ORDER);
          BigInteger u2 = s(signature).multiply(inverse).mod(EcdsaRule.ORDER);
          ECPoint key = ECAlgorithms.sumOfTwoMultiplies(DOMAIN.getG(), u1, point, u2).normalize();
          return key.isInfinity() ? Optional.empty() : Optional.of(key.getEncoded(true));
        });
  }

  private static Optional<ECPoint> decode(byte[] publicKey) {
    try {
      return Optional.of(DOMAIN.getCurve().decodePoint(publicKey));
    } catch (IllegalArgumentException notOnTheCurve) {
      return Optional.empty();
    }
  }

  private static BigInteger r(byte[] signature) {
    return new BigInteger(1, Arrays.copyOf(signature, EcdsaRule.SCALAR_BYTES));
  }

  private static BigInteger s(byte[] signature) {
    return new BigInteger(
        1, Arrays.copyOfRange(signature, EcdsaRule.SCALAR_BYTES, signature.length));
  }
}
