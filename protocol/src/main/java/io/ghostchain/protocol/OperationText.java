package io.ghostchain.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An operation in one line of printable ASCII, for a person who signs. It follows from the
 * operation alone and is part of consensus: docs/internals/keys.md lists the forms, and a change
 * here needs a new version of {@link TransactionTypedData}.
 */
final class OperationText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private OperationText() {}

  static String of(Operation operation) {
    return switch (operation) {
      case Transfer transfer ->
          "Transfer "
              + amount(transfer.amount(), transfer.asset())
              + " to "
              + transfer.to()
              + (transfer.memo().isEmpty() ? "" : " with memo " + quoted(transfer.memo()));
      case IssueAsset issue -> issue(issue);
      case MintAsset mint -> "Mint " + amount(mint.amount(), mint.asset()) + " to " + mint.to();
      case BurnAsset burn -> "Burn " + amount(burn.amount(), burn.asset());
      case SetFrozen set ->
          (set.frozen() ? "Freeze " : "Unfreeze ") + asset(set.asset()) + " of " + set.account();
      case SetIssuer set ->
          set.issuer() == null
              ? "Give up issuance of " + asset(set.asset()) + " for ever"
              : "Hand issuance of " + asset(set.asset()) + " to " + set.issuer();
      case UpdateVault update -> vault(update.vault());
      case DeployContract deploy ->
          "Deploy code "
              + content(deploy.code())
              + " with input "
              + content(deploy.input())
              + " and "
              + feeAmount(deploy.value());
      case CallContract call ->
          "Call "
              + call.contract()
              + " with input "
              + content(call.input())
              + " and "
              + feeAmount(call.value());
    };
  }

  /** An amount of the fee asset, whose decimals every chain shares. */
  static String feeAmount(Amount amount) {
    return amount.format(Genesis.FEE_DECIMALS) + " of the fee asset";
  }

  /** A time in milliseconds since 1970, as ISO 8601 with milliseconds. */
  static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
  }

  private static String amount(Amount amount, AssetId asset) {
    return asset.isFee() ? feeAmount(amount) : amount + " units of " + asset(asset);
  }

  private static String asset(AssetId asset) {
    if (asset.isFee()) {
      return "the fee asset";
    }
    return asset.equals(AssetId.STAKE) ? "the stake asset" : asset.toString();
  }

  private static String issue(IssueAsset issue) {
    AssetPolicy policy = issue.policy();
    return "Issue "
        + issue.initialSupply().format(issue.decimals())
        + " of new asset "
        + issue.symbol()
        + " named "
        + quoted(Bytes.utf8(issue.name()))
        + " with "
        + issue.decimals()
        + " decimals"
        + (policy.mintable() ? ", mintable" : "")
        + (policy.freezable() ? ", freezable" : "")
        + (policy.nonTransferable() ? ", non-transferable" : "")
        + (policy.maxSupply().isZero()
            ? ""
            : ", at most " + policy.maxSupply().format(issue.decimals()));
  }

  private static String vault(Vault vault) {
    return vault.entries().stream()
        .map(OperationText::key)
        .collect(
            Collectors.joining(", ", "Replace the keys by: ", "; threshold " + vault.threshold()));
  }

  private static String key(KeyEntry entry) {
    String key = entry.key().scheme().standardName() + " " + Bytes.wrap(entry.key().raw()).sha256();
    SessionGrant grant = entry.grant();
    return grant == null
        ? key + " of weight " + entry.weight()
        : key
            + " for sessions until "
            + time(grant.notAfter())
            + " of at most "
            + grant.spendTotal()
            + " units of each asset";
  }

  private static String content(Bytes bytes) {
    return bytes.isEmpty() ? "none" : bytes.sha256() + " (" + bytes.length() + " bytes)";
  }

  /** Printable ASCII in quotes, else hexadecimal: nothing that a screen might render otherwise. */
  private static String quoted(Bytes bytes) {
    var text = new StringBuilder("\"");
    for (int i = 0; i < bytes.length(); i++) {
      int character = bytes.at(i) & 0xFF;
      if (character < ' ' || character > '~' || character == '"' || character == '\\') {
        return "0x" + bytes.hex();
      }
      text.append((char) character);
    }
    return text.append('"').toString();
  }
}
