import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Objects that nothing but a lambda holds: the program's own, and such that the JDK makes. */
public final class Archived {
  private Archived() {}

  public static void main(String[] arguments) {
    StringBuilder line = new StringBuilder("CHECK");
    for (int round = 0; round < 20; round++) {
      line.append(' ').append(own(round).get()).append(jdk(round));
    }
    System.out.println(line + " " + record(7));
  }

  private static Supplier<String> own(int round) {
    Held held = new Held(new StringBuilder("own").append(round).toString());
    Held other = new Held("other");
    Function<Integer, String> inner = number -> held.text() + number + other.text();
    return () -> inner.apply(round) + held.text();
  }

  private static String jdk(int round) {
    List<Held> list = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      list.add(new Held("h" + (i * 7 + round) % 10));
    }
    Comparator<Held> order = order(new Held("5"));
    list.sort(order);
    Function<Held, String> chain = chain(new Held("c"));
    Predicate<Held> isLow = low(new Held("h4"));
    Map<String, Long> counts =
        list.stream()
            .filter(isLow)
            .map(chain)
            .collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.counting()));
    return entries(counts) + Stream.of(round).map(String::valueOf).toList();
  }

  private static Comparator<Held> order(Held pivot) {
    return Comparator.comparing((Held held) -> held.text().compareTo(pivot.text()))
        .thenComparing(Held::text, Comparator.reverseOrder())
        .reversed();
  }

  private static Function<Held, String> chain(Held prefix) {
    Function<Held, String> first = held -> prefix.text() + held.text();
    return first.andThen(text -> text + prefix.text()).compose(Function.identity());
  }

  private static Predicate<Held> low(Held most) {
    Predicate<Held> isLow = held -> held.text().compareTo(most.text()) <= 0;
    return isLow.or(held -> held.text().equals("h9")).and(Predicate.not(Archived::isFirst));
  }

  private static boolean isFirst(Held held) {
    return held.text().equals("h0");
  }

  private static String entries(Map<String, Long> counts) {
    Comparator<Map.Entry<String, Long>> byValue = Map.Entry.comparingByValue(reversed(new Held("x")));
    return counts.entrySet().stream()
        .sorted(byValue.thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> entry.getKey() + entry.getValue())
        .collect(Collectors.joining());
  }

  private static Comparator<Long> reversed(Held held) {
    return (a, b) -> held.text().isEmpty() ? 0 : b.compareTo(a);
  }

  private static String record(int number) {
    return new Held("r" + number).equals(new Held("r" + number)) + "" + new Held("s").toString();
  }

  record Held(String text) {}
}
