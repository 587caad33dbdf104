package io.refledger.demo;

import io.refledger.api.Gc;
import io.refledger.api.Refs;
import java.util.ArrayList;
import java.util.List;

/** The tour's middle: what counts alone never free, and the generations of the cycle detector. */
final class TourOfCycles {
  private TourOfCycles() {}

  static void take() {
    boolean wasEnabled = Gc.isEnabled();
    Gc.disable(); // The collections below are to be the only ones.
    Gc.collect();
    cycle();
    generations();
    if (wasEnabled) {
      Gc.enable();
    }
  }

  @SuppressWarnings("UnusedVariable") // Dropping a reference is what is shown.
  private static void cycle() {
    Tour.step("4. Two lists that contain each other need the cycle detector");
    List<Object> first = new ArrayList<>();
    List<Object> second = new ArrayList<>();
    first.add(second);
    second.add(first);
    Tour.show("second.add(first);", "references to first", Refs.count(first));
    first = null;
    Tour.show("first = null;", "references to second", Refs.count(second));
    second = null;
    Tour.say("second = null;  // each list is still held by the other");
    Tour.show("Gc.collect();", "objects freed", Gc.collect());
    Tour.say(
        "Two lists and the array inside each; a list of CPython's is one object, so it says 2.");
  }

  private static void generations() {
    Tour.step("5. A collection can be forced, of one generation and the younger ones");
    dropCycle();
    Tour.show("Gc.collect(0);  // a young cycle", "objects freed", Gc.collect(0));
    List<Object> self = new ArrayList<>();
    self.add(self);
    Tour.show("Gc.collect(0);  // it survives: older", "objects freed", Gc.collect(0));
    self = null;
    Tour.show("self = null; Gc.collect(0);", "objects freed", Gc.collect(0));
    Tour.show("Gc.collect(1);  // finds the older one", "objects freed", Gc.collect(1));
    Tour.show("Gc.collect();  // nothing is left", "objects freed", Gc.collect());
  }

  private static void dropCycle() {
    List<Object> self = new ArrayList<>();
    self.add(self);
  }
}
