package orchard;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import orchard.spi.Fruit;

/** Says what its module reads, what is closed to it, and does some work. */
public final class Main {
  private final Map<String, List<Fruit>> baskets = new TreeMap<>();

  private Main() {}

  public static void main(String[] arguments) {
    Module module = Main.class.getModule();
    System.out.println(module + " reads " + module.getDescriptor().requires());
    if (arguments.length > 0) {
      ClassLoader loader = Main.class.getClassLoader();
      System.out.println("CHECK reads the unnamed " + module.canRead(loader.getUnnamedModule()));
      return;
    }
    System.out.println("closed " + closed());
    System.out.println("open " + Object.class.getModule().isOpen("java.lang", module)
        + Object.class.getModule().isExported("jdk.internal.misc", module)
        + module.isOpen("orchard") + module.isExported("orchard.spi"));
    System.out.println("CHECK " + new Main().fill(40) + " " + absent());
  }

  private static String closed() {
    try {
      Field value = String.class.getDeclaredField("value");
      value.setAccessible(true);
      return "no";
    } catch (InaccessibleObjectException e) {
      return e.getMessage();
    } catch (NoSuchFieldException e) {
      return e.toString();
    }
  }

  private static String absent() {
    try {
      return Class.forName("java.sql.Connection").toString();
    } catch (ClassNotFoundException e) {
      return e.toString();
    }
  }

  private String fill(int number) {
    for (int i = 0; i < number; i++) {
      for (Fruit fruit : ServiceLoader.load(Fruit.class)) {
        baskets.computeIfAbsent(fruit.name(), name -> new ArrayList<>()).add(fruit.ripe());
      }
    }
    return baskets.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
        .map(basket -> basket.getKey() + basket.getValue().size() + basket.getValue().get(0).name())
        .collect(Collectors.joining(","))
        + IntStream.range(0, number).mapToObj(Integer::toString).collect(Collectors.joining());
  }
}
