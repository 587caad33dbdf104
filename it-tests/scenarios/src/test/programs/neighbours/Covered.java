import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Some of its lines and branches are never reached. */
public final class Covered {
  private final List<Shape> shapes = new ArrayList<>();

  private Covered() {}

  public static void main(String[] arguments) throws Exception {
    Covered covered = new Covered();
    for (int i = 0; i < 60; i++) {
      covered.shapes.add(i % 3 == 0 ? new Circle(i) : new Box(i, i + 1));
    }
    System.out.println(
        "CHECK "
            + covered.areas()
            + " "
            + covered.kinds()
            + " "
            + covered.failures()
            + " "
            + covered.together()
            + " "
            + covered.named(arguments.length > 5 ? null : "b"));
  }

  private long areas() {
    long sum = 0;
    for (Shape shape : shapes) {
      sum += shape.area() > 100 && shape.area() % 2 == 0 ? shape.area() : shape.twice();
    }
    return sum;
  }

  private Map<Kind, Integer> kinds() {
    Map<Kind, Integer> kinds = new TreeMap<>(Comparator.comparing(Kind::name));
    for (Shape shape : shapes) {
      kinds.merge(
          switch (shape.kind()) {
            case ROUND -> Kind.ROUND;
            case SQUARE -> Kind.SQUARE;
            case OTHER -> throw new IllegalStateException("never");
          },
          1,
          Integer::sum);
    }
    return kinds;
  }

  private int failures() {
    int failures = 0;
    for (int i = 0; i < 20; i++) {
      try {
        if (i % 4 == 0) {
          throw new IllegalArgumentException("shape " + i);
        }
        shapes.get(100 + i);
      } catch (IndexOutOfBoundsException e) {
        failures++;
      } catch (IllegalArgumentException e) {
        failures += e.getMessage().length();
      } catch (RuntimeException e) {
        failures = -1;
      } finally {
        failures += 1;
      }
    }
    return failures;
  }

  private long together() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try {
      List<Future<Long>> sums = new ArrayList<>();
      for (int task = 0; task < 8; task++) {
        int number = task;
        sums.add(executor.submit(() -> areas() + number));
      }
      long sum = 0;
      for (Future<Long> each : sums) {
        sum += each.get();
      }
      return sum;
    } finally {
      executor.shutdown();
    }
  }

  private String named(String name) {
    Function<String, String> twice = text -> text == null ? "none" : text + text;
    Function<String, String> never = text -> text.trim();
    return twice.apply(name) + (never == null);
  }

  private static int neverCalled(int x) {
    return x > 0 ? x : -x;
  }

  enum Kind {
    ROUND,
    SQUARE,
    OTHER
  }

  interface Shape {
    int FACTOR = Integer.parseInt("2");

    int area();

    Kind kind();

    default int twice() {
      return FACTOR * area();
    }
  }

  record Circle(int radius) implements Shape {
    @Override
    public int area() {
      return 3 * radius * radius;
    }

    @Override
    public Kind kind() {
      return Kind.ROUND;
    }
  }

  record Box(int width, int height) implements Shape {
    @Override
    public int area() {
      return width * height;
    }

    @Override
    public Kind kind() {
      return width > 1000 ? Kind.OTHER : Kind.SQUARE;
    }
  }
}
