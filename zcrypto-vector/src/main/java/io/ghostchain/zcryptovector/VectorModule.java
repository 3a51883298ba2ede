package io.ghostchain.zcryptovector;

import org.jspecify.annotations.Nullable;

/** Whether this process may use the Vector API; knows none of its classes. */
final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  private VectorModule() {}

  /** Why not; null if it may. */
  static @Nullable String obstacle() {
    if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
      return "java was started without --add-modules " + NAME;
    }
    return VectorShape512.obstacle();
  }
}
