package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.cli.OutputOption;
import io.ghostchain.zcrypto.ConsensusVerifier;
import io.ghostchain.zcrypto.Providers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ghostd providers}: which code does the cryptography. */
@Command(
    name = "providers",
    description = "Says which provider does each algorithm, and which verifies for consensus.",
    mixinStandardHelpOptions = true)
final class ProvidersCommand implements Callable<Integer> {
  @Mixin private OutputOption output = new OutputOption();

  ProvidersCommand() {}

  @Override
  public Integer call() {
    Map<String, Object> algorithms = new TreeMap<>();
    for (Providers.Choice choice : Providers.choices()) {
      Map<String, Object> chosen = new LinkedHashMap<>();
      chosen.put("provider", choice.provider().label());
      chosen.put("reason", choice.reason());
      algorithms.put(choice.algorithm(), chosen);
    }
    Map<String, Object> consensus = new TreeMap<>();
    ConsensusVerifier verifier = ConsensusVerifier.forAccounts();
    verifier
        .providers()
        .forEach((scheme, provider) -> consensus.put(scheme.toString(), provider.label()));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("algorithms", algorithms);
    fields.put("consensus", consensus);
    fields.put("excluded", verifier.exclusions().stream().map(Object::toString).toList());
    StringBuilder text =
        new StringBuilder(Providers.table()).append("\nconsensus verifies with:\n");
    consensus.forEach((scheme, provider) ->
        text.append("  ").append(scheme).append("  ").append(provider).append('\n'));
    verifier.exclusions().forEach(one -> text.append("  excluded: ").append(one).append('\n'));
    output.result(text.toString().stripTrailing(), fields);
    return 0;
  }
}
