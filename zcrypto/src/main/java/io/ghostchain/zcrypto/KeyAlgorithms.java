package io.ghostchain.zcrypto;

import java.util.Arrays;

/** Which scheme an AlgorithmIdentifier names. */
final class KeyAlgorithms {
  private KeyAlgorithms() {}

  static SignatureScheme signatureScheme(byte[] identifier) throws KeyFormatException {
    for (SignatureScheme scheme : SignatureScheme.values()) {
      if (Arrays.equals(scheme.algorithmIdentifier(), identifier)) {
        return scheme;
      }
    }
    throw unknown("a signature scheme", identifier);
  }

  static KemScheme kemScheme(byte[] identifier) throws KeyFormatException {
    for (KemScheme scheme : KemScheme.values()) {
      if (Arrays.equals(scheme.algorithmIdentifier(), identifier)) {
        return scheme;
      }
    }
    throw unknown("a KEM", identifier);
  }

  private static KeyFormatException unknown(String what, byte[] identifier)
      throws KeyFormatException {
    DerReader inside = new DerReader(identifier).enter(Der.SEQUENCE, "the AlgorithmIdentifier");
    String oid = inside.oid("the algorithm");
    return new KeyFormatException(
        "expected the algorithm to be "
            + what
            + " of ours, found "
            + oid
            + (inside.hasMore() ? " with parameters" : ""));
  }
}
