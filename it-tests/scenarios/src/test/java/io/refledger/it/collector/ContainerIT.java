package io.refledger.it.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.refledger.it.EachJdk;
import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Program;
import io.refledger.it.Report;
import io.refledger.it.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A control group of the kernel's, as containers are made of, that ends what takes too much. */
@Tag("collectors")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ContainerIT {
  private static final Path FIRST_VERSION = Path.of("/sys/fs/cgroup/memory");
  private static final Path SECOND_VERSION = Path.of("/sys/fs/cgroup");
  private static final String LIMIT = String.valueOf(400L << 20);

  @TempDir Path directory;

  @EachJdk
  void program_should_live_in_a_small_container(Jdk jdk) throws IOException {
    Program.compile("Steady", directory);
    Files.writeString(directory.resolve("file"), "one");
    String[] program = {"-cp", directory.toString(), "Steady", "file"};
    String expected = Workload.check(ForkedJvm.on(jdk, directory).with(program).run());
    Path group = group();
    try {
      ForkedJvm.Result result =
          ForkedJvm.on(jdk, directory)
              .through("sh", "-c", "echo $$ > " + group + "/cgroup.procs && exec \"$@\"", "sh")
              .withAgent("output=report,report=text:json:html")
              .with(program)
              .run();

      assertThat(Workload.check(result)).isEqualTo(expected);
      Report report = Report.in(directory.resolve("report"));
      assertThat(report.incomplete()).isEmpty();
      assertThat(report.findings()).hasSize(3);
    } finally {
      Files.delete(group);
    }
  }

  /** A group of ours with a limit of memory. */
  private static Path group() throws IOException {
    boolean isFirst = Files.isDirectory(FIRST_VERSION);
    Path parent = isFirst ? FIRST_VERSION : SECOND_VERSION;
    assumeTrue(Files.isWritable(parent), "no control group can be made here");
    Path group = parent.resolve("refledger-" + ProcessHandle.current().pid());
    Files.createDirectory(group);
    Path limit = group.resolve(isFirst ? "memory.limit_in_bytes" : "memory.max");
    assumeTrue(Files.isWritable(limit), "no memory can be limited here");
    Files.writeString(limit, LIMIT);
    return group;
  }
}
