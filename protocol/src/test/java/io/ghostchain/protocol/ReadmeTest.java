package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.testing.TestKeys;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The README's example compiles and runs, and the pages name classes that exist. */
class ReadmeTest {
  @Test
  void theExampleGivesATransactionThatVerifies() throws IOException, DecodeException {
    PrivateKey key = TestKeys.mlDsa44(1);
    int chainId = 7;
    long now = 0;
    Hash genesisHash = Hash.ZERO;
    String to = new AccountId(Hash.ZERO).toString();
    // README: begin
    var reveal = new VaultReveal(Vault.of(key.publicKey()), Bytes.EMPTY);
    TransactionBody body =
        new TransactionBuilder(chainId, reveal.accountId())
            .reveal(reveal)
            .validUntil(now + 60_000)
            .fees(2_000_000_000, 0)
            .add(new Transfer(AccountId.parse(to), AssetId.FEE, Amount.parse("12.5", 18)))
            .gasLimitFor(GasSchedule.V1, List.of(key.scheme()), 20_000, 20_000)
            .build();
    Transaction signed = new TransactionSigner(genesisHash).sign(body, Map.of(0, key));
    byte[] bytes = signed.encode();
    // README: end
    assertEquals(signed, Transaction.decode(bytes));
    assertEquals(
        example(
            "src/test/java/io/ghostchain/protocol/ReadmeTest.java",
            "// README: begin\\n(.*?)// README: end"),
        example("README.md", "```java\\n(.*?)```"));
  }

  @Test
  void thePagesNameClassesThatExist() throws IOException {
    for (String page : List.of("wire.md", "state-keys.md")) {
      String text = Files.readString(Path.of("../docs/internals").resolve(page));
      String table = text.substring(text.indexOf("| rule | where |"));
      for (String name : names(table).toList()) {
        Path source = Path.of("src/main/java/io/ghostchain/protocol", name + ".java");
        assertTrue(Files.exists(source), () -> page + " names " + name);
      }
    }
  }

  private static Stream<String> names(String table) {
    return Pattern.compile("`([A-Z][A-Za-z0-9]+)`")
        .matcher(table)
        .results()
        .map(result -> result.group(1));
  }

  private static String example(String file, String pattern) throws IOException {
    MatchResult found =
        Pattern.compile(pattern, Pattern.DOTALL)
            .matcher(Files.readString(Path.of(file)))
            .results()
            .findFirst()
            .orElseThrow();
    return found
        .group(1)
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList()
        .toString();
  }
}
