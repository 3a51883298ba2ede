package io.ghostchain.testkit.vectors;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A file of test vectors on the class path, under {@code /vectors/}; read through gzip if its name
 * ends so.
 *
 * @param name the path under {@code vectors/}, such as {@code wycheproof/ed25519_test.json.gz}
 */
public record VectorFile(String name) {
  /** The file's bytes, uncompressed. */
  public byte[] bytes() {
    try (InputStream raw = VectorFile.class.getResourceAsStream("/vectors/" + name)) {
      if (raw == null) {
        throw new FileNotFoundException("no vectors/" + name + " on the class path");
      }
      return name.endsWith(".gz") ? new GZIPInputStream(raw).readAllBytes() : raw.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file as UTF-8 text. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** The file's lines. */
  public List<String> lines() {
    return text().lines().toList();
  }

  /** The file as JSON. */
  public Json json() {
    return Json.parse(name, text());
  }

  /**
   * Starts counting what runs of this file.
   *
   * @param subject what is put to the test, such as {@code Ed25519 by bc}
   */
  public VectorRun run(String subject) {
    return new VectorRun(this, subject);
  }
}
