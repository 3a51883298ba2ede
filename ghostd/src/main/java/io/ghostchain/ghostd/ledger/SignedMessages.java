package io.ghostchain.ghostd.ledger;

import io.ghostchain.protocol.AccountSchemes;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Tag;
import io.ghostchain.protocol.TransactionTypedData;
import io.ghostchain.zcrypto.SignatureScheme;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of one transaction sign, by their schemes. Typed data takes as long as a body is,
 * so it is made once, and only where a co-signer asks for it.
 */
final class SignedMessages {
  private final IdentifiedBody body;
  private final Chain chain;
  private @Nullable Bytes tagged;
  private @Nullable Bytes typed;

  SignedMessages(IdentifiedBody body, Chain chain) {
    this.body = body;
    this.chain = chain;
  }

  Bytes of(SignatureScheme scheme) {
    return AccountSchemes.isClassical(scheme) ? typed() : tagged();
  }

  private Bytes tagged() {
    Bytes known = tagged;
    if (known == null) {
      known = Bytes.of(Tag.TRANSACTION.message(body.id()));
      tagged = known;
    }
    return known;
  }

  private Bytes typed() {
    Bytes known = typed;
    if (known == null) {
      known =
          Bytes.of(
              TransactionTypedData.of(body.body(), body.id(), chain.genesisHash())
                  .signingMessage());
      typed = known;
    }
    return known;
  }
}
