package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ghostchain.protocol.testing.LedgerGenerator;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VaultTest {
  private final LedgerGenerator generator = new LedgerGenerator(new SplittableRandom(1));

  /** Weights 1, 2 and 3 of a threshold of 3, and a session key at index 3. */
  private final Vault vault =
      new Vault(
          List.of(key(1), key(2), key(3), new KeyEntry(publicKey(), 0, generator.grant())), 3);

  @Test
  void signersReachTheThresholdAndNoneCouldBeLeftOut() {
    assertEquals(Optional.empty(), vault.refuseSigners(List.of(2)));
    assertEquals(Optional.empty(), vault.refuseSigners(List.of(0, 1)));
    assertEquals(Reason.WRONG_SIGNERS, vault.refuseSigners(List.of(0)).orElseThrow().reason());
    assertEquals(Reason.WRONG_SIGNERS, vault.refuseSigners(List.of(0, 2)).orElseThrow().reason());
    assertEquals(Reason.WRONG_SIGNERS, vault.refuseSigners(List.of(9)).orElseThrow().reason());
  }

  @Test
  void aSessionKeySignsAlone() {
    assertEquals(Optional.empty(), vault.refuseSigners(List.of(3)));
    assertEquals(Reason.WRONG_SIGNERS, vault.refuseSigners(List.of(2, 3)).orElseThrow().reason());
  }

  @Test
  void theAccountDependsOnVaultAndSalt() {
    AccountId account = vault.accountId(Bytes.EMPTY);
    assertEquals(account, new VaultReveal(vault, Bytes.EMPTY).accountId());
    assertNotEquals(account, vault.accountId(Bytes.of((byte) 1)));
    assertNotEquals(account, new Vault(vault.entries(), 2).accountId(Bytes.EMPTY));
  }

  @Test
  void impossibleVaultsAreRefused() {
    KeyEntry one = key(1);
    assertThrows(IllegalArgumentException.class, () -> new Vault(List.of(), 1));
    assertThrows(IllegalArgumentException.class, () -> new Vault(List.of(one), 0));
    assertThrows(IllegalArgumentException.class, () -> new Vault(List.of(one), 2));
    assertThrows(IllegalArgumentException.class, () -> new Vault(List.of(one, one), 1));
    assertThrows(IllegalArgumentException.class, () -> new KeyEntry(publicKey(), 0));
    assertThrows(
        IllegalArgumentException.class, () -> new KeyEntry(publicKey(), 1, generator.grant()));
  }

  @Test
  void aSessionKeyIsNeverAllowedVaultOrIssuance() {
    SessionGrant grant = generator.grant();
    for (OperationKind kind :
        List.of(
            OperationKind.UPDATE_VAULT,
            OperationKind.ISSUE_ASSET,
            OperationKind.MINT_ASSET,
            OperationKind.SET_ISSUER,
            OperationKind.SET_FROZEN)) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new SessionGrant(
                  kind.bit(),
                  grant.assets(),
                  grant.contracts(),
                  grant.spendPerWindow(),
                  grant.windowMillis(),
                  grant.spendTotal(),
                  grant.maxFee(),
                  grant.notAfter(),
                  grant.lanes()));
    }
  }

  private KeyEntry key(int weight) {
    return new KeyEntry(publicKey(), weight);
  }

  private PublicKey publicKey() {
    return generator.publicKey(SignatureScheme.ML_DSA_44);
  }
}
