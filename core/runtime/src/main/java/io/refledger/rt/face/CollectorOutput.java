package io.refledger.rt.face;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.rt.Context;
import io.refledger.rt.Hooks;
import io.refledger.rt.gc.CycleDetector;
import io.refledger.rt.table.IntVector;

/**
 * What the debugging flags print, in the layout of CPython's gc.c; the serial stands where CPython
 * has an address. Births are off meanwhile: what the detector writes is no part of the program.
 */
final class CollectorOutput {
  private static final long NANOS_PER_TICK = 100_000;
  private static final int TICKS_PER_SECOND = 10_000;

  /** When the running collection began; used by the thread that collects. */
  private long startNanos;

  /** A collection begins; the lists are as they were. */
  void started(int generation, CycleDetector detector) {
    Context c = Hooks.context();
    c.births++;
    try {
      System.err.println("gc: collecting generation " + generation + "...");
      String sizes = "";
      for (int g = 0; g < Collector.PERMANENT; g++) sizes += " " + detector.members(g, c).length;
      System.err.println("gc: objects in each generation:" + sizes);
      int permanent = detector.members(Collector.PERMANENT, c).length;
      System.err.println("gc: objects in permanent generation: " + permanent);
      startNanos = System.nanoTime();
    } catch (Throwable thrown) {
      UserCode.failed("output of the collector", thrown);
    } finally {
      c.births--;
    }
  }

  /** These were found unreachable. */
  void collectable(IntVector garbage) {
    Context c = Hooks.context();
    c.births++;
    try {
      for (int i = 0; i < garbage.size(); i++) {
        System.err.println("gc: collectable <" + name(garbage.get(i)) + ">");
      }
    } catch (Throwable thrown) {
      UserCode.failed("output of the collector", thrown);
    } finally {
      c.births--;
    }
  }

  private static String name(int slot) {
    return TYPES.get(LEDGER.typeOf(slot)).name + " 0x" + Long.toHexString(Serial.of(slot));
  }

  /** A collection is over. */
  void stopped(int collected, int uncollectable) {
    Context c = Hooks.context();
    c.births++;
    try {
      String found = collected + " unreachable, " + uncollectable + " uncollectable, ";
      String elapsed = seconds(System.nanoTime() - startNanos) + "s elapsed";
      System.err.println("gc: done, " + found + elapsed);
    } catch (Throwable thrown) {
      UserCode.failed("output of the collector", thrown);
    } finally {
      c.births--;
    }
  }

  /** With four decimals, rounded. */
  static String seconds(long nanos) {
    long ticks = (nanos + NANOS_PER_TICK / 2) / NANOS_PER_TICK;
    String decimals = String.valueOf(TICKS_PER_SECOND + ticks % TICKS_PER_SECOND).substring(1);
    return ticks / TICKS_PER_SECOND + "." + decimals;
  }
}
