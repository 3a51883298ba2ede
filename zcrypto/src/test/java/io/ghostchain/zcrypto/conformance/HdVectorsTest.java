package io.ghostchain.zcrypto.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.testkit.vectors.VectorFile;
import io.ghostchain.testkit.vectors.VectorRun;
import io.ghostchain.zcrypto.SecretBytes;
import io.ghostchain.zcrypto.hd.ChildIndex;
import io.ghostchain.zcrypto.hd.DerivationPath;
import io.ghostchain.zcrypto.hd.ExtendedKey;
import io.ghostchain.zcrypto.hd.HdKey;
import io.ghostchain.zcrypto.hd.HdPublicKey;
import io.ghostchain.zcrypto.hd.HdScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The numbers of SLIP-10 and BIP-32. */
class HdVectorsTest {
  @Test
  void slip10() {
    var file = new VectorFile("bip/slip-0010.json");
    Json json = file.json();
    try (VectorRun run = file.run("SLIP-10")) {
      int chains = 0;
      for (Json tree : json) {
        chains += tree.get("chains").size();
        try (SecretBytes seed = SecretBytes.taking(tree.hex("seed"));
            HdKey master = scheme(tree.text("curve")).master(seed)) {
          for (Json chain : tree.get("chains")) {
            run.ran();
            DerivationPath path = DerivationPath.parse(chain.text("path"));
            try (HdKey key = master.derive(path)) {
              assertArrayEquals(chain.hex("private"), key.raw().bytes(), chain.path());
              assertArrayEquals(chain.hex("chainCode"), key.chainCode().bytes(), chain.path());
              assertArrayEquals(chain.hex("public"), key.publicKey(), chain.path());
            }
          }
        }
      }
      run.expect(chains);
    }
  }

  @Test
  void bip32() {
    var file = new VectorFile("bip/bip-0032.json");
    Json json = file.json();
    try (VectorRun run = file.run("BIP-32")) {
      int vectors = json.get("invalid").size();
      for (Json tree : json.get("derivations")) {
        vectors += tree.get("chains").size();
        try (SecretBytes seed = SecretBytes.taking(tree.hex("seed"));
            HdKey master = HdScheme.SECP256K1.master(seed)) {
          for (Json chain : tree.get("chains")) {
            run.ran();
            derivation(master, chain);
          }
        }
      }
      for (Json invalid : json.get("invalid")) {
        run.ran();
        String text = invalid.text("key");
        String why = invalid.text("why");
        assertThrows(
            IllegalArgumentException.class,
            () -> ExtendedKey.parsePrivate(text.toCharArray()),
            why);
        assertThrows(IllegalArgumentException.class, () -> ExtendedKey.parsePublic(text), why);
      }
      run.expect(vectors);
    }
  }

  private static void derivation(HdKey master, Json chain) {
    DerivationPath path = DerivationPath.parse(chain.text("path"));
    String xprv = chain.text("xprv");
    String xpub = chain.text("xpub");
    assertEquals(chain.text("path"), path.toString());
    try (HdKey key = master.derive(path);
        HdKey read = ExtendedKey.parsePrivate(xprv.toCharArray())) {
      assertEquals(xprv, new String(ExtendedKey.format(key)), chain.path());
      assertEquals(xprv, new String(ExtendedKey.format(read)), chain.path());
      assertEquals(xpub, ExtendedKey.format(key.publicHalf()), chain.path());
      assertEquals(key.publicHalf(), ExtendedKey.parsePublic(xpub), chain.path());
    }
    List<ChildIndex> steps = path.steps();
    if (!steps.isEmpty() && !steps.getLast().isHardened()) {
      var above = new DerivationPath(steps.subList(0, steps.size() - 1));
      try (HdKey parent = master.derive(above)) {
        HdPublicKey watched = parent.publicHalf().child(steps.getLast());
        assertEquals(xpub, ExtendedKey.format(watched), chain.path());
      }
    }
  }

  private static HdScheme scheme(String curve) {
    return switch (curve) {
      case "secp256k1" -> HdScheme.SECP256K1;
      case "nist256p1" -> HdScheme.P256;
      case "ed25519" -> HdScheme.ED25519;
      case "curve25519" -> HdScheme.X25519;
      default -> throw new IllegalArgumentException(curve);
    };
  }
}
