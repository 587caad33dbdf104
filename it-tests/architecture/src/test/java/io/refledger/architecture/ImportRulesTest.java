package io.refledger.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of imports: a package may use the packages named beside it, itself and Java. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportRulesTest {
  private static final String BASE = "io.refledger.";
  private static final String ANALYSIS = "snapshot.. graph.. leak.. gate.. report..";

  /** {@code ..} after a name means its sub-packages too; the third column is other libraries. */
  @ParameterizedTest(name = "{0} may use {1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # package       | packages of ours                                               | libraries
          api..           |                                                                |
          rt.table        |                                                                |
          rt.pool         |                                                                |
          rt.spi          |                                                                |
          rt.gc           | rt.table rt.spi                                                |
          rt              | api.. rt.table rt.gc rt.pool rt.spi                            |
          rt.face         | api.. rt rt.gc rt.pool rt.spi rt.table                         |
          snapshot..      | rt.spi                                                         | com.carrotsearch.hppc
          graph..         | snapshot..                                                     | com.carrotsearch.hppc
          leak..          | snapshot.. graph..                                             | com.carrotsearch.hppc
          gate..          | snapshot.. graph.. leak..                                      |
          audit           | snapshot.. report                                              | shark kotlin okio com.carrotsearch.hppc
          report..        | rt.spi snapshot.. graph.. leak.. gate..                        | com.google.gson com.carrotsearch.hppc com.samskivert.mustache
          weave..         |                                                                | org.objectweb.asm
          weave.spec      |                                                                | org.objectweb.asm
          agent           | api.. rt rt.face rt.gc rt.pool rt.spi weave.. agent.. ANALYSIS | net.bytebuddy org.objectweb.asm org.slf4j
          agent.log       |                                                                | org.slf4j
          agent.option    | leak                                                           |
          agent.transform | weave.. rt.spi ANALYSIS                                        | net.bytebuddy org.slf4j
          agent.attach    | rt                                                             | org.objectweb.asm org.slf4j
          agent.sink      | agent.log weave.. rt.spi ANALYSIS                              | org.slf4j
          agent.verify    |                                                                |
          agent.audit     | rt rt.gc rt.table audit ANALYSIS                               |
          agent.command   | ANALYSIS                                                       |
          agent.jmx       | agent.command ANALYSIS                                         | org.slf4j
          agent.jfr       | agent.command ANALYSIS                                         |
          agent.live      | agent.command ANALYSIS                                         | org.slf4j com.google.gson
          cli..           | ANALYSIS                                                       | picocli org.jline org.slf4j com.google.gson
          junit5..        | api.. rt rt.spi snapshot.. leak.. gate.. report..              | org.junit org.opentest4j org.apiguardian
          maven           |                                                                | org.apache.maven
          demo            | api                                                            |
          """)
  void package_should_import_only_what_the_table_allows(
      String origin, String ours, String libraries) {
    List<String> allowed = packagesOf(origin + " " + (ours == null ? "" : ours));
    List<String> outside = libraries == null ? List.of() : List.of(libraries.split(" "));

    check(
        classes()
            .that(in(packagesOf(origin)))
            .should()
            .onlyDependOnClassesThat(in(allowed).or(inLibraries(outside)).or(isOfJava())));
  }

  @Test
  void runtime_and_api_should_use_java_base_only() {
    check(
        noClasses()
            .that(in(packagesOf("api.. rt..")))
            .should()
            .dependOnClassesThat(
                inLibraries(List.of("java.util.logging", "java.sql", "javax", "java.net.http"))));
  }

  @ParameterizedTest(name = "only {1} may use {0}")
  @CsvSource({
    "jdk.jfr, agent.jfr..",
    "com.sun.tools.attach, cli..",
    "picocli, cli..",
    "org.jline, cli..",
    "java.lang.management, agent..",
    "javax.management, agent..",
    "java.lang.instrument, agent..",
  })
  void module_of_the_jdk_should_be_used_in_one_place(String library, String origin) {
    check(
        noClasses()
            .that(DescribedPredicate.not(in(packagesOf(origin))))
            .should()
            .dependOnClassesThat(inLibraries(List.of(library))));
  }

  /** It may be set back, or far ahead. Who looks at it writes down when something was. */
  @Test
  void wall_clock_should_decide_nothing() {
    Set<String> writers =
        Set.of("UnclosedDeaths", "CacheDirectory", "CollectionRing", "Milestone", "RunningFigures");
    check(
        noClasses()
            .that(describe("not in " + writers, type -> !writers.contains(type.getSimpleName())))
            .should()
            .callMethod(System.class, "currentTimeMillis"));
  }

  @Test
  void packages_should_have_no_cycles() {
    check(slices().matching("io.refledger.(**)").should().beFreeOfCycles());
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(ProductClasses.ALL);
  }

  private static List<String> packagesOf(String names) {
    return List.of(names.replace("ANALYSIS", ANALYSIS).strip().split(" +"));
  }

  private static DescribedPredicate<JavaClass> in(List<String> packages) {
    return describe(
        "in " + packages,
        type -> packages.stream().anyMatch(name -> matches(name, packageOf(type))));
  }

  private static boolean matches(String pattern, String packageName) {
    if (!pattern.endsWith("..")) {
      return packageName.equals(BASE + pattern);
    }
    return isWithin(BASE + pattern.substring(0, pattern.length() - 2), packageName);
  }

  private static DescribedPredicate<JavaClass> inLibraries(List<String> prefixes) {
    return describe(
        "in " + prefixes,
        type -> prefixes.stream().anyMatch(prefix -> isWithin(prefix, packageOf(type))));
  }

  private static DescribedPredicate<JavaClass> isOfJava() {
    List<String> prefixes = List.of("java", "javax", "jdk", "com.sun", "sun");
    return describe(
        "of the JDK",
        type ->
            type.getBaseComponentType().isPrimitive()
                || prefixes.stream().anyMatch(prefix -> isWithin(prefix, packageOf(type))));
  }

  private static boolean isWithin(String parent, String packageName) {
    return packageName.equals(parent) || packageName.startsWith(parent + ".");
  }

  private static String packageOf(JavaClass type) {
    return type.getBaseComponentType().getPackageName();
  }
}
