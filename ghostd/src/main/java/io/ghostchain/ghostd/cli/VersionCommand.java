package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.cli.OutputOption;
import io.ghostchain.ghostd.Version;
import io.ghostchain.ghostd.store.DataDirectory;
import io.ghostchain.protocol.Rules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ghostd version}. */
@Command(
    name = "version",
    description = "Says the versions of this software and of what it reads.",
    mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
  @Mixin private OutputOption output = new OutputOption();

  VersionCommand() {}

  @Override
  public Integer call() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("version", Version.text());
    fields.put("java", System.getProperty("java.vm.version"));
    fields.put("rules", Rules.V1.version());
    fields.put("dataFormat", DataDirectory.FORMAT);
    output.result(
        "ghostd "
            + Version.text()
            + " (rules "
            + Rules.V1.version()
            + ", data format "
            + DataDirectory.FORMAT
            + ", Java "
            + System.getProperty("java.vm.version")
            + ")",
        fields);
    return 0;
  }
}
