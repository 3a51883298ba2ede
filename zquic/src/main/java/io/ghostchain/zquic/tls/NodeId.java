package io.ghostchain.zquic.tls;

import io.ghostchain.zcrypto.Hash;
import java.security.cert.X509Certificate;

/**
 * The name of a node: SHA-256 of the SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) of its key.
 *
 * <p>As text it is 64 lower-case hexadecimal digits.
 *
 * @param hash the digest
 */
public record NodeId(Hash hash) implements Comparable<NodeId> {
  /**
   * A node id from its text form.
   *
   * @throws IllegalArgumentException unless the text is 64 hexadecimal digits
   */
  public static NodeId parse(String text) {
    return new NodeId(Hash.parse(text));
  }

  /** The id of the key in a certificate, whatever its algorithm. */
  public static NodeId of(X509Certificate certificate) {
    return ofSubjectPublicKeyInfo(certificate.getPublicKey().getEncoded());
  }

  static NodeId ofSubjectPublicKeyInfo(byte[] spki) {
    return new NodeId(Hash.sha256(spki));
  }

  @Override
  public int compareTo(NodeId other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.toString();
  }
}
