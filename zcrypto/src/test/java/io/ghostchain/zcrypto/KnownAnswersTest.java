package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.testkit.vectors.VectorFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The known answers that providers are tested with are those of public vectors: one case of each
 * kind that Wycheproof and CCTV tell apart. {@code -Dzcrypto.write-known-answers=true} writes them.
 */
class KnownAnswersTest {
  private static final int MESSAGE_BYTES_MAX = 1024;

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.MATCH_ALL,
      names = "ML_DSA_(44|65|87)|SLH_DSA_SHA2_128S|ED25519|SECP256K1")
  void comeFromTheVectors(SignatureScheme scheme) throws IOException {
    List<String> lines =
        switch (scheme) {
          case ED25519 -> ed25519();
          case SECP256K1 -> secp256k1();
          case SLH_DSA_SHA2_128S -> slhDsa();
          default -> mlDsa(scheme);
        };
    if (Boolean.getBoolean("zcrypto.write-known-answers")) {
      Path file =
          Path.of(
              "src/main/resources/io/ghostchain/zcrypto/known-answers", scheme.label() + ".txt.gz");
      Files.createDirectories(file.getParent());
      try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(String.join("\n", lines).getBytes(StandardCharsets.US_ASCII));
      }
    }
    List<String> known = KnownAnswers.of(scheme).stream().map(KnownAnswersTest::line).toList();
    assertTrue(lines.equals(known), "the known answers are not those of the vectors");
    assertTrue(known.stream().anyMatch(line -> line.startsWith("valid")));
    assertTrue(known.stream().anyMatch(line -> line.startsWith("invalid")));
  }

  private static List<String> mlDsa(SignatureScheme scheme) {
    List<String> lines = new ArrayList<>();
    Set<String> kinds = new HashSet<>();
    String name = scheme.label().replace("ml-dsa-", "mldsa_");
    for (Json group :
        new VectorFile("wycheproof/" + name + "_verify_test.json.gz").json().get("testGroups")) {
      for (Json test : group.get("tests")) {
        if (!test.has("ctx")
            && test.hex("msg").length <= MESSAGE_BYTES_MAX
            && kinds.add(test.text("result") + flags(test))) {
          lines.add(
              line(
                  SignatureVectors.isValid(test),
                  group.hex("publicKey"),
                  test.hex("msg"),
                  test.hex("sig")));
        }
      }
    }
    return lines;
  }

  private static List<String> secp256k1() {
    List<String> lines = new ArrayList<>();
    Set<String> kinds = new HashSet<>();
    for (Json group :
        new VectorFile("wycheproof/ecdsa_secp256k1_sha256_p1363_test.json.gz")
            .json()
            .get("testGroups")) {
      for (Json test : group.get("tests")) {
        boolean holds =
            SignatureVectors.isValid(test) && EcdsaRule.admitsSignature(test.hex("sig"));
        if (kinds.add(holds + test.text("result") + flags(test))) {
          lines.add(
              line(
                  holds, Secp256k1VectorsTest.compressed(group), test.hex("msg"), test.hex("sig")));
        }
      }
    }
    return lines;
  }

  private static List<String> ed25519() {
    List<String> lines = new ArrayList<>();
    Set<String> kinds = new HashSet<>();
    for (Json each : new VectorFile("cctv/ed25519vectors.json.gz").json()) {
      if (kinds.add(String.join(",", Ed25519VectorsTest.flags(each)))) {
        lines.add(
            line(
                Ed25519VectorsTest.holds(each),
                each.hex("key"),
                each.text("msg").getBytes(StandardCharsets.UTF_8),
                each.hex("sig")));
      }
    }
    return lines;
  }

  /** OpenSSL's signature, and the same with a bit changed in each of its three parts. */
  private static List<String> slhDsa() {
    String[] fields =
        new VectorFile("openssl/slh-dsa-sha2-128s.txt.gz").text().strip().split(" ", -1);
    List<String> lines = new ArrayList<>();
    lines.add(String.join(" ", fields));
    byte[] key = KnownAnswers.bytes(fields[1]);
    byte[] message = KnownAnswers.bytes(fields[2]);
    for (int place : new int[] {0, 100, 7855}) {
      byte[] changed = KnownAnswers.bytes(fields[3]);
      changed[place] ^= 1;
      lines.add(line(false, key, message, changed));
    }
    return lines;
  }

  private static String flags(Json test) {
    List<String> flags = new ArrayList<>();
    for (Json flag : test.get("flags")) {
      flags.add(flag.text());
    }
    return flags.stream().sorted().toList().toString().toLowerCase(Locale.ROOT);
  }

  private static String line(KnownAnswers answer) {
    return line(answer.holds(), answer.publicKey(), answer.message(), answer.signature());
  }

  private static String line(boolean holds, byte[]... fields) {
    StringBuilder line = new StringBuilder(holds ? "valid" : "invalid");
    for (byte[] field : fields) {
      line.append(' ').append(field.length == 0 ? "-" : HexFormat.of().formatHex(field));
    }
    return line.toString();
  }
}
