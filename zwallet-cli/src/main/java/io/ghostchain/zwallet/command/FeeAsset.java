package io.ghostchain.zwallet.command;

import com.google.protobuf.ByteString;
import io.ghostchain.api.wallet.v1.GetStatusRequest;
import io.ghostchain.api.wallet.v1.WalletStatus;
import io.ghostchain.zwallet.Amounts;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.ExitCode;
import io.ghostchain.zwallet.Failure;

/** The asset that fees are paid in, as the chain's genesis names it. */
record FeeAsset(String symbol, int decimals) {
  /** As walletd knows it; it learns it from its node's genesis. */
  static FeeAsset of(Cli cli) {
    WalletStatus status = cli.call(stub -> stub.getStatus(GetStatusRequest.getDefaultInstance()));
    if (status.getFeeAssetSymbol().isEmpty()) {
      throw Failure.of(
          ExitCode.UNREACHABLE,
          "NODE_UNREACHABLE",
          "walletd has not reached a node yet, so it does not know the chain's fee asset");
    }
    return new FeeAsset(status.getFeeAssetSymbol(), status.getFeeAssetDecimals());
  }

  String text(ByteString amount) {
    return Amounts.text(Amounts.read(amount), decimals) + " " + symbol;
  }
}
