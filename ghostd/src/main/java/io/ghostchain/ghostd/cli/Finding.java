package io.ghostchain.ghostd.cli;

/**
 * One thing that the doctor looked at.
 *
 * @param what in a word or two
 * @param detail what was found, and what to do if it is not well
 */
record Finding(Level level, String what, String detail) {
  /** How bad it is. */
  enum Level {
    OK,
    NOTE,
    WRONG
  }

  static Finding ok(String what, String detail) {
    return new Finding(Level.OK, what, detail);
  }

  static Finding note(String what, String detail) {
    return new Finding(Level.NOTE, what, detail);
  }

  static Finding wrong(String what, String detail) {
    return new Finding(Level.WRONG, what, detail);
  }
}
