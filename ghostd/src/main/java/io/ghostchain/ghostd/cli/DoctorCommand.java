package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.cli.OutputOption;
import io.ghostchain.daemonkit.config.ConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ghostd doctor}: looks for what would keep a node from running well. */
@Command(
    name = "doctor",
    description =
        "Looks for what would keep the node from running well. Exit 1 if something is wrong.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private HomeOptions home = new HomeOptions();
  @Mixin private OutputOption output = new OutputOption();

  DoctorCommand() {}

  @Override
  public Integer call() throws IOException, DaemonException {
    List<Finding> findings = new ArrayList<>();
    try {
      var config = home.load(Map.of()).value();
      findings.add(Finding.ok("configuration", "valid"));
      findings.addAll(Checkup.of(home.home(), config));
    } catch (ConfigException e) {
      findings.add(Finding.wrong("configuration", String.join("; ", e.problems())));
    }
    StringBuilder text = new StringBuilder();
    List<Map<String, Object>> list = new ArrayList<>();
    for (Finding finding : findings) {
      text.append(
          String.format(Locale.ROOT, "%-6s", finding.level().name().toLowerCase(Locale.ROOT)));
      text.append(String.format(Locale.ROOT, "%-15s", finding.what()));
      text.append(finding.detail()).append('\n');
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("what", finding.what());
      fields.put("level", finding.level().name().toLowerCase(Locale.ROOT));
      fields.put("detail", finding.detail());
      list.add(fields);
    }
    output.result(text.toString().stripTrailing(), Map.of("findings", list));
    return findings.stream().anyMatch(f -> f.level() == Finding.Level.WRONG) ? 1 : 0;
  }
}
