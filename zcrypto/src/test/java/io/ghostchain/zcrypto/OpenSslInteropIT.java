package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Keys and signatures go both ways between us and OpenSSL 3.5, which Node.js 24 carries. Node is
 * found by the system property {@code ghost.node24}, the environment variable {@code GHOST_NODE24},
 * or as {@code node_modules/node/bin/node} in the repository; without it the test is skipped.
 */
class OpenSslInteropIT {
  private static final String MESSAGE = "67686f7374";

  private static String node = "";

  @TempDir private Path folder;

  @BeforeAll
  static void findNode() {
    Optional<Path> found =
        Stream.of(
                System.getProperty("ghost.node24", ""),
                System.getenv().getOrDefault("GHOST_NODE24", ""),
                "../node_modules/node/bin/node")
            .filter(name -> !name.isEmpty())
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        found.isPresent(), "no Node.js 24: npm install node@24, or set ghost.node24 to its path");
    node = found.orElseThrow().toAbsolutePath().toString();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "ML_DSA_44",
        "ML_DSA_65",
        "ML_DSA_87",
        "ED25519",
        "SLH_DSA_SHA2_128S",
        "SLH_DSA_SHAKE_256F"
      })
  void signaturesAndKeysOfBoth(SignatureScheme scheme) throws Exception {
    try (PrivateKey key = scheme.generate()) {
      Path ours = write("ours.pem", Pem.write(Pkcs8.PEM_LABEL, Pkcs8.write(key)));
      byte[] message = HexFormat.of().parseHex(MESSAGE);
      String signature = HexFormat.of().formatHex(key.sign(message));
      Path signatureFile = write("signature", signature);
      String[] answer =
          run(
              """
              const c = require('crypto'), fs = require('fs');
              const key = c.createPrivateKey(fs.readFileSync(process.argv[2]));
              const message = Buffer.from(process.argv[3], 'hex');
              const theirs = Buffer.from(fs.readFileSync(process.argv[4], 'ascii'), 'hex');
              const pub = c.createPublicKey(key);
              console.log(c.verify(null, message, pub, theirs));
              console.log(c.sign(null, message, key).toString('hex'));
              console.log(pub.export({format: 'der', type: 'spki'}).toString('hex'));
              console.log(key.export({format: 'der', type: 'pkcs8'}).toString('hex'));
              """,
              ours.toString(),
              MESSAGE,
              signatureFile.toString());
      assertEquals("true", answer[0]);
      assertTrue(key.publicKey().verify(message, HexFormat.of().parseHex(answer[1])));
      assertArrayEquals(
          SubjectPublicKeyInfo.write(key.publicKey()), HexFormat.of().parseHex(answer[2]));
      try (PrivateKey read = Pkcs8.read(HexFormat.of().parseHex(answer[3]))) {
        assertArrayEquals(key.seed(), read.seed());
      }
    }
  }

  /** ECDSA signs SHA-256 of the message, and Node can give r || s. */
  @ParameterizedTest
  @EnumSource(names = "SECP256K1")
  void secp256k1OfBoth(SignatureScheme scheme) throws Exception {
    try (PrivateKey key = scheme.generate()) {
      Path ours = write("ours.pem", Pem.write(Pkcs8.PEM_LABEL, Pkcs8.write(key)));
      byte[] signature = key.sign(HexFormat.of().parseHex(MESSAGE));
      String[] answer =
          run(
              """
              const c = require('crypto'), fs = require('fs');
              const key = c.createPrivateKey(fs.readFileSync(process.argv[2]));
              const pub = c.createPublicKey(key);
              const how = {key: pub, dsaEncoding: 'ieee-p1363'};
              const message = Buffer.from(process.argv[3], 'hex');
              console.log(c.verify('sha256', message, how, Buffer.from(process.argv[4], 'hex')));
              console.log(pub.export({format: 'der', type: 'spki'}).toString('hex'));
              console.log(key.export({format: 'der', type: 'pkcs8'}).toString('hex'));
              """,
              ours.toString(),
              MESSAGE,
              HexFormat.of().formatHex(signature));
      assertEquals("true", answer[0]);
      assertEquals(key.publicKey(), SubjectPublicKeyInfo.read(HexFormat.of().parseHex(answer[1])));
      try (PrivateKey read = Pkcs8.read(HexFormat.of().parseHex(answer[2]))) {
        assertArrayEquals(key.seed(), read.seed());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ML_KEM_512", "ML_KEM_768", "ML_KEM_1024", "X25519"})
  void kemKeysOfBoth(KemScheme scheme) throws Exception {
    try (KemPrivateKey key = scheme.generate()) {
      Path ours = write("ours.pem", Pem.write(Pkcs8.PEM_LABEL, Pkcs8.write(key)));
      String[] answer =
          run(
              """
              const c = require('crypto'), fs = require('fs');
              const key = c.createPrivateKey(fs.readFileSync(process.argv[2]));
              const pub = c.createPublicKey(key);
              console.log(pub.export({format: 'der', type: 'spki'}).toString('hex'));
              console.log(key.export({format: 'der', type: 'pkcs8'}).toString('hex'));
              if (process.argv[3] === 'ML_KEM') {
                const sent = c.encapsulate(pub);
                console.log(sent.ciphertext.toString('hex'));
                console.log(sent.sharedKey.toString('hex'));
              }
              """,
              ours.toString(),
              scheme.name().substring(0, 6));
      assertArrayEquals(
          SubjectPublicKeyInfo.write(key.publicKey()), HexFormat.of().parseHex(answer[0]));
      try (KemPrivateKey read = Pkcs8.readKem(HexFormat.of().parseHex(answer[1]))) {
        assertArrayEquals(key.seed(), read.seed());
      }
      if (scheme != KemScheme.X25519) {
        assertArrayEquals(
            HexFormat.of().parseHex(answer[3]),
            key.decapsulate(HexFormat.of().parseHex(answer[2])).orElseThrow());
      }
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private String[] run(String script, String... arguments) throws Exception {
    Path scriptFile = write("script.js", script);
    Process process =
        new ProcessBuilder(
                Stream.concat(Stream.of(node, scriptFile.toString()), Stream.of(arguments))
                    .toList())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "Node did not end");
    assertEquals(0, process.exitValue(), output);
    return output.split("\n", -1);
  }
}
