package io.ghostchain.ghostd.node;

import io.ghostchain.ghostd.execution.BlockExecutor;
import io.ghostchain.ghostd.execution.BlockValidity;
import io.ghostchain.ghostd.execution.BlockVerdict;
import io.ghostchain.ghostd.execution.Epochs;
import io.ghostchain.ghostd.execution.ExecutedBlock;
import io.ghostchain.ghostd.execution.ParentBlock;
import io.ghostchain.ghostd.ledger.BlockTerms;
import io.ghostchain.ghostd.ledger.Chain;
import io.ghostchain.ghostd.ledger.ContractEngines;
import io.ghostchain.ghostd.ledger.GenesisState;
import io.ghostchain.ghostd.ledger.IdentifiedBody;
import io.ghostchain.ghostd.ledger.LedgerView;
import io.ghostchain.ghostd.ledger.SignatureCheck;
import io.ghostchain.ghostd.ledger.ValidTransaction;
import io.ghostchain.ghostd.ledger.Validity;
import io.ghostchain.ghostd.state.ChainState;
import io.ghostchain.ghostd.store.ChainFile;
import io.ghostchain.ghostd.store.ChainStore;
import io.ghostchain.ghostd.store.CorruptStoreException;
import io.ghostchain.ghostd.store.FinalBlock;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.ProofException;
import io.ghostchain.protocol.Rules;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.Verifier;
import io.ghostchain.zcrypto.merkle.MerkleFrontier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Replays blocks that came from elsewhere into an empty store: every certificate, rule, signature
 * and root is checked, so that what it made is what the chain's validators made.
 *
 * <p>Of a block without witnesses the signatures cannot be checked: the certificate vouches for
 * them. Not thread-safe.
 */
public final class ChainImport {
  private final Genesis genesis;
  private final Hash genesisHash;
  private final ChainStore store;
  private final Verifier verifier;
  private final Chain chain;
  private final BlockValidity validity;
  private final BlockExecutor executor;
  private final Epochs epochs;
  private final ChainState state;
  private final MerkleFrontier history;
  private ParentBlock parent;
  private long unverified;

  /**
   * An import into a store that has no block yet.
   *
   * @throws IllegalArgumentException if it has
   */
  public ChainImport(Genesis genesis, ChainStore store, Verifier verifier) throws IOException {
    this.genesis = genesis;
    this.genesisHash = genesis.hash();
    this.store = store;
    this.verifier = verifier;
    this.chain = Chain.of(genesis);
    this.validity = new BlockValidity(new Validity(chain, ContractEngines.NONE));
    this.executor = new BlockExecutor(chain, ContractEngines.NONE);
    this.epochs =
        new Epochs(
            genesis.parameters().epochBlocks(), genesis.validatorSet(), genesis.validatorSet());
    ChainStore.Recovered recovered = store.recover(GenesisState.of(genesis), 1);
    if (store.head().height() > 0) {
      throw new IllegalArgumentException("expected a store without blocks, got " + store.head());
    }
    this.state = recovered.state();
    this.history = recovered.history();
    this.parent = ParentBlock.of(genesis, state.tip().root());
  }

  /** Checks, executes and stores the next block. */
  public void add(ChainFile.Entry entry) throws IOException {
    Header header = entry.block().header();
    checkCertificate(entry, header);
    List<IdentifiedBody> bodies =
        entry.witnesses() == null ? trusted(entry) : verified(entry, entry.witnesses());
    Rules rules =
        Rules.ofVersion(header.version())
            .orElseThrow(() -> fault(header, "the rules " + header.version() + " are not known"));
    BlockTerms terms =
        new BlockTerms(
            rules,
            header.height(),
            header.time(),
            header.baseFee(),
            BlockTerms.feeAccount(epochs.current().validators().get(header.proposer())));
    ExecutedBlock executed;
    try {
      executed = executor.execute(state.newest(), terms, bodies);
    } catch (IllegalStateException invalid) {
      throw fault(header, String.valueOf(invalid.getMessage()));
    }
    Hash root = state.apply(executed.diff());
    Hash hash = header.hash();
    history.append(hash.bytes());
    parent = ParentBlock.of(header, executed, root, history.root());
    store.append(
        List.of(
            new FinalBlock(
                hash,
                entry.block(),
                entry.certificate(),
                bodies.stream().map(IdentifiedBody::id).toList(),
                executed.receipts(),
                executed.diff(),
                entry.witnesses())));
    if (header.height() % 1000 == 0) {
      store.checkpoint();
    }
  }

  /** Blocks whose signatures could not be checked. */
  public long unverified() {
    return unverified;
  }

  /** The root of the state after the last block. */
  public Hash stateRoot() {
    return state.tip().root();
  }

  private void checkCertificate(ChainFile.Entry entry, Header header) throws CorruptStoreException {
    if (!entry.certificate().headerHash().equals(header.hash())) {
      throw fault(header, "the certificate is of another block");
    }
    try {
      entry.certificate().verify(genesis.chainId(), genesisHash, genesis.validatorSet(), verifier);
    } catch (ProofException e) {
      throw fault(header, "the certificate does not hold: " + e.getMessage());
    }
  }

  private List<IdentifiedBody> verified(
      ChainFile.Entry entry, io.ghostchain.protocol.BlockWitnesses witnesses)
      throws CorruptStoreException {
    Header header = entry.block().header();
    return switch (validity.check(
        new LedgerView(state.newest()), parent, epochs, entry.block(), witnesses)) {
      case BlockVerdict.Invalid(var broken) ->
          throw fault(header, broken.rule() + ": " + broken.detail());
      case BlockVerdict.Valid(var terms, var transactions) -> {
        List<Verifier.Claim> claims = new ArrayList<>();
        for (ValidTransaction transaction : transactions) {
          for (SignatureCheck check : transaction.signatures()) {
            claims.add(
                new Verifier.Claim(check.key(), check.message().copy(), check.signature().copy()));
          }
        }
        for (boolean holds : verifier.verifyAll(claims)) {
          if (!holds) {
            throw fault(header, "a signature does not hold");
          }
        }
        yield transactions.stream().map(valid -> valid.terms().identified()).toList();
      }
    };
  }

  private List<IdentifiedBody> trusted(ChainFile.Entry entry) throws CorruptStoreException {
    Header header = entry.block().header();
    if (!header.stateRoot().equals(parent.stateRoot())) {
      throw fault(
          header,
          "the state before has root " + parent.stateRoot() + ", it says " + header.stateRoot());
    }
    List<IdentifiedBody> bodies = new ArrayList<>();
    for (Bytes body : entry.block().bodies()) {
      try {
        bodies.add(IdentifiedBody.decode(body, chain));
      } catch (DecodeException e) {
        throw fault(header, "a transaction does not decode: " + e.getMessage());
      }
    }
    if (!bodies.isEmpty()) {
      unverified++;
    }
    return bodies;
  }

  private static CorruptStoreException fault(Header header, String what) {
    return new CorruptStoreException("block " + header.height() + ": " + what);
  }
}
