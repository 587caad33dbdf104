import io.refledger.api.Checkpoint;
import io.refledger.api.Growth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Prints what was born between two checkpoints and lives, class by class and site by site. */
public class Grown {
  static final List<Object> KEPT = new ArrayList<>(100);
  static final Map<Object, Object> CACHE = new WeakHashMap<>();

  static class Item {
    Object other;
  }

  static class Value {}

  public static void main(String[] arguments) {
    // What is made once for all, as in the map's first entry, is made before.
    cache(1);
    Checkpoint.take();
    Checkpoint before = Checkpoint.take();
    for (int i = 0; i < 5; i++) {
      KEPT.add(new Item());
    }
    for (int i = 0; i < 3; i++) {
      KEPT.add(elsewhere());
    }
    new Item();
    cycle();
    cache(4);
    Checkpoint after = Checkpoint.take();
    KEPT.remove(0);
    print(after.since(before));
    print(after.since(after));
  }

  private static Item elsewhere() {
    return new Item();
  }

  /** Garbage that the collection of a checkpoint takes. */
  private static void cycle() {
    Item a = new Item();
    Item b = new Item();
    a.other = b;
    b.other = a;
  }

  /** Values whose keys are gone: pending. */
  private static void cache(int entries) {
    for (int i = 0; i < entries; i++) {
      CACHE.put(new Object(), new Value());
    }
  }

  private static void print(Growth growth) {
    System.out.println("objects " + mine(growth));
    for (Growth.ClassGrowth row : growth.classes()) {
      if (row.className().startsWith("Grown")) {
        System.out.println(row.className() + " " + row.count() + " " + (row.bytes() > 0));
      }
    }
    for (Growth.SiteGrowth row : growth.sites()) {
      if (row.className().startsWith("Grown")) {
        System.out.println(row.allocatedAt().orElseThrow() + " " + row.count());
      }
    }
  }

  private static long mine(Growth growth) {
    return growth.objects().stream().filter(one -> one.className().startsWith("Grown")).count();
  }
}
