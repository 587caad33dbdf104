import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Starts JVMs of its own: a compiler, and what it has compiled. */
public final class Family {
  private static final String CHILD =
      "public class Child { public static void main(String[] a) {"
          + " StringBuilder b = new StringBuilder();"
          + " for (int i = 0; i < 50; i++) { b.append(i); }"
          + " System.out.println(\"child \" + b.length()); System.exit(7); } }";

  private Family() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(System.getProperty("java.home"), "bin");
    Path classes = Files.createTempDirectory(Path.of(""), "classes");
    Path source = Files.writeString(classes.resolve("Child.java"), CHILD);
    int compiled =
        run(home.resolve("javac").toString(), "-d", classes.toString(), source.toString());
    int ran = run(home.resolve("java").toString(), "-cp", classes.toString(), "Child");
    try (Stream<Path> files = Files.list(classes)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      System.out.println("CHECK " + compiled + " " + ran + " " + names);
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
