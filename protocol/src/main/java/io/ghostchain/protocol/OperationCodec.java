package io.ghostchain.protocol;

/** The message around an operation: one field, whose number is the kind. */
final class OperationCodec {
  private OperationCodec() {}

  static void write(Operation operation, WireWriter out) {
    int field = operation.kind().field();
    switch (operation) {
      case Transfer transfer -> out.message(field, transfer::write);
      case IssueAsset issue -> out.message(field, issue::write);
      case MintAsset mint -> out.message(field, mint::write);
      case BurnAsset burn -> out.message(field, burn::write);
      case SetFrozen frozen -> out.message(field, frozen::write);
      case SetIssuer issuer -> out.message(field, issuer::write);
      case UpdateVault update -> out.message(field, update::write);
      case DeployContract deploy -> out.message(field, deploy::write);
      case CallContract call -> out.message(field, call::write);
    }
  }

  static Operation read(WireReader in) throws DecodeException {
    int field = in.nextField();
    OperationKind kind = OperationKind.ofField(field);
    if (kind == null) {
      throw field == 0
          ? in.fail(Reason.MALFORMED, "kind", "an operation", "an empty message")
          : in.fail(
              Reason.UNSUPPORTED_OPERATION, "kind", "a known operation", "operation " + field);
    }
    return switch (kind) {
      case TRANSFER -> in.message(field, "transfer", Transfer::read);
      case ISSUE_ASSET -> in.message(field, "issue_asset", IssueAsset::read);
      case MINT_ASSET -> in.message(field, "mint_asset", MintAsset::read);
      case BURN_ASSET -> in.message(field, "burn_asset", BurnAsset::read);
      case SET_FROZEN -> in.message(field, "set_frozen", SetFrozen::read);
      case SET_ISSUER -> in.message(field, "set_issuer", SetIssuer::read);
      case UPDATE_VAULT -> in.message(field, "update_vault", UpdateVault::read);
      case DEPLOY_CONTRACT -> in.message(field, "deploy_contract", DeployContract::read);
      case CALL_CONTRACT -> in.message(field, "call_contract", CallContract::read);
    };
  }
}
