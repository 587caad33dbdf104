import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Goes through every door by which code and objects come into a JVM. */
public final class Door {
  private static final VarHandle HELD;
  private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(Point[].class);

  static {
    try {
      HELD = MethodHandles.lookup().findVarHandle(Door.class, "held", Point.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile Point held;

  private Door() {}

  public static void main(String[] arguments) throws Throwable {
    System.out.println("lambdas " + lambdas());
    System.out.println("records " + records());
    System.out.println("enums " + enums());
    System.out.println("streams " + streams());
    System.out.println("reflection " + reflection());
    System.out.println("handles " + handles());
    System.out.println("threads " + threads());
    System.out.println("concat " + concat(7, 2.5, 'c', null));
  }

  private static String lambdas() {
    String prefix = new String("a");
    Supplier<String> captured = () -> prefix + "b";
    Function<String, Integer> bound = prefix::compareTo;
    Function<String, Integer> unbound = String::length;
    BiFunction<Integer, Integer, Point> constructor = Point::new;
    Function<Integer, Point[]> array = Point[]::new;
    Runnable[] nested = new Runnable[1];
    StringBuilder trace = new StringBuilder();
    nested[0] = () -> trace.append(captured.get());
    nested[0].run();
    return trace + " " + bound.apply("b") + unbound.andThen(x -> x + 1).apply("xyz")
        + constructor.apply(1, 2) + array.apply(3).length;
  }

  private static String records() {
    Map<Point, String> map = new TreeMap<>(Comparator.comparing(Point::x).thenComparing(Point::y));
    for (int i = 0; i < 50; i++) {
      map.put(new Point(i % 7, i % 5), "p" + i);
    }
    return map.size() + " " + new Point(3, 4).equals(new Point(3, 4)) + " "
        + new Point(3, 4).hashCode() + " " + map.get(new Point(6, 4));
  }

  private static String enums() {
    Map<Side, Integer> counts = new EnumMap<>(Side.class);
    for (int i = 0; i < 30; i++) {
      Side side = Side.values()[i % 3];
      int weight =
          switch (side) {
            case LEFT -> 1;
            case RIGHT -> {
              int sum = 0;
              for (Object part : List.of(new Point(i, 1), "two")) {
                sum += part instanceof Point p ? p.x() : 2;
              }
              yield sum;
            }
            case NONE -> side.name().length();
          };
      counts.merge(side, weight, Integer::sum);
    }
    return counts.toString();
  }

  private static String streams() {
    return IntStream.range(0, 200)
        .boxed()
        .map(i -> new Point(i, i * i))
        .filter(p -> p.y() % 3 == 0)
        .collect(Collectors.groupingBy(p -> p.x() % 4, TreeMap::new, Collectors.counting()))
        .toString();
  }

  private static String reflection() throws Exception {
    Method sum = Point.class.getDeclaredMethod("sum");
    Object point = Point.class.getDeclaredConstructor(int.class, int.class).newInstance(5, 6);
    Object array = Array.newInstance(Point.class, 2);
    Array.set(array, 0, point);
    int total = 0;
    for (int i = 0; i < 40; i++) {
      total += (Integer) sum.invoke(Array.get(array, 0));
    }
    Supplier<?> proxy =
        (Supplier<?>)
            Proxy.newProxyInstance(
                Door.class.getClassLoader(),
                new Class<?>[] {Supplier.class},
                (self, method, parameters) -> method.getName());
    return total + " " + proxy.get() + " " + ((Point[]) array).clone()[0];
  }

  private static String handles() throws Throwable {
    Door door = new Door();
    Point first = new Point(1, 1);
    Point second = new Point(2, 2);
    HELD.set(door, first);
    boolean swapped = HELD.compareAndSet(door, first, second);
    Point old = (Point) HELD.getAndSet(door, new Point(3, 3));
    Point[] row = new Point[2];
    ELEMENT.setVolatile(row, 1, old);
    Object created =
        MethodHandles.lookup()
            .findVirtual(Point.class, "sum", java.lang.invoke.MethodType.methodType(int.class))
            .invoke((Point) ELEMENT.getVolatile(row, 1));
    return swapped + " " + old + " " + door.held + " " + created;
  }

  private static String threads() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(100);
    CountDownLatch together = new CountDownLatch(100);
    List<Future<Integer>> results = new ArrayList<>();
    Point[] shared = new Point[16];
    for (int task = 0; task < 100; task++) {
      int number = task;
      results.add(
          executor.submit(
              () -> {
                together.countDown();
                together.await();
                for (int i = 0; i < 200; i++) {
                  ELEMENT.getAndSet(shared, i % 16, new Point(number, i));
                  shared[(i + 1) % 16] = new Point(i, number);
                }
                return number;
              }));
    }
    int sum = 0;
    for (Future<Integer> result : results) {
      sum += result.get();
    }
    executor.shutdown();
    return sum + " " + executor.awaitTermination(30, java.util.concurrent.TimeUnit.SECONDS);
  }

  private static String concat(int i, double d, char c, Object none) {
    return "i=" + i + ", d=" + d + ", c=" + c + ", none=" + none + new Point(i, c);
  }

  private record Point(int x, int y) {
    int sum() {
      return x + y;
    }
  }

  private enum Side {
    LEFT,
    RIGHT,
    NONE
  }
}
