package io.ghostchain.zquic.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.zcrypto.SignatureScheme;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeIdentityTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);

  @Test
  void jdkVerifiesTheCertificateWithItsOwnMlDsa() throws Exception {
    X509Certificate certificate = NodeIdentity.generate().certificate();
    certificate.verify(certificate.getPublicKey());
    assertEquals("ML-DSA", certificate.getPublicKey().getAlgorithm());
    assertEquals(3, certificate.getVersion());
    assertTrue(certificate.getKeyUsage()[0], "digitalSignature");
    assertTrue(certificate.getSerialNumber().signum() > 0);
  }

  @Test
  void jdkVerifiesTheBrowserCertificateAndItsNames() throws Exception {
    X509Certificate certificate =
        BrowserCertificate.selfSigned(
                List.of("localhost", "127.0.0.1", "::1"), NOW, Duration.ofDays(1))
            .chain()
            .getFirst();
    certificate.verify(certificate.getPublicKey());
    assertEquals(
        List.of(List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1")),
        List.copyOf(certificate.getSubjectAlternativeNames()));
  }

  @Test
  void idIsTheHashOfTheSubjectPublicKeyInfo() throws Exception {
    NodeIdentity identity = NodeIdentity.generate();
    byte[] spki = identity.certificate().getPublicKey().getEncoded();
    assertArrayEquals(
        MessageDigest.getInstance("SHA-256").digest(spki), identity.id().hash().bytes());
    assertEquals(identity.id(), NodeId.of(identity.certificate()));
    assertEquals(identity.id(), NodeId.parse(identity.id().toString()));
  }

  @Test
  void seedBringsTheSameNodeBack() {
    try (NodeIdentity first = NodeIdentity.generate();
        NodeIdentity again = NodeIdentity.fromSeed(first.seed())) {
      assertEquals(first.id(), again.id());
      assertNotEquals(first.certificate(), again.certificate());
    }
  }

  @Test
  void closedIdentityGivesItsSeedToNobody() {
    NodeIdentity identity = NodeIdentity.generate();
    identity.close();
    assertThrows(IllegalStateException.class, identity::seed);
    assertThrows(IllegalStateException.class, () -> identity.sign(new byte[1]));
  }

  @Test
  void keyOfAnotherSchemeIsRefused() {
    var key = SignatureScheme.ML_DSA_44.generate();
    assertThrows(
        IllegalArgumentException.class,
        () -> NodeIdentity.selfSigned(key, NOW, Duration.ofDays(1)));
  }

  @Test
  void datesBeyond2049AreWrittenWithFourDigits() {
    NodeIdentity identity =
        NodeIdentity.selfSigned(SignatureScheme.ML_DSA_65.generate(), NOW, Duration.ofDays(36_500));
    assertEquals(
        Instant.parse("2126-02-08T05:06:07Z"), identity.certificate().getNotAfter().toInstant());
    assertEquals(
        Instant.parse("2026-03-03T05:06:07Z"), identity.certificate().getNotBefore().toInstant());
  }

  @Test
  void nothingPrintedHoldsTheSeed() {
    NodeIdentity identity = NodeIdentity.fromSeed(new byte[32]);
    assertFalse(identity.toString().contains(Arrays.toString(identity.seed())));
    assertEquals("NodeIdentity[" + identity.id() + "]", identity.toString());
  }
}
