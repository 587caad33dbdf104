import io.refledger.api.Tracked;

/** Compiled for an old JVM and without debugging tables: locals end where they are overwritten. */
public final class OldCode extends Scenes {
  public static void main(String[] arguments) throws InterruptedException {
    new OldCode().run(arguments);
  }

  @Override
  public boolean play(int scene) {
    switch (scene) {
      case 0:
        fields();
        return true;
      case 1:
        concatenation();
        return true;
      case 2:
        inner();
        return true;
      case 3:
        handlers();
        return true;
      case 4:
        slots();
        return true;
      case 5:
        strings("b");
        return true;
      default:
        return false;
    }
  }

  private static void fields() {
    Item a = new Item();
    bare(a);
    Cell cell = new Cell(a);
    Object[] row = {a, cell};
    held(2, a);
    Tracked tracked = watch(cell);
    cell = null;
    alive(tracked);
    row = null;
    dead(tracked);
    held(0, a);
  }

  private static void concatenation() {
    String text = "a" + new Item().bare + 'c';
    Tracked tracked = watch(text);
    text += text;
    dead(tracked);
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
    anonymous = null;
    Runnable lambda = () -> a.hashCode();
    held(1, a);
    lambda = null;
    held(0, a);
  }

  private static void handlers() {
    Item a = new Item();
    bare(a);
    try {
      try {
        throw new Fault(new Cell(a));
      } finally {
        held(1, a);
      }
    } catch (Fault e) {
      Tracked tracked = watch(e);
      e = null;
      dead(tracked);
    }
    held(0, a);
  }

  private static void slots() {
    Tracked tracked = null;
    for (int i = 0; i < 3; i++) {
      Item item = new Item();
      if (i > 0) {
        dead(tracked);
      }
      tracked = watch(item);
    }
    dead(tracked); // dead in the frame at the end of the loop
    {
      Item first = new Item();
      tracked = watch(first);
    }
    long second = 2;
    dead(tracked);
    check("second", true, second == 2);
  }

  private static void strings(String name) {
    Item a = new Item();
    bare(a);
    Item chosen = null;
    switch (new String(name)) {
      case "a":
        chosen = new Item();
        break;
      case "b":
        chosen = a;
        break;
      default:
    }
    check("chosen", a, chosen);
    chosen = null;
    held(0, a);
  }

  private static final class Cell {
    final Object value;

    Cell(Object value) {
      this.value = value;
    }
  }

  private static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient Object cargo;

    Fault(Object cargo) {
      super(null, null, false, false);
      this.cargo = cargo;
    }
  }
}
