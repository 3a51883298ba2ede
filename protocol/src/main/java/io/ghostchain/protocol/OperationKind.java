package io.ghostchain.protocol;

import org.jspecify.annotations.Nullable;

/** The kinds of operation, with the field number that stands for each on the wire. */
public enum OperationKind {
  /** {@link Transfer}. */
  TRANSFER(1, true),
  /** {@link IssueAsset}. */
  ISSUE_ASSET(2, false),
  /** {@link MintAsset}. */
  MINT_ASSET(3, false),
  /** {@link BurnAsset}. */
  BURN_ASSET(4, true),
  /** {@link SetFrozen}. */
  SET_FROZEN(5, false),
  /** {@link SetIssuer}. */
  SET_ISSUER(6, false),
  /** {@link UpdateVault}. */
  UPDATE_VAULT(7, false),
  /** {@link DeployContract}. */
  DEPLOY_CONTRACT(8, true),
  /** {@link CallContract}. */
  CALL_CONTRACT(9, true);

  private static final OperationKind[] KINDS = values();

  private final int field;
  private final boolean grantable;

  OperationKind(int field, boolean grantable) {
    this.field = field;
    this.grantable = grantable;
  }

  /** The kind of a field number, null if there is none. */
  static @Nullable OperationKind ofField(int field) {
    return field >= 1 && field <= KINDS.length ? KINDS[field - 1] : null;
  }

  /** The number of the kind's field, and of its bit in {@link SessionGrant#operations}. */
  public int field() {
    return field;
  }

  /** Whether a session key may be allowed it: never vault, stake, governance or issuance. */
  public boolean grantable() {
    return grantable;
  }

  /** The kind as a bit of {@link SessionGrant#operations}. */
  public int bit() {
    return 1 << field;
  }
}
