package io.ghostchain.protocol;

/** The message around an event: one field, whose number is the kind. */
final class EventCodec {
  private EventCodec() {}

  static void write(Event event, WireWriter out) {
    switch (event) {
      case Transferred transferred -> out.message(1, transferred::write);
      case AssetIssued issued -> out.message(2, issued::write);
      case Minted minted -> out.message(3, minted::write);
      case Burned burned -> out.message(4, burned::write);
      case FrozenSet frozen -> out.message(5, frozen::write);
      case IssuerSet issuer -> out.message(6, issuer::write);
      case VaultUpdated updated -> out.message(7, updated::write);
      case ContractEmitted emitted -> out.message(8, emitted::write);
    }
  }

  static Event read(WireReader in) throws DecodeException {
    int field = in.nextField();
    return switch (field) {
      case 1 -> in.message(1, "transferred", Transferred::read);
      case 2 -> in.message(2, "asset_issued", AssetIssued::read);
      case 3 -> in.message(3, "minted", Minted::read);
      case 4 -> in.message(4, "burned", Burned::read);
      case 5 -> in.message(5, "frozen_set", FrozenSet::read);
      case 6 -> in.message(6, "issuer_set", IssuerSet::read);
      case 7 -> in.message(7, "vault_updated", VaultUpdated::read);
      case 8 -> in.message(8, "contract_emitted", ContractEmitted::read);
      case 0 -> throw in.fail(Reason.MALFORMED, "kind", "an event", "an empty message");
      default -> throw in.fail(Reason.MALFORMED, "kind", "a known event", "event " + field);
    };
  }
}
