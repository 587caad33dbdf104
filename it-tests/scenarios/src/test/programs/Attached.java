import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Has a list that grows and is cleared as its input says. */
public class Attached {
  static final List<Entry> ENTRIES = new ArrayList<>();

  public static void main(String[] arguments) throws Exception {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("grow")) {
        for (int i = 0; i < 1000; i++) {
          Entry entry = new Entry(i);
          ENTRIES.add(entry);
        }
        System.out.println("grown");
      } else {
        ENTRIES.clear();
        System.out.println("cleared");
      }
    }
  }

  static class Entry {
    final String text;

    Entry(int number) {
      text = "entry " + number;
    }
  }
}
