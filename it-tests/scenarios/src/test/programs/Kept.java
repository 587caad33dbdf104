import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Inflater;

/** Keeps resources: most of them open, some closed, some owned by what nobody can close. */
public final class Kept {
  static final int TIMES = 120;
  static final List<FileInputStream> STREAMS = new ArrayList<>();
  static final Map<String, Inflater> INFLATERS = new HashMap<>();
  static final Deque<BufferedReader> READERS = new ArrayDeque<>();
  static final List<FileInputStream> CLOSED = new ArrayList<>();
  static final List<Owner> OWNERS = new ArrayList<>();
  static int garbage;

  record Owner(FileInputStream stream) {}

  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < TIMES; i++) {
      STREAMS.add(new FileInputStream(arguments[0]));
      INFLATERS.put("inflater " + i, new Inflater());
      READERS.add(new BufferedReader(new FileReader(arguments[0])));
      OWNERS.add(new Owner(new FileInputStream(arguments[0])));
      keepClosed(arguments[0]);
      for (int n = 0; n < 1000; n++) {
        garbage += new Object[1].length;
      }
    }
    System.out.println("done " + garbage);
  }

  private static void keepClosed(String file) throws Exception {
    try (FileInputStream stream = new FileInputStream(file)) {
      CLOSED.add(stream);
    }
  }
}
