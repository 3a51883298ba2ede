package io.ghostchain.zwallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** What a person writes for zwallet is read as what it is, or is refused with a reason. */
class SettingsFuzzTest {
  @TempDir static Path folder;

  @FuzzTest
  void anyFileIsSettingsOrRefused(byte[] bytes) throws IOException {
    Path file = folder.resolve("config.toml");
    Files.write(file, bytes);
    try {
      Settings settings =
          Settings.read(Map.of(), null, Map.of("ZWALLET_CONFIG", file.toString(), "HOME", "/"));
      assertNotNull(settings.profile());
    } catch (Failure refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyFileIsAnEndpointOrRefused(byte[] bytes) throws IOException {
    Path file = folder.resolve("walletd.endpoint");
    Files.write(file, bytes);
    Settings settings =
        Settings.read(
            Map.of(Setting.ENDPOINT_FILE, file.toString()),
            null,
            Map.of("ZWALLET_CONFIG", folder.resolve("absent.toml").toString(), "HOME", "/"));
    try {
      assertNotNull(QuicConnector.endpoint(settings).nodeId());
    } catch (Failure refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyTextIsAnAmountOrRefused(byte[] bytes) {
    try {
      BigInteger units = Amounts.parse(new String(bytes, StandardCharsets.UTF_8), 6, "SPIRIT");
      assertEquals(units, Amounts.parse(Amounts.text(units, 6), 6, "SPIRIT"));
      assertEquals(units, Amounts.read(Amounts.write(units)));
    } catch (Failure refused) {
      assertNotNull(refused.getMessage());
    }
    assertTrue(Amounts.read(ByteString.copyFrom(bytes)).signum() >= 0);
  }

  @FuzzTest
  void anyTextIsALengthOfTimeOrRefused(byte[] bytes) {
    try {
      assertFalse(Durations.parse(new String(bytes, StandardCharsets.UTF_8)).isNegative());
    } catch (Failure refused) {
      assertNotNull(refused.getMessage());
    }
  }

  @FuzzTest
  void anyFileHoldsASecretLineOrIsRefused(byte[] bytes) throws IOException {
    Path file = folder.resolve("passphrase");
    Files.write(file, bytes);
    try {
      byte[] line = Secrets.fromFile(file);
      assertTrue(line.length <= bytes.length);
      for (byte one : line) {
        assertFalse(one == '\n');
      }
    } catch (Failure refused) {
      assertNotNull(refused.getMessage());
    }
  }
}
