package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.OldestJdk;
import io.refledger.it.Product;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.ReportedFinding;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;

/**
 * Another agent, which has methods of the JDK and of the program count their entries. Where it
 * comes first, other class files arrive than without it, and the cache must not take one for the
 * other.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SecondAgentIT {
  private static final List<Agents> BOTH =
      List.of(Agents.ENTRIES_AND_REFLEDGER, Agents.REFLEDGER_AND_ENTRIES);

  @TempDir Path directory;
  private String classPath;
  private String entriesAgent;

  /** Which agents a run has, in the order of the command line. */
  private enum Agents {
    ENTRIES,
    REFLEDGER,
    ENTRIES_AND_REFLEDGER,
    REFLEDGER_AND_ENTRIES
  }

  @BeforeEach
  void compile() throws Exception {
    Path classes = Files.createDirectory(directory.resolve("classes"));
    Path asm =
        Path.of(ClassReader.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    classPath = Program.compile("Observed", classes) + File.pathSeparator + Product.coreJar();
    Program.compileAgainst(asm + File.pathSeparator + classes, "EntriesAgent", classes);
    classPath += File.pathSeparator + asm;
    Path counts = jar("counts.jar", new Manifest(), classes.resolve("Entries.class"));
    Path agent = jar("agent.jar", manifest("EntriesAgent"), classes.resolve("EntriesAgent.class"));
    entriesAgent = "-javaagent:" + agent + "=" + counts;
  }

  /** One run with a cold cache, one with a warm one; then the caches of the ones without it. */
  @Tag("neighbours")
  @NewestJdk
  void books_should_be_right_with_another_agent_first_and_last(Jdk jdk) {
    String entries = run(jdk, Agents.ENTRIES, "off").out();
    Books alone = books(jdk, Agents.REFLEDGER, "alone");
    assertThat(entries).contains("entered java/util/ArrayList.add", "entered ObservedWork.maps");
    assertThat(alone.findings()).isNotEmpty();

    for (Agents both : BOTH) {
      assertThat(books(jdk, both, "cold-" + both)).as("%s", both).isEqualTo(alone.with(entries));
      assertThat(books(jdk, both, "cold-" + both)).as("%s", both).isEqualTo(alone.with(entries));
      assertThat(books(jdk, both, "alone")).as("%s", both).isEqualTo(alone.with(entries));
    }
    assertThat(books(jdk, Agents.REFLEDGER, "cold-" + BOTH.get(0))).isEqualTo(alone);
  }

  /** Whose loader would ask itself for the class of the hooks to answer where that is. */
  @OldestJdk
  void agent_whose_loader_runs_code_of_its_own_should_go_on(Jdk jdk) throws IOException {
    Path classes = Files.createDirectory(directory.resolve("own"));
    Program.compile("OwnCode", classes);
    Manifest manifest = manifest("OwnCode");
    Path agent = jar("own.jar", manifest, classes.resolve("OwnCode.class"));

    ForkedJvm.Result result =
        ForkedJvm.on(jdk, directory)
            .shortLived()
            .with("-javaagent:" + agent)
            .withAgent("output=report")
            .with("-cp", classes.toString(), "OwnCode")
            .run();

    assertThat(result.out())
        .as(result.err())
        .isEqualTo("100 java.util.TreeMap java.util.TreeSet\n");
    assertThat(result.err().lines()).allMatch(line -> line.startsWith("refledger: clean"));
    assertThat(Report.in(directory.resolve("report")).incomplete()).isEmpty();
  }

  private Books books(Jdk jdk, Agents agents, String cache) {
    ForkedJvm.Result result = run(jdk, agents, cache);
    assertThat(result.status()).as(result.out() + result.err()).isZero();
    assertThat(result.err()).doesNotContain("WARN", "without the agent");
    Report report = Report.in(directory.resolve("report"));
    assertThat(report.total("underflows")).isZero();
    assertThat(report.total("revived")).isZero();
    assertThat(report.skipped("classesSkipped")).isEmpty();
    assertThat(report.incomplete()).isEmpty();
    return Books.of(result.out(), report);
  }

  private ForkedJvm.Result run(Jdk jdk, Agents agents, String cache) {
    ForkedJvm jvm = ForkedJvm.on(jdk, directory).shortLived();
    String options = "output=report,cache=" + cache;
    switch (agents) {
      case ENTRIES -> jvm.with(entriesAgent);
      case REFLEDGER -> jvm.withAgent(options);
      case ENTRIES_AND_REFLEDGER -> jvm.with(entriesAgent).withAgent(options);
      case REFLEDGER_AND_ENTRIES -> jvm.withAgent(options).with(entriesAgent);
    }
    return jvm.with("-cp", classPath, "Observed").run();
  }

  private static Manifest manifest(String premain) {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", premain);
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    return manifest;
  }

  private Path jar(String name, Manifest manifest, Path classFile) throws IOException {
    Path jar = directory.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry(classFile.getFileName().toString()));
      Files.copy(classFile, out);
    }
    return jar;
  }

  /**
   * What the ledger tells of the program's own objects.
   *
   * @param out what the program printed, its entries and deaths among it
   * @param findings those of its objects, as two runs have them in common
   * @param live the live objects of its classes
   */
  private record Books(String out, List<String> findings, Map<String, Long> live) {
    private static final String FIRST_LINE = "sums ";

    static Books of(String out, Report report) {
      List<String> findings =
          report.findings().stream()
              .filter(finding -> finding.type().startsWith("Observed"))
              .map(ReportedFinding::fingerprintKindTypeCountAndPath)
              .toList();
      Map<String, Long> live = new TreeMap<>(report.liveByClass());
      live.keySet().removeIf(type -> !type.startsWith("Observed"));
      return new Books(out, findings, live);
    }

    /** The same with these entries, and sums, in the place of the sums. */
    Books with(String entries) {
      String deaths = out.substring(out.indexOf('\n') + 1);
      assertThat(out).startsWith(FIRST_LINE);
      return new Books(entries + deaths, findings, live);
    }
  }
}
