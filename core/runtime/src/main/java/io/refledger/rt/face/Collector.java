package io.refledger.rt.face;

import static io.refledger.rt.Installation.LEDGER;

import io.refledger.api.spi.CollectionSink;
import io.refledger.api.spi.CollectorBridge;
import io.refledger.rt.Hooks;
import io.refledger.rt.gc.CollectionListener;
import io.refledger.rt.gc.CycleDetector;
import io.refledger.rt.gc.GenerationStats;
import io.refledger.rt.table.IntVector;

/** The cycle detector for the API. */
final class Collector implements CollectorBridge, CollectionListener {
  static final int PERMANENT = 3;

  private final CycleDetector detector = LEDGER.detector();
  private volatile CollectionSink sink;
  private final CollectorOutput output = new CollectorOutput();
  private volatile boolean printsStats;
  private volatile boolean printsCollectable;

  Collector() {
    detector.addListener(this);
  }

  @Override
  public int collect(int generation) {
    return detector.collect(generation, Hooks.context());
  }

  @Override
  public boolean isEnabled() {
    return detector.isEnabled();
  }

  @Override
  public void enable(boolean enabled) {
    detector.setEnabled(enabled);
  }

  @Override
  public int[] thresholds() {
    return detector.thresholds();
  }

  @Override
  public void thresholds(int threshold0, int threshold1, int threshold2) {
    detector.setThresholds(threshold0, threshold1, threshold2);
  }

  @Override
  public int[] counts() {
    return detector.counts();
  }

  @Override
  public long[] stats(int generation) {
    GenerationStats stats = detector.stats(generation);
    return new long[] {stats.collections(), stats.collected(), stats.uncollectable()};
  }

  @Override
  public void freeze() {
    detector.freeze(Hooks.context());
  }

  @Override
  public void unfreeze() {
    detector.unfreeze(Hooks.context());
  }

  @Override
  public int frozen() {
    return detector.members(PERMANENT, Hooks.context()).length;
  }

  @Override
  public void saveAll(boolean on) {
    detector.setSavesAll(on);
  }

  @Override
  public void printStats(boolean on) {
    printsStats = on;
  }

  @Override
  public void printCollectable(boolean on) {
    printsCollectable = on;
  }

  @Override
  public long[] garbage() {
    return serials(detector.garbage());
  }

  @Override
  public void clearGarbage() {
    detector.clearGarbage(Hooks.context());
  }

  @Override
  public long[] objects() {
    return serials(detector.members(Hooks.context()));
  }

  @Override
  public long[] objects(int generation) {
    return serials(detector.members(generation, Hooks.context()));
  }

  @Override
  public void listener(CollectionSink next) {
    sink = next;
  }

  @Override
  public void started(int generation) {
    tell(false, generation, 0, 0);
    if (printsStats) output.started(generation, detector);
  }

  @Override
  public void found(IntVector garbage) {
    if (printsCollectable) output.collectable(garbage);
  }

  @Override
  public void stopped(int generation, int collected, int uncollectable) {
    if (printsStats) output.stopped(collected, uncollectable);
    tell(true, generation, collected, uncollectable);
  }

  /** Tells callback after callback; as in CPython the list may change meanwhile. */
  private void tell(boolean hasStopped, int generation, int collected, int uncollectable) {
    CollectionSink sink = this.sink;
    boolean isMore = sink != null;
    for (int i = 0; isMore; i++) {
      UserCode frame = UserCode.enter();
      try {
        isMore = sink.collection(i, hasStopped, generation, collected, uncollectable);
      } catch (Throwable thrown) {
        isMore = !(thrown instanceof VirtualMachineError);
        UserCode.failed("callback of the collector", thrown);
      } finally {
        frame.leave();
      }
    }
  }

  private static long[] serials(int[] slots) {
    long[] serials = new long[slots.length];
    for (int i = 0; i < slots.length; i++) serials[i] = Serial.of(slots[i]);
    return serials;
  }
}
