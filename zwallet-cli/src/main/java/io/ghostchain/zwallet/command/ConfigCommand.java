package io.ghostchain.zwallet.command;

import io.ghostchain.zwallet.Cli;
import io.ghostchain.zwallet.Setting;
import io.ghostchain.zwallet.Settings;
import io.ghostchain.zwallet.output.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code zwallet config show}. */
@Command(name = "show", description = "Shows the settings in force.", usageHelpAutoWidth = true)
final class ConfigCommand implements Callable<Integer> {
  private final Cli cli;

  @Option(names = "--origin", description = "Says where each comes from.")
  private boolean origin;

  ConfigCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() {
    Settings settings = cli.settings();
    cli.output()
        .result(
            json -> {
              json.writeStringField("file", settings.file().toString());
              json.writeStringField("profile", settings.profile());
              json.writeObjectFieldStart("settings");
              for (Setting setting : Setting.values()) {
                Settings.Value value = settings.value(setting);
                if (value != null) {
                  json.writeObjectFieldStart(setting.key());
                  json.writeStringField("value", value.text());
                  json.writeStringField("origin", value.origin());
                  json.writeEndObject();
                }
              }
              json.writeEndObject();
            },
            out -> {
              out.println("# " + settings.file() + ", profile " + settings.profile());
              Table table =
                  origin ? Table.of("SETTING", "VALUE", "FROM") : Table.of("SETTING", "VALUE");
              for (Setting setting : Setting.values()) {
                Settings.Value value = settings.value(setting);
                String text = value == null ? "" : value.text();
                String from = value == null ? "not set: " + setting.summary() : value.origin();
                if (origin) {
                  table.row(setting.key(), text, from);
                } else if (value != null) {
                  table.row(setting.key(), text);
                }
              }
              table.print(out);
            });
    return 0;
  }
}
