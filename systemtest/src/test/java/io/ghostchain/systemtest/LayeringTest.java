package io.ghostchain.systemtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Holds the code's imports against the table of layers: an arrow that is not in the table fails.
 */
class LayeringTest {
  private static final String ROOT = "io.ghostchain.";

  /** Module, named by its package, to the modules of ours that it may know. */
  private static final Map<String, Set<String>> MODULES =
      new TreeMap<>(
          Map.of(
              "zcrypto", Set.of(),
              "zcryptovector", Set.of("zcrypto"),
              "protocol", Set.of("zcrypto"),
              "api", Set.of("protocol"),
              "zquic", Set.of("zcrypto"),
              "daemonkit", Set.of(),
              "ghostd", Set.of("zcrypto", "protocol", "api", "zquic", "daemonkit"),
              "walletkit", Set.of("zcrypto", "protocol"),
              "walletd", Set.of("zcrypto", "protocol", "api", "zquic", "daemonkit", "walletkit"),
              "zwallet", Set.of("zcrypto", "protocol", "api", "zquic", "walletkit")));

  /**
   * Inside ghostd the arrows point at the domain: package to the packages it may know. The root
   * package is the composition root and may know all.
   */
  private static final Map<String, Set<String>> GHOSTD =
      new TreeMap<>(
          Map.of(
              "ledger", Set.of("state"),
              "state", Set.of(),
              "execution", Set.of("ledger", "state"),
              // The block builder chooses from the mempool, which is one of its Candidates.
              "mempool", Set.of("ledger", "state", "execution"),
              "store", Set.of("ledger", "state"),
              "consensus", Set.of("ledger", "state", "store"),
              "verify", Set.of(),
              "node",
                  Set.of("ledger", "state", "execution", "mempool", "store", "consensus", "verify"),
              "rpc", Set.of("node", "ledger", "state", "execution", "store")));

  /** What a library may not lean on, with the reason in its key. */
  private static final Map<String, List<String>> FORBIDDEN =
      new TreeMap<>(
          Map.of(
              "zcrypto", List.of("io.netty", "io.grpc", "com.google.protobuf", "org.rocksdb"),
              "protocol", List.of("io.netty", "io.grpc", "com.google.protobuf", "org.rocksdb"),
              "zquic", List.of("com.google.protobuf", "org.rocksdb", "io.grpc.internal"),
              "zwallet", List.of("org.rocksdb", "ch.qos.logback")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.ghostchain");

  @Test
  void modulesKnowOnlyWhatTheTableAllows() {
    Set<String> seen = new TreeSet<>();
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String module = segment(type, 0);
      seen.add(module);
      Set<String> allowed = MODULES.getOrDefault(module, Set.of());
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(ROOT)) {
          String other = segment(target, 0);
          if (!other.equals(module) && !allowed.contains(other)) {
            wrong.add(
                module + " -> " + other + ": " + type.getName() + " knows " + target.getName());
          }
        }
      }
    }
    assertEquals(MODULES.keySet(), seen, "the table names the modules that exist");
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
  }

  @Test
  void insideGhostdArrowsPointAtTheDomain() {
    Set<String> wrong = new TreeSet<>();
    int checked = 0;
    for (JavaClass type : CLASSES) {
      Set<String> allowed = segment(type, 0).equals("ghostd") ? GHOSTD.get(segment(type, 1)) : null;
      if (allowed == null) {
        continue;
      }
      checked++;
      String own = segment(type, 1);
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith(ROOT) && segment(target, 0).equals("ghostd")) {
          String other = segment(target, 1);
          if (!other.equals(own) && !allowed.contains(other)) {
            wrong.add(own + " -> " + other + ": " + type.getName() + " knows " + target.getName());
          }
        }
      }
    }
    assertTrue(checked > 0, "ghostd's classes are on the class path");
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
  }

  @Test
  void librariesDoNotLeanOnWhatTheirUsersWouldHaveToCarry() {
    Set<String> wrong = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      for (String prefix : FORBIDDEN.getOrDefault(segment(type, 0), List.of())) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          String target = dependency.getTargetClass().getName();
          if (target.startsWith(prefix)) {
            wrong.add(type.getName() + " knows " + target);
          }
        }
      }
    }
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
  }

  @Test
  void noModuleHoldsAPackageOfAnother() {
    Map<String, Set<String>> homes = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      type.getSource()
          .ifPresent(source ->
              homes
                  .computeIfAbsent(segment(type, 0), module -> new TreeSet<>())
                  .add(home(source.getUri().toString(), type)));
    }
    assertFalse(homes.isEmpty());
    homes.forEach((module, places) ->
        assertEquals(1, places.size(), () -> "io.ghostchain." + module + " stands in " + places));
  }

  private static String home(String uri, JavaClass type) {
    return uri.substring(0, uri.length() - (type.getName().replace('.', '/') + ".class").length());
  }

  private static String segment(JavaClass type, int index) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT)) {
      return "";
    }
    String[] segments = name.substring(ROOT.length()).split("\\.", -1);
    return index < segments.length ? segments[index] : "";
  }
}
