package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.protocol.testing.WireType;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.HashAlgorithm;
import io.ghostchain.zcrypto.Hasher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Pins the wire: wire-format.properties holds a hash over the encodings of a thousand seeded values
 * a type, so that a change of the format is a visible change of that file.
 */
class WireFormatTest {
  private static final int VALUES = 1000;
  private static final Properties PINNED = pinned();

  @SuppressWarnings("unused")
  private static final List<WireType<?>> TYPES = WireType.ALL;

  @ParameterizedTest
  @FieldSource("TYPES")
  void theEncodingIsTheOneThatWasAgreedOn(WireType<?> type) {
    Hasher hasher = HashAlgorithm.SHA_256.hasher();
    for (int seed = 0; seed < VALUES; seed++) {
      byte[] encoded = type.sample(new SplittableRandom(seed));
      hasher.update(Hash.sha256(encoded).bytes());
    }
    assertEquals(PINNED.getProperty(type.name()), Bytes.of(hasher.digest()).hex());
  }

  private static Properties pinned() {
    var properties = new Properties();
    try (InputStream file = WireFormatTest.class.getResourceAsStream("wire-format.properties")) {
      properties.load(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return properties;
  }
}
