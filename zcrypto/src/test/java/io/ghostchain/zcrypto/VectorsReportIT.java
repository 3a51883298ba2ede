package io.ghostchain.zcrypto;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.testkit.vectors.VectorReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Runs after the unit tests, which write the report. */
class VectorsReportIT {
  @Test
  void everyFileOfVectorsWasRead() throws IOException {
    assertEquals(Set.of(), VectorReport.unread(Path.of("src/test/resources/vectors")));
  }
}
