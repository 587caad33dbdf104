import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Prints the sockets that its process has, and where they listen. */
public final class Quiet {
  private Quiet() {}

  public static void main(String[] arguments) throws Exception {
    List<Object> kept = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      kept.add(new Object[] {i});
    }
    System.gc();
    Thread.sleep(1500);
    System.out.println("kept " + kept.size());
    TreeSet<String> inodes = sockets();
    inodes.removeAll(pairs());
    System.out.println("sockets " + inodes.size());
    for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
      listening(table, inodes);
    }
    if (arguments.length > 0) {
      System.in.read();
    }
  }

  private static TreeSet<String> sockets() throws IOException {
    TreeSet<String> inodes = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : files.toList()) {
        try {
          String target = Files.readSymbolicLink(file).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.replaceAll("\\D", ""));
          }
        } catch (IOException e) {
          // The listing's own, which is closed by now.
        }
      }
    }
    return inodes;
  }

  /** Local ones without a name: the JDK up to 17 has one half of a pair for files that it closes. */
  private static TreeSet<String> pairs() throws IOException {
    TreeSet<String> inodes = new TreeSet<>();
    Path file = Path.of("/proc/self/net/unix");
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] columns = line.trim().split(" +");
        if (columns.length == 7) {
          inodes.add(columns[6]);
        }
      }
    }
    return inodes;
  }

  private static void listening(String table, TreeSet<String> inodes) throws IOException {
    Path file = Path.of("/proc/self/net", table);
    if (!Files.exists(file)) {
      return;
    }
    for (String line : Files.readAllLines(file)) {
      String[] columns = line.trim().split(" +");
      if (columns.length > 9 && inodes.contains(columns[9])) {
        System.out.println(table + " " + columns[1].split(":")[0] + " " + columns[3]);
      }
    }
  }
}
