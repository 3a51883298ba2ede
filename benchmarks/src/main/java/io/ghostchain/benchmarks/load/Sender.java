package io.ghostchain.benchmarks.load;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBuilder;
import io.ghostchain.protocol.TransactionSigner;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.VaultReveal;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.util.List;
import java.util.Map;

/**
 * An account with one ML-DSA-44 key that signs transfers. One thread, where nothing else is said.
 */
public final class Sender {
  private final ChainInfo chain;
  private final PrivateKey key;
  private final VaultReveal reveal;
  private final AccountId account;
  private long sequence;

  /** A sender that has signed nothing yet. The key is closed by its owner. */
  public Sender(ChainInfo chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
    this.reveal = new VaultReveal(Vault.of(key.publicKey()), Bytes.EMPTY);
    this.account = reveal.accountId();
  }

  /** The sender whose key follows from a number. */
  public static Sender numbered(ChainInfo chain, int number) {
    byte[] seed = new byte[SignatureScheme.ML_DSA_44.seedBytes()];
    for (int i = 0; i < Integer.BYTES; i++) {
      seed[i] = (byte) (number >>> (8 * i));
    }
    seed[31] = 'p';
    return new Sender(chain, SignatureScheme.ML_DSA_44.fromSeed(seed));
  }

  /** The same sender, with nothing signed yet, on another chain. */
  public Sender on(ChainInfo other) {
    return new Sender(other, key);
  }

  /** Its account. */
  public AccountId account() {
    return account;
  }

  /** What it shows in its first transaction. */
  public Vault vault() {
    return reveal.vault();
  }

  /** Whether it has signed nothing yet. */
  public boolean isNew() {
    return sequence == 0;
  }

  /** The next transfer of an amount to each recipient. */
  public Transaction pay(List<AccountId> recipients, Amount amount) {
    return pay(sequence++, recipients, amount);
  }

  /**
   * A transfer of an amount to each recipient, at a place in lane 0; the first shows the vault. Any
   * thread.
   */
  public Transaction pay(long at, List<AccountId> recipients, Amount amount) {
    TransactionBuilder builder =
        new TransactionBuilder(chain.chainId(), account)
            .sequence(0, at)
            .validUntil(chain.validUntil())
            .fees(chain.maxFeePerGas(), 0);
    if (at == 0) {
      builder.reveal(reveal);
    } else {
      builder.vaultVersion(1);
    }
    for (AccountId recipient : recipients) {
      builder.add(new Transfer(recipient, AssetId.FEE, amount));
    }
    builder.gasLimitFor(
        chain.rules().gas(),
        List.of(key.scheme()),
        chain.stateDepositGas(),
        (recipients.size() + 2L) * chain.stateDepositGas());
    return new TransactionSigner(chain.genesisHash()).sign(builder.build(), Map.of(0, key));
  }
}
