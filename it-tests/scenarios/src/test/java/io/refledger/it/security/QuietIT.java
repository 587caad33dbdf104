package io.refledger.it.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.NewestJdk;
import io.refledger.it.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** No socket that nobody asked for, no file left behind. */
@EnabledOnOs(OS.LINUX)
@DisplayNameGeneration(ReplaceUnderscores.class)
class QuietIT {
  /** 127.0.0.1 and a mapped 127.0.0.1, as the kernel writes them on the common machines. */
  private static final List<String> LOOPBACK =
      List.of("tcp 0100007F 0A", "tcp6 0000000000000000FFFF00000100007F 0A");

  /** The classes by which the JDK reaches the network. */
  private static final List<String> NETWORK =
      List.of(
          "sun.nio.ch.NioSocketImpl",
          "sun.nio.ch.DatagramChannelImpl",
          "sun.net.www.http.HttpClient",
          "jdk.internal.net.http.HttpClientImpl");

  @TempDir Path directory;
  private String classPath;
  private Path temporary;

  @BeforeEach
  void compile() throws IOException {
    classPath = Program.compile("Quiet", directory);
    temporary = Files.createDirectory(directory.resolve("tmp"));
  }

  @NewestJdk
  void agent_should_open_no_socket_unless_it_is_asked_to_and_leave_no_temporary_file(Jdk jdk)
      throws IOException {
    ForkedJvm.Result result =
        run(jdk, "-Xlog:class+load:file=loaded.txt", "output=reports,jmx=on,jfr=on,audit=exit");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("kept 1000\nsockets 0\n");
    String loaded = Files.readString(directory.resolve("loaded.txt"));
    assertThat(NETWORK).noneMatch(name -> loaded.contains(" " + name + " "));
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files).isEmpty();
    }
  }

  @NewestJdk
  void live_page_should_listen_on_the_loopback_address_alone(Jdk jdk) {
    ForkedJvm.Result result = run(jdk, "-Dnothing=here", "output=reports,live=0");

    assertThat(result.status()).as(result.err()).isZero();
    List<String> listening =
        result.out().lines().filter(line -> line.matches("(tcp|udp).*")).toList();
    assertThat(listening).hasSize(1);
    assertThat(LOOPBACK).contains(listening.get(0));
    assertThat(result.err()).contains("http://127.0.0.1:");
  }

  private ForkedJvm.Result run(Jdk jdk, String argument, String options) {
    return ForkedJvm.on(jdk, directory)
        .with("-XX:TieredStopAtLevel=1")
        .with(argument, "-Djava.io.tmpdir=" + temporary, "-XX:-UsePerfData")
        .withAgent(options)
        .with("-cp", classPath, "Quiet")
        .run();
  }
}
