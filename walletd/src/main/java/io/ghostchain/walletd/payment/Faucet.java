package io.ghostchain.walletd.payment;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.DevnetFaucet;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.VaultReveal;
import io.ghostchain.walletd.Changes;
import io.ghostchain.walletd.Refusal;
import io.ghostchain.walletd.chain.NodeLink;
import io.ghostchain.walletkit.Signing;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Sends from the well-known account of a devnet, whose key everybody has. Others send from it too,
 * so a sequence that is taken meanwhile is tried anew. Safe for use by several threads, one at a
 * time.
 */
public final class Faucet {
  private static final int ATTEMPTS = 8;
  private static final Duration BLOCK_WAIT = Duration.ofSeconds(5);
  private static final Source SOURCE =
      new Source(
          DevnetFaucet.account(), new VaultReveal(Vault.of(DevnetFaucet.publicKey()), Bytes.EMPTY));

  private final NodeLink node;
  private final Composer composer;
  private final Changes changes;

  /** The faucet of the node's chain. */
  public Faucet(NodeLink node, Composer composer, Changes changes) {
    this.node = node;
    this.composer = composer;
    this.changes = changes;
  }

  /**
   * Sends.
   *
   * @throws Refusal if the chain is no devnet
   */
  public synchronized Hash send(List<Operation> transfers) {
    if (!node.chain().genesis().devnet()) {
      throw Refusal.state("NOT_A_DEVNET", "the chain is no devnet, so it has no faucet");
    }
    for (int attempt = 1; ; attempt++) {
      long seen = changes.version();
      try {
        return sendOnce(transfers);
      } catch (StatusRuntimeException refused) {
        if (attempt == ATTEMPTS || !isRace(refused)) {
          throw refused;
        }
      }
      await(seen);
    }
  }

  /** The faucet's account. */
  public static AccountId account() {
    return SOURCE.id();
  }

  private Hash sendOnce(List<Operation> transfers) {
    Draft draft = composer.affordable(SOURCE, transfers, Terms.DEFAULT, Set.of());
    try (PrivateKey key = DevnetFaucet.privateKey()) {
      Transaction signed = Signing.transaction(draft.body(), node.chain().hash(), key);
      node.call(stub -> stub.submit(Payments.request(signed)));
      return signed.id(node.chain().hash());
    }
  }

  /** Until the first transaction's reveal is in the state, the next one has to wait for a block. */
  private static boolean isRace(StatusRuntimeException refused) {
    return switch (NodeReasons.of(refused)) {
      case "SEQUENCE_TOO_LOW", "SEQUENCE_GAP", "VAULT_VERSION", "FEE_TOO_LOW", "REPLACED" -> true;
      default -> false;
    };
  }

  private void await(long seen) {
    try {
      boolean _ = changes.await(seen, BLOCK_WAIT);
      if (changes.isClosed()) {
        throw Refusal.stopping();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw Refusal.stopping();
    }
  }
}
