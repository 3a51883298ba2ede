package io.ghostchain.zwallet.command;

import picocli.CommandLine.Model.CommandSpec;

/** A command whose grammar is built by calls; picocli reads the others' from annotations. */
interface BuiltByCalls {
  /** Its grammar, with itself as what runs. */
  CommandSpec spec();
}
