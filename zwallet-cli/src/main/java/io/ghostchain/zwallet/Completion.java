package io.ghostchain.zwallet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completion scripts: a table of the grammar in the shell's own language, which never starts a JVM.
 */
public final class Completion {
  private Completion() {}

  /** For bash 4 or later. */
  public static String bash(CommandLine grammar) {
    StringBuilder script = new StringBuilder();
    script.append(
        "# bash completion of zwallet. Load it with: source <(zwallet completion bash)\n");
    appendTable(script, grammar);
    script.append(
        """
        _zwallet() {
          local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} path= word i
          for ((i = 1; i < COMP_CWORD; i++)); do
            word=${COMP_WORDS[i]}
            if [[ $word != -* && " $(_zwallet_words "$path") " == *" $word "* ]]; then
              path=${path:+$path }$word
            fi
          done
          case $prev in
            *-file|--endpoint|--file) COMPREPLY=($(compgen -f -- "$cur")); return;;
            -o|--output) COMPREPLY=($(compgen -W "text json" -- "$cur")); return;;
            --wait) COMPREPLY=($(compgen -W "none final provable" -- "$cur")); return;;
            --scheme) COMPREPLY=($(compgen -W "ML-DSA-44 ML-DSA-65 ML-DSA-87" -- "$cur")); return;;
          esac
          if [[ $cur == -* ]]; then
            COMPREPLY=($(compgen -W "$(_zwallet_options "$path")" -- "$cur"))
          else
            COMPREPLY=($(compgen -W "$(_zwallet_words "$path")" -- "$cur"))
            [[ ${COMPREPLY+set} ]] || COMPREPLY=($(compgen -f -- "$cur"))
          fi
        }
        complete -o filenames -F _zwallet zwallet
        """);
    return script.toString();
  }

  /** For zsh, by its own reading of bash's completions. */
  public static String zsh(CommandLine grammar) {
    return "#compdef zwallet\n"
        + "# zsh completion of zwallet. Load it with: source <(zwallet completion zsh)\n"
        + "autoload -U +X compinit && compinit\n"
        + "autoload -U +X bashcompinit && bashcompinit\n"
        + bash(grammar);
  }

  private static void appendTable(StringBuilder script, CommandLine grammar) {
    Map<String, List<String>> words = new LinkedHashMap<>();
    Map<String, List<String>> options = new LinkedHashMap<>();
    collect("", grammar, words, options);
    List<String> common = options.getOrDefault("", List.of());
    function(script, "_zwallet_words", words);
    options.forEach((path, names) -> {
      if (!path.isEmpty()) {
        names.removeAll(common);
      }
    });
    function(script, "_zwallet_options_of", options);
    script.append(
        "_zwallet_options() { [[ $1 ]] && _zwallet_options_of \"$1\"; _zwallet_options_of \"\"; }\n");
  }

  private static void function(StringBuilder script, String name, Map<String, List<String>> table) {
    script.append(name).append("() {\n  case $1 in\n");
    table.forEach((path, entries) -> {
      if (!entries.isEmpty()) {
        script
            .append("    \"")
            .append(path)
            .append("\") echo \"")
            .append(String.join(" ", entries))
            .append("\";;\n");
      }
    });
    script.append("  esac\n}\n");
  }

  private static void collect(
      String path,
      CommandLine command,
      Map<String, List<String>> words,
      Map<String, List<String>> options) {
    words.put(path, new ArrayList<>(command.getSubcommands().keySet()));
    List<String> names = new ArrayList<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        names.add(option.longestName());
        if (option.negatable()) {
          names.add("--no-" + option.longestName().substring(2));
        }
      }
    }
    options.put(path, names);
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> collect(path.isEmpty() ? name : path + " " + name, sub, words, options));
  }
}
