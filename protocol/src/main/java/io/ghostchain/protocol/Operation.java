package io.ghostchain.protocol;

/** One thing that a transaction does. A transaction's operations succeed or fail together. */
public sealed interface Operation
    permits Transfer,
        IssueAsset,
        MintAsset,
        BurnAsset,
        SetFrozen,
        SetIssuer,
        UpdateVault,
        DeployContract,
        CallContract {
  /** Decodes an operation. */
  static Operation decode(byte[] encoded) throws DecodeException {
    return WireReader.decode(
        Bytes.of(encoded), Limits.MESSAGE_BYTES, "operation", OperationCodec::read);
  }

  /** The canonical encoding. */
  default byte[] encode() {
    return WireWriter.encode(128, out -> OperationCodec.write(this, out));
  }

  /** The kind of this operation. */
  default OperationKind kind() {
    return switch (this) {
      case Transfer _ -> OperationKind.TRANSFER;
      case IssueAsset _ -> OperationKind.ISSUE_ASSET;
      case MintAsset _ -> OperationKind.MINT_ASSET;
      case BurnAsset _ -> OperationKind.BURN_ASSET;
      case SetFrozen _ -> OperationKind.SET_FROZEN;
      case SetIssuer _ -> OperationKind.SET_ISSUER;
      case UpdateVault _ -> OperationKind.UPDATE_VAULT;
      case DeployContract _ -> OperationKind.DEPLOY_CONTRACT;
      case CallContract _ -> OperationKind.CALL_CONTRACT;
    };
  }
}
