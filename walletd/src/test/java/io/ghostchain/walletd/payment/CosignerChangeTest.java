package io.ghostchain.walletd.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import io.ghostchain.api.wallet.v1.RotateKeyRequest;
import io.ghostchain.protocol.KeyEntry;
import io.ghostchain.protocol.Vault;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletkit.Cosigners;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CosignerChangeTest {
  private final PublicKey old = key(SignatureScheme.ML_DSA_44, 1);
  private final PublicKey next = key(SignatureScheme.ML_DSA_44, 2);
  private final PublicKey ethereum = key(SignatureScheme.SECP256K1, 3);
  private final PublicKey other = key(SignatureScheme.SECP256K1, 4);

  @Test
  void aRotationThatSaysNothingKeepsTheCoSigner() {
    CosignerChange nothing = CosignerChange.of(RotateKeyRequest.getDefaultInstance());
    assertEquals(Vault.of(next), nothing.next(next, null));
    assertEquals(Vault.of(next), nothing.next(next, Vault.of(old)));
    assertEquals(
        Cosigners.vault(next, ethereum), nothing.next(next, Cosigners.vault(old, ethereum)));
  }

  @Test
  void aCoSignerIsSetReplacedAndRemoved() {
    CosignerChange set = CosignerChange.of(request(other.raw()));
    assertEquals(Cosigners.vault(next, other), set.next(next, null));
    assertEquals(Cosigners.vault(next, other), set.next(next, Cosigners.vault(old, ethereum)));
    CosignerChange remove =
        CosignerChange.of(RotateKeyRequest.newBuilder().setNoCosigner(true).build());
    assertEquals(Vault.of(next), remove.next(next, Cosigners.vault(old, ethereum)));
  }

  @Test
  void keysThatAreNoneAreRefused() {
    assertThrows(Refusal.class, () -> CosignerChange.of(request(new byte[32])));
    byte[] notOnTheCurve = new byte[33];
    notOnTheCurve[0] = 2;
    notOnTheCurve[32] = 5;
    CosignerChange change = CosignerChange.of(request(notOnTheCurve));
    assertThrows(Refusal.class, () -> change.next(next, null));
  }

  @Test
  void aVaultWithMoreKeysIsNotRotatedUnasked() {
    Vault three =
        new Vault(
            List.of(new KeyEntry(old, 1), new KeyEntry(ethereum, 1), new KeyEntry(other, 1)), 3);
    CosignerChange nothing = CosignerChange.of(RotateKeyRequest.getDefaultInstance());
    assertThrows(Refusal.class, () -> nothing.next(next, three));
  }

  private static RotateKeyRequest request(byte[] cosigner) {
    return RotateKeyRequest.newBuilder().setCosigner(ByteString.copyFrom(cosigner)).build();
  }

  private static PublicKey key(SignatureScheme scheme, int number) {
    return scheme
        .fromSeed(ByteBuffer.allocate(scheme.seedBytes()).putInt(number).array())
        .publicKey();
  }
}
