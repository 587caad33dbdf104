import io.refledger.api.Death;
import io.refledger.api.Gc;
import io.refledger.api.Refs;
import io.refledger.api.WeakRef;
import java.util.Arrays;
import java.util.LinkedList;

/** Prints what it does and, through the ledger, what dies between. */
public final class Deaths {
  private Deaths() {}

  public static void main(String[] arguments) {
    Refs.onDeath(Mark.class, Deaths::died);
    statements();
    calls(1);
    exceptions();
    structures();
    weak();
    cycles();
    say("end");
  }

  private static void died(Death death) {
    String name = death.className();
    System.out.println("- " + name.substring(name.indexOf('$') + 1));
  }

  private static void say(String what) {
    System.out.println(what);
  }

  private static void statements() {
    say("discarded");
    new A();
    say("overwritten");
    Mark x = new A();
    x = new B();
    say("scope end");
    {
      Mark inner = new C();
      say("in scope");
    }
    say("result discarded");
    give();
    say("frame left");
    frame();
    say("x = null");
    x = null;
    say("statements done");
  }

  private static Mark give() {
    Mark made = new A();
    say("made");
    return made;
  }

  private static void frame() {
    Mark first = new A();
    Mark second = new B();
  }

  private static void calls(int k) {
    say("foo(new A(), bar())");
    foo(new A(), bar());
    say("switch");
    add(
        new A(),
        switch (k) {
          case 1 -> {
            for (int i = 0; i < 2; i++) {
              new B();
              say("round");
            }
            yield 1;
          }
          default -> 0;
        });
    say("calls done");
  }

  private static int bar() {
    new B();
    say("bar");
    return 1;
  }

  private static void foo(Mark mark, int number) {
    say("foo");
  }

  private static void add(Mark mark, int number) {
    say("add");
  }

  private static void exceptions() {
    say("exception");
    try {
      fail();
    } catch (Fault e) {
      say("caught");
    } finally {
      say("finally");
    }
    say("exceptions done");
  }

  private static void fail() {
    Mark first = new A();
    Mark second = new B();
    throw new Fault(new C());
  }

  private static void structures() {
    say("chain");
    Holder head = new Holder(new Holder(new Holder(new A(), null), null), new B());
    head = null;
    say("array clear");
    Mark[] row = {new A(), new B(), new C()};
    row[0] = null;
    say("fill");
    Arrays.fill(row, null);
    say("array drop");
    row = new Mark[] {new A(), new B(), new C()};
    row = null;
    say("structures done");
  }

  private static void weak() {
    say("weak");
    Mark a = new A();
    WeakRef<Mark> older = Refs.weak(a, dead -> say("older callback"));
    WeakRef<Mark> newer = Refs.weak(a, dead -> say("newer callback"));
    say(older.get() == a ? "alive" : "dead");
    a = null;
    say(older.get() == null && newer.get() == null ? "dead" : "alive");
  }

  private static void cycles() {
    Gc.disable();
    Gc.collect();
    say("cycle");
    ring();
    say("collect");
    Gc.collect();
    say("linked list");
    list();
    say("collect");
    Gc.collect();
    say("watches itself");
    watchesItself();
    say("collect");
    Gc.collect();
    say("cycles done");
  }

  private static void watchesItself() {
    Watched watched = new Watched();
    watched.weak = Refs.weak(watched, dead -> say("callback of garbage: " + watched));
  }

  private static void ring() {
    Holder first = new Holder(null, new A());
    Holder second = new Holder(first, new B());
    first.first = second;
  }

  private static void list() {
    LinkedList<Mark> list = new LinkedList<>();
    list.add(new A());
    list.add(new B());
  }

  interface Mark {}

  private static final class A implements Mark {}

  private static final class B implements Mark {}

  private static final class C implements Mark {}

  private static final class Watched implements Mark {
    WeakRef<Watched> weak;
  }

  private static final class Holder implements Mark {
    Mark first;
    final Mark second;

    Holder(Mark first, Mark second) {
      this.first = first;
      this.second = second;
    }
  }

  private static final class Fault extends RuntimeException implements Mark {
    private static final long serialVersionUID = 1L;
    final transient Mark cargo;

    Fault(Mark cargo) {
      super(null, null, false, false);
      this.cargo = cargo;
    }
  }
}
