import io.refledger.api.Tracked;

/** What class files of any version can hold: no lambda, no class literal, no nest. */
public final class Ancient extends Scenes {
  /** A static, stored where a class constant is none of the instructions. */
  static Object kept;

  public static void main(String[] arguments) throws InterruptedException {
    new Ancient().run(arguments);
  }

  @Override
  public boolean play(int scene) {
    switch (scene) {
      case 0:
        fields();
        return true;
      case 1:
        statics();
        return true;
      case 2:
        handlers();
        return true;
      case 3:
        slots();
        return true;
      case 4:
        Subroutine.clear(new Item[1]);
        return true;
      case 5:
        inner();
        return true;
      case 6:
        monitors();
        return true;
      case 7:
        staticsWithoutInstances();
        return true;
      default:
        return false;
    }
  }

  private static void fields() {
    Item a = new Item();
    bare(a);
    Cell cell = new Cell(a);
    Object[][] rows = {{a, cell}, null};
    held(2, a);
    Tracked tracked = watch(cell);
    cell = null;
    alive(tracked);
    rows[0] = null;
    dead(tracked);
    held(0, a);
  }

  private static synchronized void statics() {
    Item a = new Item();
    bare(a);
    kept = a;
    held(1, a);
    Item b = new Item();
    Tracked tracked = watch(b);
    kept = b;
    held(0, a);
    b = null;
    alive(tracked);
    kept = null;
    dead(tracked);
  }

  /** Nothing but the store itself tells where the field lies. */
  private static synchronized void staticsWithoutInstances() {
    Item a = new Item();
    bare(a);
    Registry.latest = a;
    held(1, a);
    Registry.latest = null;
    held(0, a);
  }

  private static void handlers() {
    Item a = new Item();
    bare(a);
    Tracked tracked = null;
    try {
      try {
        throw new Fault(new Cell(a));
      } finally {
        held(1, a);
      }
    } catch (Fault e) {
      tracked = watch(e);
      e = null;
      dead(tracked);
    }
    held(0, a);
  }

  private static void slots() {
    Tracked tracked = null;
    for (int i = 0; i < 3; i++) {
      long wide = i;
      Item item = new Item();
      double other = wide;
      tracked = watch(item);
      item = null;
      dead(tracked);
      check("wide", true, other == i);
    }
  }

  private static void inner() {
    final Item a = new Item();
    bare(a);
    Runnable anonymous =
        new Runnable() {
          @Override
          public void run() {
            held(1, a);
          }
        };
    anonymous.run();
    anonymous = null;
    held(0, a);
  }

  private static void monitors() {
    Item a = new Item();
    bare(a);
    Cell cell = new Cell(a);
    Tracked tracked = watch(cell);
    locked(cell);
    held(1, a);
    cell = null;
    dead(tracked);
    held(0, a);
  }

  /** Apart, for without stack maps the compiler's own local lives as long as its method. */
  private static void locked(Cell cell) {
    synchronized (cell) {
      check("held", true, Thread.holdsLock(cell));
    }
  }

  /** No object of this class is ever born. */
  abstract static class Registry {
    static Object latest;
  }

  static final class Cell {
    final Object value;

    Cell(Object value) {
      this.value = value;
    }
  }

  static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient Object cargo;

    Fault(Object cargo) {
      super(null, null, false, false);
      this.cargo = cargo;
    }
  }
}
