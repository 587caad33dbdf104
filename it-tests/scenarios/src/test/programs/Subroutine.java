import io.refledger.api.Tracked;

/** Clears in a {@code finally} block, which compilers of old made a subroutine of. */
public final class Subroutine {
  private Subroutine() {}

  /** The test replaces this code by one with the instructions {@code jsr} and {@code ret}. */
  public static void clear(Item[] row) {
    Item item = new Item();
    Tracked tracked = Scenes.watch(item);
    try {
      row[0] = item;
    } finally {
      row[0] = null;
      Scenes.alive(tracked);
      item = null;
    }
    Scenes.dead(tracked);
  }
}
