package io.refledger.rt.face;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.api.spi.DeathSink;
import io.refledger.rt.DeathListener;
import io.refledger.rt.Deaths;
import io.refledger.rt.Hooks;
import io.refledger.rt.SlotMap;
import io.refledger.rt.table.CountWord;

/** What the API keeps of the dead: how they died, and that their weak references are gone. */
final class DeathWatch implements DeathListener {
  private final WatchedObjects objects;
  private final WeakEntries weakEntries;

  /** Of dead objects that some Reference still names: death context + 1, clock, by collector. */
  private final SlotMap contexts = new SlotMap();

  private final SlotMap clocks = new SlotMap();
  private final SlotMap byCollector = new SlotMap();

  DeathWatch(WatchedObjects objects, WeakEntries weakEntries) {
    this.objects = objects;
    this.weakEntries = weakEntries;
  }

  @Override
  public void died(int slot, int deathContext, boolean isByCollector) {
    boolean isWeak = (LEDGER.word(slot) & CountWord.WEAK_BIT) != 0;
    if (isWeak && LEDGER.weakReferences(slot) != 0) remember(slot, deathContext, isByCollector);
    weakEntries.died(slot);
    objects.died(slot);
  }

  private void remember(int slot, int deathContext, boolean isByCollector) {
    contexts.put(slot, deathContext + 1);
    clocks.put(slot, Deaths.clock(Hooks.context()));
    byCollector.put(slot, isByCollector ? 1 : 0);
  }

  /** Shows how the object of a slot died, if it is dead and that is remembered. */
  void show(int slot, DeathSink sink) {
    int context = contexts.get(slot);
    if (context == 0 || LEDGER.isLive(slot)) return;
    show(slot, context - 1, clocks.get(slot), byCollector.get(slot) == 1, sink);
  }

  /** Shows a death that is happening. */
  static void show(int slot, int deathContext, int clock, boolean isByCollector, DeathSink sink) {
    sink.died(
        Serial.of(slot),
        TYPES.get(LEDGER.typeOf(slot)).name,
        LEDGER.births().allocationContext(LEDGER.birthId(slot)),
        deathContext,
        Integer.toUnsignedLong(clock),
        isByCollector);
  }
}
