import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.function.Supplier;

/** Leaves a ledger of which every line that names its own classes is known. */
public class Exported {
  static Node first;
  static Object[] row;
  static Supplier<Node> supplier;
  static Inner inner;
  static WeakReference<Node> weak;
  static SoftReference<Node> soft;
  static Object[] constants;
  static Node[][] grid;

  /** Its field is a static one. */
  interface Registry {
    Node REGISTERED = new Node();
  }

  /** A superclass with a reference. */
  static class Base {
    Node below;
  }

  /** A subclass with references of its own, one of the name of an inherited one. */
  static class Node extends Base {
    Node below;
    Object cargo;
  }

  /** Held by a soft reference only. */
  static final class SoftlyHeld extends Node {}

  /** Refers to the instance that made it. */
  final class Inner {
    Exported outer() {
      return Exported.this;
    }
  }

  public static void main(String[] arguments) {
    first = new Node();
    first.cargo = new Node();
    ((Base) first).below = new Node();
    first.below = (Node) first.cargo;
    row = new Object[] {first, first, new Node(), null};
    grid = new Node[2][3];
    grid[1][2] = first;
    Node captured = new Node();
    supplier = () -> captured;
    inner = new Exported().new Inner();
    weak = new WeakReference<>(first);
    soft = new SoftReference<>(new SoftlyHeld());
    constants = new Object[] {1, 'c', true, 2L, "literal", Thread.State.NEW};
    ((Base) Registry.REGISTERED).below = first;
    inner.outer();
  }
}
