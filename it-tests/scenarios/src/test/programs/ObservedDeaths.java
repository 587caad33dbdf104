import io.refledger.api.Death;
import io.refledger.api.Gc;
import io.refledger.api.Refs;

/** Adds up the deaths of the classes of {@link Observed}, apart by how they came about. */
final class ObservedDeaths {
  private final String name;
  private int byCount;
  private int byCollector;

  private ObservedDeaths(String name) {
    this.name = name;
  }

  /** Counts the deaths of a class, and of those that extend it, from now on. */
  static ObservedDeaths of(Class<?> type) {
    ObservedDeaths deaths = new ObservedDeaths(type.getSimpleName());
    Refs.onDeath(type, deaths::add);
    return deaths;
  }

  private void add(Death death) {
    if (death.byCollector()) {
      byCollector++;
    } else {
      byCount++;
    }
  }

  /** Prints the figures, after a collection. */
  void print() {
    Gc.collect();
    System.out.println("died " + name + " " + byCount + " " + byCollector);
  }
}
