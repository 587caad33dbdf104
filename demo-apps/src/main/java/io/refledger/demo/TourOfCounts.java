package io.refledger.demo;

import io.refledger.api.Refs;
import io.refledger.api.WeakRef;

/** The tour's first steps: what changes a count, and the statement at which an object dies. */
final class TourOfCounts {
  private TourOfCounts() {}

  static void take() {
    names();
    death();
    chain();
  }

  @SuppressWarnings("UnusedVariable") // Binding a name and taking it away is what is shown.
  private static void names() {
    Tour.step("1. A variable is a reference, and so is a field and an array element");
    Box a = new Box(null);
    Tour.show("Box a = new Box(null);", "references to the box", Refs.count(a));
    Box b = a;
    Tour.show("Box b = a;", "references to the box", Refs.count(a));
    Box[] shelf = {a};
    Tour.show("Box[] shelf = {a};", "references to the box", Refs.count(a));
    shelf[0] = null;
    Tour.show("shelf[0] = null;", "references to the box", Refs.count(a));
    b = null;
    Tour.show("b = null;  // Python: del b", "references to the box", Refs.count(a));
  }

  @SuppressWarnings("UnusedVariable") // As above.
  private static void death() {
    Tour.step("2. An object dies at the statement that drops its last reference");
    Box a = new Box(null);
    WeakRef<Box> watch = Refs.weak(a, dead -> Tour.say("-- the box died here --"));
    Tour.show("Box a = new Box(null);", "boxes alive", alive(watch));
    a = null;
    Tour.show("a = null;  // Python: a = None", "boxes alive", alive(watch));
  }

  @SuppressWarnings("UnusedVariable") // As above.
  private static void chain() {
    Tour.step("3. What it alone referred to dies with it");
    Box inner = new Box(null);
    WeakRef<Box> watch = Refs.weak(inner, dead -> Tour.say("-- the inner box died here --"));
    Box outer = new Box(inner);
    Tour.show("Box outer = new Box(inner);", "references to inner", Refs.count(inner));
    inner = null;
    Tour.show("inner = null;", "inner boxes alive", alive(watch));
    outer = null;
    Tour.show("outer = null;", "inner boxes alive", alive(watch));
  }

  private static int alive(WeakRef<?> watch) {
    return watch.get() == null ? 0 : 1;
  }

  /**
   * An object with one reference.
   *
   * @param content what it refers to
   */
  private record Box(Box content) {}
}
