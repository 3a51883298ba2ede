package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.cli.OutputOption;
import io.ghostchain.daemonkit.config.ConfigException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ghostd check-config}: reads the configuration and does nothing else. */
@Command(
    name = "check-config",
    description = "Reads the configuration, and tells every fault at once.",
    mixinStandardHelpOptions = true)
final class CheckConfigCommand implements Callable<Integer> {
  @Mixin private HomeOptions home = new HomeOptions();
  @Mixin private OutputOption output = new OutputOption();

  CheckConfigCommand() {}

  @Override
  public Integer call() throws IOException, ConfigException, DaemonException {
    int keys = home.load(Map.of()).settings().size();
    output.result("the configuration is valid: " + keys + " keys", Map.of("valid", true));
    return 0;
  }
}
