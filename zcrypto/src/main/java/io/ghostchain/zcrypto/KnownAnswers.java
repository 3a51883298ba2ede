package io.ghostchain.zcrypto;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Verifications whose answer is known, from public test vectors: what a provider must agree with
 * before it is trusted.
 *
 * <p>A scheme has a file of lines {@code valid|invalid publicKey message signature}, in hexadecimal
 * with {@code -} for nothing. A test derives the files from the vectors again and compares.
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
record KnownAnswers(boolean holds, byte[] publicKey, byte[] message, byte[] signature) {
  /** The known answers of a scheme; none if the scheme has a single provider. */
  static List<KnownAnswers> of(SignatureScheme scheme) {
    return read(scheme, Stream::toList);
  }

  /** The first valid and the first invalid one, without parsing the rest. */
  static List<KnownAnswers> fewOf(SignatureScheme scheme) {
    Set<Boolean> seen = new HashSet<>();
    return read(scheme, all -> all.filter(each -> seen.add(each.holds())).limit(2).toList());
  }

  private static List<KnownAnswers> read(
      SignatureScheme scheme, Function<Stream<KnownAnswers>, List<KnownAnswers>> take) {
    String name = "known-answers/" + scheme.label() + ".txt.gz";
    try (InputStream file = KnownAnswers.class.getResourceAsStream(name)) {
      if (file == null) {
        return List.of();
      }
      try (var lines =
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(file), StandardCharsets.US_ASCII))) {
        return take.apply(lines.lines().map(KnownAnswers::parse));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** Whether an engine gives this answer. */
  boolean agrees(SignatureEngine engine) {
    return engine.verifyingKey(publicKey).verify(message, signature) == holds;
  }

  private static KnownAnswers parse(String line) {
    String[] fields = line.split(" ", 4);
    return new KnownAnswers(
        fields[0].equals("valid"), bytes(fields[1]), bytes(fields[2]), bytes(fields[3]));
  }

  static byte[] bytes(String field) {
    return field.equals("-") ? new byte[0] : HexFormat.of().parseHex(field);
  }
}
