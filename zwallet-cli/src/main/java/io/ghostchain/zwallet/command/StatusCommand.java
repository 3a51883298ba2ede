package io.ghostchain.zwallet.command;

import io.ghostchain.api.node.v1.NodeStatus;
import io.ghostchain.api.wallet.v1.GetStatusRequest;
import io.ghostchain.api.wallet.v1.WalletStatus;
import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code zwallet status}. */
@Command(
    name = "status",
    description = "Shows what walletd and its node are doing.",
    usageHelpAutoWidth = true)
final class StatusCommand implements Callable<Integer> {
  private final Cli cli;

  StatusCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    WalletStatus status = cli.call(stub -> stub.getStatus(GetStatusRequest.getDefaultInstance()));
    NodeStatus node = status.getNode();
    cli.output()
        .result(
            json -> {
              json.writeStringField("walletd_version", status.getVersion());
              json.writeBooleanField("node_connected", status.getNodeConnected());
              json.writeStringField("genesis_hash", TxRecords.hex(status.getGenesisHash()));
              json.writeStringField("fee_asset", status.getFeeAssetSymbol());
              if (status.getNodeConnected()) {
                json.writeObjectFieldStart("node");
                json.writeStringField("version", node.getVersion());
                json.writeStringField("network", node.getNetwork());
                json.writeNumberField("chain_id", node.getChainId());
                json.writeNumberField("height", node.getHeight());
                json.writeNumberField("provable_height", node.getProvableHeight());
                json.writeNumberField("mempool_transactions", node.getMempoolTransactions());
                json.writeBooleanField("devnet", node.getDevnet());
                json.writeEndObject();
              }
            },
            out -> {
              List<String> pairs = new ArrayList<>(List.of("walletd", status.getVersion()));
              if (status.getNodeConnected()) {
                pairs.addAll(
                    List.of(
                        "node", node.getVersion() + ", connected",
                        "network", node.getNetwork() + ", chain " + node.getChainId(),
                        "height", node.getHeight() + ", provable " + node.getProvableHeight(),
                        "mempool", node.getMempoolTransactions() + " transactions"));
              } else {
                pairs.addAll(List.of("node", "not reachable"));
              }
              if (!status.getGenesisHash().isEmpty()) {
                pairs.addAll(List.of("genesis", TxRecords.hex(status.getGenesisHash())));
              }
              Table.pairs(out, pairs.toArray(String[]::new));
            });
    return 0;
  }
}
