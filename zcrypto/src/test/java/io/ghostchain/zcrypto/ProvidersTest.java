package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProvidersTest {
  private static final String PROPERTY = "zcrypto.provider.some-algorithm";

  @AfterEach
  void forgetSettings() {
    System.clearProperty(PROPERTY);
    System.clearProperty("zcrypto.provider.some");
    System.clearProperty("zcrypto.measure");
  }

  @Test
  void theFirstSoundOneOfTheOrderIsTaken() {
    Providers.Choice choice = selection().choice();
    assertEquals(CryptoProvider.JDK, choice.provider());
    assertEquals("default order", choice.reason());
    assertEquals(
        Map.of(
            CryptoProvider.CONSCRYPT, "not on the class path",
            CryptoProvider.NATIVE, "failed its self-test: wrong"),
        choice.passedOver());
  }

  @Test
  void aSettingNamesTheProvider() {
    System.setProperty(PROPERTY, "bc");
    assertEquals(CryptoProvider.BC, selection().choice().provider());
    System.clearProperty(PROPERTY);
    System.setProperty("zcrypto.provider.some", "bc");
    Providers.Choice choice = selection().choice();
    assertEquals(CryptoProvider.BC, choice.provider());
    assertEquals("zcrypto.provider.some=bc", choice.reason());
  }

  @Test
  void aProviderThatIsNamedButCannotBeHadIsAnError() {
    System.setProperty(PROPERTY, "conscrypt");
    assertTrue(message().contains("not on the class path"), message());
    System.setProperty(PROPERTY, "native");
    assertTrue(message().contains("failed its self-test: wrong"), message());
    System.setProperty(PROPERTY, "openssl");
    assertEquals(
        "zcrypto.provider.some-algorithm=openssl: some-algorithm is had from conscrypt, native,"
            + " jdk, bc",
        message());
  }

  @Test
  void measuringIsAskedForAndTakesTheFastest() {
    System.setProperty("zcrypto.measure", "true");
    Providers.Choice choice = selection().choice();
    assertTrue(choice.reason().startsWith("measured at"), choice.reason());
  }

  @Test
  void theTableNamesEveryAlgorithm() {
    String table = Providers.table();
    for (SignatureScheme scheme : SignatureScheme.values()) {
      assertTrue(table.contains("\n" + scheme.label() + " "), table);
    }
    for (KemScheme scheme : KemScheme.values()) {
      assertTrue(table.contains("\n" + scheme.label() + " "), table);
    }
    assertEquals(
        CryptoProvider.BC, Providers.choice(SignatureScheme.SLH_DSA_SHAKE_256F).provider());
  }

  @Test
  void everySoundProviderIsMeasured() {
    List<Providers.Measurement> results = selection().measure(Duration.ofMillis(2).toNanos());
    assertEquals(
        List.of(CryptoProvider.JDK, CryptoProvider.BC),
        results.stream().map(Providers.Measurement::provider).toList());
    assertTrue(results.stream().allMatch(result -> result.nanos() > 0));
  }

  private static String message() {
    return String.valueOf(
        assertThrows(IllegalStateException.class, () -> selection().engine()).getMessage());
  }

  private static Selection<String> selection() {
    return new Selection<>(
        "some-algorithm",
        "some",
        List.of(
            new Selection.Candidate<>(
                CryptoProvider.CONSCRYPT,
                () -> {
                  throw new NoClassDefFoundError("absent");
                }),
            new Selection.Candidate<>(CryptoProvider.NATIVE, () -> "broken"),
            new Selection.Candidate<>(CryptoProvider.JDK, () -> "jdk"),
            new Selection.Candidate<>(CryptoProvider.BC, () -> "bc")),
        new Selection.Trial<>() {
          @Override
          public @Nullable String fault(String engine) {
            return engine.equals("broken") ? "wrong" : null;
          }

          @Override
          public void work(String engine) {
            Hash.sha256(engine.getBytes(StandardCharsets.US_ASCII));
          }
        });
  }
}
