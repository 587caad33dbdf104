package io.refledger.rt.face;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.api.spi.DeathSink;
import io.refledger.rt.Context;
import io.refledger.rt.DeathListener;
import io.refledger.rt.Deaths;
import io.refledger.rt.Hooks;
import io.refledger.rt.SlotMap;
import io.refledger.rt.Type;
import io.refledger.rt.table.CountWord;

/** What the API wants to know of deaths. */
final class DeathWatch implements DeathListener {
  private final WatchedObjects objects;
  private final WeakEntries weakEntries;

  /** Of dead objects that some Reference still names: death context + 1, clock, by collector. */
  private final SlotMap contexts = new SlotMap();

  private final SlotMap clocks = new SlotMap();
  private final SlotMap byCollector = new SlotMap();

  /** Copied on write. */
  private volatile Watcher[] watchers = {};

  DeathWatch(WatchedObjects objects, WeakEntries weakEntries) {
    this.objects = objects;
    this.weakEntries = weakEntries;
  }

  /** Whoever asked for the deaths of a class. */
  private static final class Watcher {
    private static final byte NO = 1;
    private static final byte YES = 2;

    private final Class<?> watched;
    private final DeathSink sink;

    /** By type number; 0 when not known yet. Plain: every thread finds the same. */
    private byte[] answers = new byte[64];

    Watcher(Class<?> watched, DeathSink sink) {
      this.watched = watched;
      this.sink = sink;
    }

    boolean wants(int type) {
      byte[] answers = this.answers;
      if (type < answers.length && answers[type] != 0) return answers[type] == YES;
      Context c = Hooks.context();
      c.births++;
      boolean answer = isInstance(TYPES.get(type));
      c.births--;
      remember(type, answer ? YES : NO);
      return answer;
    }

    private void remember(int type, byte answer) {
      byte[] next = new byte[Math.max(answers.length, 2 * type)];
      System.arraycopy(answers, 0, next, 0, answers.length);
      next[type] = answer;
      answers = next;
    }

    private boolean isInstance(Type type) {
      if (type == null) return false;
      Class<?> mirror = TYPES.mirror(type.id);
      if (mirror != null) return watched.isAssignableFrom(mirror);
      for (Type t = type; t != null; t = t.superType()) {
        if (t.name.equals(watched.getName())) return true;
      }
      return isAssignable(type.name);
    }

    private boolean isAssignable(String className) {
      if (!watched.isInterface()) return false;
      try {
        return watched.isAssignableFrom(Class.forName(className, false, watched.getClassLoader()));
      } catch (ClassNotFoundException | LinkageError e) {
        return false;
      }
    }
  }

  synchronized void add(Class<?> watched, DeathSink sink) {
    Watcher[] more = new Watcher[watchers.length + 1];
    System.arraycopy(watchers, 0, more, 0, watchers.length);
    more[watchers.length] = new Watcher(watched, sink);
    watchers = more;
  }

  @Override
  public void died(int slot, int deathContext, boolean isByCollector) {
    if ((LEDGER.word(slot) & CountWord.WEAK_BIT) != 0) remember(slot, deathContext, isByCollector);
    Watcher[] watchers = this.watchers;
    if (watchers.length != 0) tell(watchers, slot, deathContext, isByCollector);
    weakEntries.died(slot);
    objects.died(slot);
  }

  private void remember(int slot, int deathContext, boolean isByCollector) {
    contexts.put(slot, deathContext + 1);
    clocks.put(slot, Deaths.clock(Hooks.context()));
    byCollector.put(slot, isByCollector ? 1 : 0);
  }

  private static void tell(Watcher[] watchers, int slot, int deathContext, boolean isByCollector) {
    int type = LEDGER.typeOf(slot);
    UserCode frame = UserCode.enter();
    for (Watcher watcher : watchers) {
      try {
        if (!watcher.wants(type)) continue;
        show(slot, deathContext, Deaths.clock(Hooks.context()), isByCollector, watcher.sink);
      } catch (Throwable thrown) {
        UserCode.failed("listener of deaths", thrown);
      }
    }
    frame.leave();
  }

  /** Shows how the object of a slot died, if it is dead and that is remembered. */
  void show(int slot, DeathSink sink) {
    int context = contexts.get(slot);
    if (context == 0 || LEDGER.isLive(slot)) return;
    show(slot, context - 1, clocks.get(slot), byCollector.get(slot) == 1, sink);
  }

  private static void show(
      int slot, int deathContext, int clock, boolean isByCollector, DeathSink sink) {
    sink.died(
        Serial.of(slot),
        TYPES.get(LEDGER.typeOf(slot)).name,
        LEDGER.births().allocationContext(LEDGER.birthId(slot)),
        deathContext,
        Integer.toUnsignedLong(clock),
        isByCollector);
  }
}
