import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Walks a tree until it meets a file. The stream holds the directories open that it is in, and
 * nothing but {@code close} gives them back.
 */
public class FilesWalk {
  static Path root;

  public static void main(String[] arguments) throws IOException {
    boolean fixed = arguments[0].equals("fixed");
    root = Files.createTempDirectory(Path.of(""), "walk");
    for (int i = 0; i < 5; i++) {
      Files.write(Files.createDirectory(root.resolve("d" + i)).resolve("f"), new byte[1]);
    }
    long found = 0;
    for (int i = 0; i < 500; i++) {
      found += fixed ? closed() : unclosed();
    }
    System.out.println("sum=" + found);
    System.out.println("DONE FilesWalk " + arguments[0] + " n=500");
    System.exit(0);
  }

  static long unclosed() throws IOException {
    return Files.walk(root).filter(Files::isRegularFile).findFirst().isPresent() ? 1 : 0;
  }

  static long closed() throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(Files::isRegularFile).findFirst().isPresent() ? 1 : 0;
    }
  }
}
