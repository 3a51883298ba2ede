package io.ghostchain.ghostd.execution;

/**
 * What is wrong with a block.
 *
 * @param rule that is broken
 * @param detail what was expected and what came, for a person
 */
public record BlockFault(BlockRule rule, String detail) {
  static BlockFault of(BlockRule rule, Object expected, Object got) {
    return new BlockFault(rule, "expected " + expected + ", got " + got);
  }
}
