package io.ghostchain.ghostd;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.ghostchain.ghostd.state.StateView;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Code that every machine must agree on keeps away from what differs between machines, or between
 * two runs on one: the order of hash tables, clocks, locales, chance, floating point.
 */
class DeterminismTest {
  private static final String[] CONSENSUS = {
    "io.ghostchain.ghostd.ledger..",
    "io.ghostchain.ghostd.state..",
    "io.ghostchain.ghostd.execution..",
    "io.ghostchain.ghostd.mempool..",
    "io.ghostchain.ghostd.consensus..",
    "io.ghostchain.protocol.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(
              "io.ghostchain.ghostd.ledger",
              "io.ghostchain.ghostd.state",
              "io.ghostchain.ghostd.execution",
              "io.ghostchain.ghostd.mempool",
              "io.ghostchain.ghostd.consensus",
              "io.ghostchain.protocol");

  /** Only looked up in, never walked. */
  private static final Set<String> MAY_HASH =
      Set.of(
          // Whether a key stands there twice.
          "io.ghostchain.protocol.Vault",
          "io.ghostchain.protocol.ValidatorSet",
          // Where the syndromes of a mistyped character stand; for a message to a person.
          "io.ghostchain.protocol.Bech32m");

  /** Decides when a block is made, never what is in it: its heartbeat is real time. */
  private static final Set<String> MAY_WAIT = Set.of("io.ghostchain.ghostd.consensus.SoloOrderer");

  private static final Set<String> WAITING =
      Set.of("java.lang.Thread", "java.lang.System.nanoTime");

  private static final Set<String> FORBIDDEN_TYPES =
      Set.of(
          "java.util.IdentityHashMap",
          "java.util.WeakHashMap",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.concurrent.ThreadLocalRandom",
          "java.util.random.RandomGenerator",
          "java.security.SecureRandom",
          "java.util.concurrent.ForkJoinPool",
          "java.time.Clock",
          "java.time.ZonedDateTime",
          "java.time.LocalDateTime",
          "java.util.Date",
          "java.text.NumberFormat",
          "java.text.DecimalFormat",
          "java.text.SimpleDateFormat",
          "java.util.Scanner",
          "java.lang.ref.Cleaner",
          "java.io.FileReader",
          "java.util.TimeZone",
          "java.io.File",
          "java.nio.file.Path",
          "java.lang.Thread");

  /** Owner and name of each method that nothing may call. */
  private static final Set<String> FORBIDDEN_CALLS =
      Set.of(
          "java.util.Set.of",
          "java.util.Set.copyOf",
          "java.util.Map.ofEntries",
          "java.util.Map.copyOf",
          "java.util.stream.Collectors.toSet",
          "java.util.stream.Collectors.toMap",
          "java.util.stream.Collectors.groupingBy",
          "java.util.stream.Collectors.toUnmodifiableSet",
          "java.util.stream.Collectors.toUnmodifiableMap",
          "java.util.Collection.parallelStream",
          "java.util.List.parallelStream",
          "java.lang.System.currentTimeMillis",
          // An instant of a number is the same everywhere; the present one is not.
          "java.time.Instant.now",
          "java.lang.System.nanoTime",
          "java.lang.System.identityHashCode",
          "java.lang.System.getProperty",
          "java.lang.System.getenv",
          "java.lang.Object.hashCode",
          "java.lang.Object.toString",
          "java.util.Locale.getDefault",
          "java.nio.charset.Charset.defaultCharset",
          "java.lang.Math.random",
          "java.lang.Math.pow",
          "java.lang.Math.sqrt",
          "java.lang.Runtime.availableProcessors");

  /** Forms of methods whose other forms name the locale or the charset. */
  private static final Set<String> FORBIDDEN_FORMS =
      Set.of(
          "java.lang.String.<init>([B)",
          "java.lang.String.<init>([B,int,int)",
          "java.lang.String.getBytes()",
          "java.lang.String.toLowerCase()",
          "java.lang.String.toUpperCase()",
          "java.lang.String.format(java.lang.String,[Ljava.lang.Object;)",
          "java.lang.String.formatted([Ljava.lang.Object;)",
          "java.io.InputStreamReader.<init>(java.io.InputStream)");

  @Test
  void nothingDependsOnChanceClocksOrTheMachine() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(CONSENSUS)
            .and(describe("do not wait", type -> !MAY_WAIT.contains(type.getName())))
            .should()
            .dependOnClassesThat(named(FORBIDDEN_TYPES)));
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(CONSENSUS)
            .and(describe("do not wait", type -> !MAY_WAIT.contains(type.getName())))
            .should()
            .callCodeUnitWhere(forbidden()));
  }

  /** Who may wait may do nothing else that is forbidden. */
  @Test
  void whoeverWaitsDoesOnlyThat() {
    holds(
        noClasses()
            .that(named(MAY_WAIT))
            .should()
            .dependOnClassesThat(named(without(FORBIDDEN_TYPES, WAITING))));
    holds(
        noClasses()
            .that(named(MAY_WAIT))
            .should()
            .callCodeUnitWhere(
                describe(
                    "are forbidden to who waits",
                    call -> isForbidden(call) && !WAITING.contains(address(call)))));
  }

  @Test
  void hashTablesAreOnlyWhereTheyAreNeverWalked() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(CONSENSUS)
            .and(describe("are not listed", type -> !MAY_HASH.contains(type.getName())))
            .should()
            .dependOnClassesThat(named(Set.of(HashMap.class.getName(), HashSet.class.getName()))));
  }

  @Test
  void nothingCountsInFloatingPoint() throws IOException {
    for (JavaClass type : CLASSES) {
      assertFalse(countsInFloatingPoint(type), type::getName);
    }
  }

  @Test
  void theDomainKnowsNothingOfTheNodeAroundIt() {
    holds(
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.ghostchain.ghostd.ledger..",
                "io.ghostchain.ghostd.state..",
                "io.ghostchain.ghostd.execution..")
            .should()
            .dependOnClassesThat(
                describe(
                    "belong to the node",
                    type ->
                        type.getPackageName().startsWith("io.ghostchain.ghostd")
                            && List.of("ledger", "state", "execution").stream()
                                .noneMatch(
                                    part -> type.getPackageName().endsWith("ghostd." + part)))));
  }

  /** A rule that finds nothing in the guilty would find nothing anywhere. */
  @Test
  void eachRuleFindsItsOffender() throws IOException {
    JavaClasses guilty = new ClassFileImporter().importClasses(Guilty.class);
    assertThrows(
        AssertionError.class,
        () -> noClasses().should().callCodeUnitWhere(forbidden()).check(guilty));
    Set<String> caught = new TreeSet<>();
    for (JavaAccess<?> access : guilty.get(Guilty.class).getAccessesFromSelf()) {
      if (access instanceof JavaCall<?> call && isForbidden(call)) {
        caught.add(call.getName());
      }
    }
    assertEquals(
        Set.of("nanoTime", "toSet", "getBytes", "toLowerCase", "<init>", "format", "of", "now"),
        caught);
    assertThrows(
        AssertionError.class,
        () -> noClasses().should().dependOnClassesThat(named(FORBIDDEN_TYPES)).check(guilty));
    assertThrows(
        AssertionError.class,
        () ->
            noClasses()
                .should()
                .dependOnClassesThat(named(Set.of(HashMap.class.getName())))
                .check(guilty));
    assertTrue(countsInFloatingPoint(guilty.get(Guilty.class)));
  }

  /** Does everything that is forbidden. */
  @SuppressWarnings("unused")
  private static final class Guilty {
    private final Map<String, StateView> map = new HashMap<>();
    private double amount;
    private final Random chance = new Random();

    @SuppressWarnings({"StringCaseLocaleUsage", "DefaultCharset", "DefaultLocale"})
    String locale(byte[] bytes) {
      String text = new String(bytes).toLowerCase();
      return String.format("%d", text.getBytes().length) + Set.of(1, 2) + Instant.now();
    }

    Set<String> names() {
      amount += System.nanoTime();
      return map.keySet().stream()
          .map(name -> name.toLowerCase(Locale.ROOT))
          .collect(Collectors.toSet());
    }
  }

  private static void holds(ArchRule rule) {
    rule.check(CLASSES);
  }

  private static boolean countsInFloatingPoint(JavaClass type) throws IOException {
    byte[] bytes;
    try (var in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      bytes = in.readAllBytes();
    }
    return ClassFile.of().parse(bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(CodeModel::elementStream)
        .anyMatch(element ->
            switch (element) {
              case LoadInstruction load -> isFloating(load.typeKind());
              case StoreInstruction store -> isFloating(store.typeKind());
              case OperatorInstruction operator -> isFloating(operator.typeKind());
              case ConvertInstruction convert -> isFloating(convert.toType());
              default -> false;
            });
  }

  private static boolean isFloating(TypeKind kind) {
    return kind == TypeKind.DOUBLE || kind == TypeKind.FLOAT;
  }

  private static DescribedPredicate<JavaClass> named(Set<String> names) {
    return describe("are one of " + names, type -> names.contains(type.getName()));
  }

  private static DescribedPredicate<JavaCall<?>> forbidden() {
    return describe("are forbidden", DeterminismTest::isForbidden);
  }

  private static boolean isForbidden(JavaCall<?> call) {
    return FORBIDDEN_CALLS.contains(address(call))
        // An empty map has no order; any other has one that differs by run.
        || (address(call).equals("java.util.Map.of")
            && !call.getTarget().getRawParameterTypes().isEmpty())
        || FORBIDDEN_FORMS.contains(
            address(call)
                + call.getTarget().getRawParameterTypes().stream()
                    .map(JavaClass::getName)
                    .collect(Collectors.joining(",", "(", ")")));
  }

  private static String address(JavaCall<?> call) {
    return call.getTargetOwner().getName() + "." + call.getName();
  }

  private static Set<String> without(Set<String> all, Set<String> some) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }
}
