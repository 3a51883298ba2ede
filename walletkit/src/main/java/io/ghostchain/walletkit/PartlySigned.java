package io.ghostchain.walletkit;

import io.ghostchain.protocol.AccountSchemes;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.TransactionSigner;
import io.ghostchain.protocol.TransactionTypedData;
import io.ghostchain.protocol.TypedData;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.VaultReveal;
import io.ghostchain.protocol.Witness;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A transaction of an account with several keys, while its signatures come together. Immutable.
 *
 * @param genesisHash of the chain it is for
 * @param vault whose keys sign it
 * @param signatures so far, by the index of their key in the vault
 */
public record PartlySigned(
    TransactionBody body, Hash genesisHash, Vault vault, SortedMap<Integer, Bytes> signatures) {
  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if the body has a payer, whose keys are in another vault, if
   *     it reveals another vault, or if the vault's keys that it lists may not sign together
   */
  public PartlySigned {
    signatures = new TreeMap<>(signatures);
    VaultReveal reveal = body.reveal();
    if (body.payer() != null) {
      throw new IllegalArgumentException("a payer's signatures are gathered elsewhere");
    }
    if (reveal != null && !reveal.vault().equals(vault)) {
      throw new IllegalArgumentException(
          "the transaction reveals another vault than the one given");
    }
    vault
        .refuseSigners(body.signers())
        .ifPresent(refusal -> {
          throw new IllegalArgumentException(
              "expected " + refusal.expected() + " to sign, got " + refusal.got());
        });
    if (!body.signers().containsAll(signatures.keySet())) {
      throw new IllegalArgumentException(
          "expected signatures of keys " + body.signers() + ", got " + signatures.keySet());
    }
  }

  /** A transaction that nobody has signed. */
  public static PartlySigned of(TransactionBody body, Hash genesisHash, Vault vault) {
    return new PartlySigned(body, genesisHash, vault, new TreeMap<>());
  }

  /**
   * This with the signature of a key.
   *
   * @throws IllegalArgumentException if the body does not ask for this key's
   */
  public PartlySigned sign(PrivateKey key) {
    for (int index : body.signers()) {
      if (key(index).equals(key.publicKey())) {
        return with(index, new TransactionSigner(genesisHash).signature(body, key));
      }
    }
    throw new IllegalArgumentException(
        "the transaction asks for no signature of " + key.publicKey());
  }

  /**
   * This with the signature of an Ethereum wallet over {@link #typedData}.
   *
   * @throws IllegalArgumentException if no co-signer that the body asks for made it
   */
  public PartlySigned add(EthereumSignature signature) {
    TypedData data = typedData();
    for (int index : body.signers()) {
      if (AccountSchemes.isClassical(key(index).scheme()) && signature.isBy(key(index), data)) {
        return with(index, signature.signature());
      }
    }
    throw new IllegalArgumentException(
        "the signature is of no co-signer of this transaction, or of other typed data");
  }

  /** What an Ethereum wallet is asked to sign. */
  public TypedData typedData() {
    return TransactionTypedData.of(body, genesisHash);
  }

  /** The keys whose signatures are still missing. */
  public List<PublicKey> missing() {
    return body.signers().stream()
        .filter(index -> !signatures.containsKey(index))
        .map(this::key)
        .toList();
  }

  /**
   * The transaction, once nothing is missing.
   *
   * @throws IllegalStateException before
   */
  public Transaction transaction() {
    if (!missing().isEmpty()) {
      throw new IllegalStateException("signatures are missing of " + missing());
    }
    return Transaction.of(body, new Witness(new ArrayList<>(signatures.values())));
  }

  private PublicKey key(int index) {
    return vault.entries().get(index).key();
  }

  private PartlySigned with(int index, Bytes signature) {
    SortedMap<Integer, Bytes> more = new TreeMap<>(signatures);
    more.put(index, signature);
    return new PartlySigned(body, genesisHash, vault, more);
  }
}
