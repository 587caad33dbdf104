package io.refledger.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.ReportedFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wall clock goes forwards and backwards, years at a time, while a program runs. Needs Linux's
 * libfaketime (Debian: faketime).
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClockIT {
  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "libfaketimeMT.so.1";
  private static final List<String> TIMES = List.of("-1000d", "+3650d", "-20000d", "+0d", "+1d");
  private static final long BETWEEN_JUMPS_MILLIS = 50;

  @TempDir Path directory;

  @Tag("faults")
  @EachJdk
  void clock_that_jumps_should_change_nothing(Jdk jdk) throws Exception {
    Optional<Path> library = library();
    Assumptions.assumeTrue(library.isPresent(), "there is no " + LIBRARY + " below " + LIBRARIES);
    Program.compile("Steady", directory);
    Files.writeString(directory.resolve("file"), "one");
    ForkedJvm.Result steady = jvm(jdk).run();
    Set<String> findings = findings();

    ForkedJvm.Result jumping;
    try (Jumps jumps = Jumps.begin(directory.resolve("time"))) {
      jumping =
          jvm(jdk)
              .inEnvironment("LD_PRELOAD", library.get().toString())
              .inEnvironment("FAKETIME_TIMESTAMP_FILE", jumps.file().toString())
              .inEnvironment("FAKETIME_NO_CACHE", "1")
              .inEnvironment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
              .run();
      assertThat(jumps.count()).isGreaterThan(TIMES.size());
    }

    assertThat(jumping.out()).isEqualTo(steady.out());
    assertThat(jumping.status()).isEqualTo(steady.status());
    assertThat(jumping.err().lines()).allMatch(line -> line.startsWith("refledger: "));
    assertThat(findings()).isEqualTo(findings).isNotEmpty();
    Report report = Report.in(directory.resolve("report"));
    report.assertThatBooksAreRight();
    assertThat(report.schemaErrors()).isEmpty();
    assertThat(directory.resolve("report/report.html")).isNotEmptyFile();
  }

  private ForkedJvm jvm(Jdk jdk) {
    return ForkedJvm.on(jdk, directory)
        .withAgent("report=text:json:html,output=report,interval=100ms,audit=exit")
        .with("-cp", directory.toString(), "Steady", "file");
  }

  private Set<String> findings() {
    return Report.in(directory.resolve("report")).findings().stream()
        .map(ReportedFinding::fingerprintKindTypeAndCount)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<Path> library() throws IOException {
    try (Stream<Path> directories = Files.list(LIBRARIES)) {
      return directories
          .map(directory -> directory.resolve("faketime").resolve(LIBRARY))
          .filter(Files::isReadable)
          .findFirst();
    }
  }

  /** Writes another time to a file, again and again. */
  private static final class Jumps implements AutoCloseable {
    private final Path file;
    private final Thread thread = new Thread(this::jump);
    private final AtomicInteger count = new AtomicInteger();

    private Jumps(Path file) {
      this.file = file;
    }

    static Jumps begin(Path file) throws IOException {
      Jumps jumps = new Jumps(file);
      jumps.set(TIMES.get(0));
      jumps.thread.start();
      return jumps;
    }

    Path file() {
      return file;
    }

    int count() {
      return count.get();
    }

    private void jump() {
      try {
        while (!Thread.interrupted()) {
          TimeUnit.MILLISECONDS.sleep(BETWEEN_JUMPS_MILLIS);
          set(TIMES.get(count.incrementAndGet() % TIMES.size()));
        }
      } catch (InterruptedException e) {
        // The program is over.
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private void set(String time) throws IOException {
      Path aside = file.resolveSibling("time.new");
      Files.writeString(aside, time + "\n");
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
