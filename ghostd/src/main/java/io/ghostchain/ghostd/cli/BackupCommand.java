package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.cli.OutputOption;
import io.ghostchain.ghostd.Home;
import io.ghostchain.ghostd.store.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ghostd backup}: copies the chain, also while the node runs. */
@Command(
    name = "backup",
    description =
        "Copies genesis and chain into a directory, also while the node runs. Keys are not copied.",
    mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
  @Mixin private HomeOptions home = new HomeOptions();
  @Mixin private OutputOption output = new OutputOption();

  @Parameters(paramLabel = "TARGET", description = "a directory that holds no chain")
  @SuppressWarnings("NullAway.Init") // picocli fills it.
  private Path target;

  BackupCommand() {}

  @Override
  public Integer call() throws IOException, DaemonException {
    Home from = home.home();
    Home to = new Home(target);
    Files.createDirectories(to.chain());
    long bytes = Backup.copy(from.chain(), to.chain());
    to.writeGenesis(from.genesis());
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("target", target);
    fields.put("bytes", bytes);
    output.result("copied " + bytes + " bytes to " + target, fields);
    output.note("the keys in " + from.keys() + " were not copied: keep them elsewhere");
    return 0;
  }
}
