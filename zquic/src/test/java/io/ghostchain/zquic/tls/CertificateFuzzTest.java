package io.ghostchain.zquic.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;

/** A peer's certificate is well-formed or refused; the names of nodes likewise. */
final class CertificateFuzzTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @FuzzTest
  void anyBytesAreACertificateOrRefused(byte[] der) {
    try {
      PeerCertificate peer =
          PeerCertificate.check(new X509Certificate[] {CertificateForm.parse(der)}, NOW);
      assertEquals(peer.isSelfSigned(), peer.isSignedBy(peer.key()));
    } catch (CertificateException refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyKeyInfoIsAnMlDsaKeyOrNone(byte[] spki) {
    CertificateForm.mlDsa65(spki)
        .ifPresent(key ->
            assertEquals(
                NodeId.ofSubjectPublicKeyInfo(spki),
                NodeId.ofSubjectPublicKeyInfo(CertificateForm.subjectPublicKeyInfo(key))));
  }

  @FuzzTest
  void anyTextIsANodeIdOrRefused(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertEquals(NodeId.parse(text), NodeId.parse(NodeId.parse(text).toString()));
      assertFalse(text.length() != 64);
    } catch (IllegalArgumentException refused) {
      assertNotNull(refused.getMessage());
    }
  }
}
