package io.ghostchain.ghostd;

/** The version of this software, as its jar says. */
public final class Version {
  private Version() {}

  /** For example {@code 0.1.0}; {@code development} when run from classes. */
  public static String text() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
