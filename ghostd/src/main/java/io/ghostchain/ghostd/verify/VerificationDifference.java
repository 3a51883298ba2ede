package io.ghostchain.ghostd.verify;

import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Two implementations disagree on a signature: one of them is wrong, and nothing that rests on
 * either can be trusted until it is known which.
 */
public final class VerificationDifference extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final transient String engine;
  private final transient Verifier.Claim claim;
  private final boolean accepted;

  /** What the engine answered; the other answered the contrary. */
  VerificationDifference(String engine, Verifier.Claim claim, boolean accepted) {
    super(
        "engine "
            + engine
            + (accepted ? " accepted" : " refused")
            + " a signature of "
            + claim.key().scheme()
            + " and the provider did not");
    this.engine = engine;
    this.claim = claim;
    this.accepted = accepted;
  }

  /** Everything needed to repeat it; all of it is public data. */
  String report() {
    HexFormat hex = HexFormat.of();
    return """
    scheme %s
    engine %s %s
    provider %s
    java %s %s
    processor %s
    key %s
    message %s
    signature %s
    """
        .formatted(
            claim.key().scheme(),
            engine,
            word(accepted),
            word(!accepted),
            System.getProperty("java.vm.name"),
            System.getProperty("java.vm.version"),
            System.getProperty("os.arch"),
            hex.formatHex(claim.key().raw()),
            hex.formatHex(claim.message()),
            hex.formatHex(claim.signature()));
  }

  /** Writes the report, and says where. The same difference gets the same file. */
  Path dump(Path folder) throws IOException {
    Files.createDirectories(folder);
    Hash name = Hash.sha256(claim.key().raw(), claim.message(), claim.signature());
    return Files.writeString(
        folder.resolve("verification-difference-" + name.toString().substring(0, 16) + ".txt"),
        report());
  }

  private static String word(boolean holds) {
    return holds ? "accepted" : "refused";
  }
}
