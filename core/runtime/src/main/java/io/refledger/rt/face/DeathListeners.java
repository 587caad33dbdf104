package io.refledger.rt.face;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.api.spi.DeathSink;
import io.refledger.rt.Context;
import io.refledger.rt.Deaths;
import io.refledger.rt.Finalizable;
import io.refledger.rt.FinalizeListener;
import io.refledger.rt.Hooks;
import io.refledger.rt.Type;
import io.refledger.rt.table.CountWord;

/**
 * The listeners of deaths, by class. They are what CPython's finalizers are: called before the weak
 * references of the object, once in its life, and in a collection before anything is torn down.
 */
final class DeathListeners implements FinalizeListener, Finalizable {
  /** Copied on write. */
  private volatile Watcher[] watchers = {};

  /** Whoever asked for the deaths of a class. */
  private static final class Watcher {
    private static final byte NO = 1;
    private static final byte YES = 2;

    private final Class<?> watched;
    private final DeathSink sink;

    /** By type number; 0 when not known yet. Plain: what is lost is found once more. */
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
      remember(type, answer);
      return answer;
    }

    boolean isWatched(Class<?> c, int type) {
      boolean answer = watched.isAssignableFrom(c);
      remember(type, answer);
      return answer;
    }

    private void remember(int type, boolean answer) {
      byte[] answers = this.answers;
      byte[] next = new byte[Math.max(answers.length, 2 * type)];
      System.arraycopy(answers, 0, next, 0, answers.length);
      next[type] = answer ? YES : NO;
      this.answers = next;
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

  /** Adds a listener, also for the instances that are there; births must be off. */
  synchronized void add(Class<?> watched, DeathSink sink) {
    Watcher watcher = new Watcher(watched, sink);
    Watcher[] more = new Watcher[watchers.length + 1];
    System.arraycopy(watchers, 0, more, 0, watchers.length);
    more[watchers.length] = watcher;
    watchers = more;
    for (int id = 1; id <= TYPES.count(); id++) {
      if (watcher.wants(id)) TYPES.addFinalizer(TYPES.get(id));
    }
    for (int slot = 1; slot <= LEDGER.highWater(); slot++) {
      if (References.isObject(slot) && watcher.wants(LEDGER.typeOf(slot))) {
        LEDGER.setFlags(slot, CountWord.FINALIZER);
      }
    }
  }

  @Override
  public boolean isFinalizable(Class<?> c, int type) {
    boolean answer = false;
    for (Watcher watcher : watchers) answer |= watcher.isWatched(c, type);
    return answer;
  }

  @Override
  public void finalize(int slot, int context, boolean byCollector) {
    int type = LEDGER.typeOf(slot);
    int clock = Deaths.clock(Hooks.context());
    UserCode frame = UserCode.enter();
    for (Watcher watcher : watchers) {
      try {
        if (watcher.wants(type)) DeathWatch.show(slot, context, clock, byCollector, watcher.sink);
      } catch (Throwable thrown) {
        UserCode.failed("listener of deaths", thrown);
      }
    }
    frame.leave();
  }
}
