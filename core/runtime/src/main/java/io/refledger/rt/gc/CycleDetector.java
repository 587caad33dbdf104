package io.refledger.rt.gc;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.PauseTimes;
import io.refledger.rt.table.ShadowTable;
import io.refledger.rt.table.StackRoom;
import io.refledger.rt.table.Stripes;
import jdk.internal.vm.annotation.DontInline;

/*
 * gc.c of CPython 3.11 to 3.13 on vectors of slots; names and phases are its own, an example stands
 * in design/cycle-detector.md. One thread collects at a time. It stops the mutators only for the
 * time in which candidates are verified, and once more if there were callbacks or finalizers; trial
 * deletion, callbacks, finalizers and deaths happen while they run.
 */
/** The generational cycle detector. */
public final class CycleDetector {
  /** The mutators are not stopped while more members than this are looked at. */
  private static final int MOST_STOPPED = 1 << 14;

  private final ShadowTable table;
  private final Stripes stripes;
  private final Reclaimer reclaimer;
  private final Generations generations;
  private final ForeignMembers foreignMembers;
  private final TrialDeletion trialDeletion;
  private final Verification verification;
  private final Thresholds thresholds = new Thresholds();
  private final long[] collections = new long[Generations.COUNT];
  private final long[] collected = new long[Generations.COUNT];
  private final IntVector members = new IntVector(1024);
  private final IntVector survivors = new IntVector(1024);
  private final IntVector garbage = new IntVector(1024);
  private final IntVector finalGarbage = new IntVector(1024);
  private final SavedGarbage saved = new SavedGarbage();
  private final CollectorLock lock = new CollectorLock();
  private final CollectionListeners listeners = new CollectionListeners();

  private volatile boolean enabled;
  private volatile boolean savesAll;
  private volatile boolean paused;

  /** Whether the lock's holder has stopped the other threads. Used by that one. */
  private boolean holdsMutators;

  /** A detector that has not run. */
  public CycleDetector(ShadowTable table, EdgeTable edges, Stripes stripes, Reclaimer reclaimer) {
    this.table = table;
    this.stripes = stripes;
    this.reclaimer = reclaimer;
    generations = new Generations(table);
    foreignMembers = new ForeignMembers(table, generations, this);
    trialDeletion = new TrialDeletion(table, edges);
    verification = new Verification(table, edges);
  }

  /**
   * Counts a birth in {@code mutator} and collects if it makes a generation due; before the new
   * object is tracked.
   */
  public void noteBirth(Mutator mutator) {
    if (++mutator.count0 > thresholds.threshold[0]) {
      collectDue(mutator);
    }
  }

  @DontInline
  private void collectDue(Mutator mutator) {
    if (!enabled || paused || thresholds.threshold[0] == 0 || lock.isHeld()) {
      return;
    }
    int generation = thresholds.due(mutator.count0);
    if (generation >= 0 && StackRoom.isThere() && lock.tryEnter(mutator)) {
      collectAndLeave(generation, mutator);
    }
  }

  /**
   * Runs a collection of {@code generation} and the younger ones; the number of unreachable
   * objects. 0 at once from inside a collection and while paused; waits for one that runs in
   * another thread.
   */
  public int collect(int generation, Mutator mutator) {
    if (holdsMutators && lock.isHeldBy(mutator)) {
      return collectNow(generation, mutator);
    }
    StackRoom.require();
    if (paused || lock.isHeldBy(mutator) || !lock.enter(mutator)) {
      return 0;
    }
    return collectAndLeave(generation, mutator);
  }

  private int collectAndLeave(int generation, Mutator mutator) {
    try {
      return collectNow(generation, mutator);
    } finally {
      lock.leave();
    }
  }

  private int collectNow(int generation, Mutator mutator) {
    listeners.started(generation);
    if (generation == Generations.COUNT - 1) {
      sweepNow(mutator);
    }
    int found = collectMain(generation, mutator);
    collections[generation]++;
    collected[generation] += found;
    listeners.stopped(generation, found);
    return found;
  }

  /** Frees the dead that nothing leads to any more, unless a collection runs. */
  public void sweepQuarantine(Mutator mutator) {
    if (!paused && !lock.isHeld() && StackRoom.isThere() && lock.tryEnter(mutator)) {
      try {
        sweepNow(mutator);
      } finally {
        lock.leave();
      }
    }
  }

  private void sweepNow(Mutator mutator) {
    stripes.stop();
    try {
      reclaimer.sweepQuarantine(mutator);
    } finally {
      stripes.resume();
    }
  }

  /** Read this first. A collection, phase by phase. */
  private int collectMain(int generation, Mutator mutator) {
    thresholds.started(generation);
    generations.clearCount0();
    int old = Math.min(generation + 1, Generations.COUNT - 1);
    boolean askFirst = deduceUnreachable(generation, old);
    if (garbage.isEmpty()) {
      return 0;
    }
    listeners.found(garbage);
    if (askFirst) {
      reclaimer.handleWeakReferences(garbage, mutator);
      reclaimer.finalizeGarbage(garbage, mutator);
      handleResurrected(old);
    }
    int found = garbage.size();
    if (savesAll) {
      saveAll(old, mutator);
    } else {
      reclaimer.deleteGarbage(garbage, verification.words(), mutator);
    }
    garbage.clear();
    return found;
  }

  /**
   * After this, garbage holds the unreachable members and the old generation has the others. True
   * if the garbage has weak references or finalizers, or is to be saved; else it is condemned.
   */
  private boolean deduceUnreachable(int generation, int old) {
    generations.merge(generation, members, trialDeletion);
    boolean isPlausible = findCandidates(old);
    int scanned = survivors.size();
    boolean askFirst = false;
    if (!garbage.isEmpty() || !isPlausible) {
      stripes.stop();
      try {
        scanned = isPlausible ? scanned : findCandidatesAgain(old);
        verification.verify(garbage, survivors);
        askFirst = savesAll || needsAsking();
        if (askFirst) {
          verification.unpaint(garbage);
        } else {
          verification.condemn(garbage, survivors);
        }
      } finally {
        stripes.resume();
      }
    }
    thresholds.survived(generation, survivors.size());
    generations.appendTo(old, survivors, scanned);
    return askFirst;
  }

  /**
   * After this, garbage holds what seems unreachable, painted, and survivors the others. False if
   * counts are smaller than the number of edges, and it is small enough to be done again.
   */
  private boolean findCandidates(int old) {
    survivors.clear();
    boolean isPlausible = trialDeletion.deduceUnreachable(members, survivors, garbage, old);
    if (garbage.size() > MOST_STOPPED) {
      // What mutators moved meanwhile may have left all behind it without a referrer.
      finalGarbage.clear();
      finalGarbage.addAll(garbage);
      trialDeletion.updateRefs(finalGarbage);
      trialDeletion.deduceUnreachable(finalGarbage, survivors, garbage, old);
    }
    verification.paint(garbage);
    return isPlausible || members.size() > MOST_STOPPED;
  }

  /** As findCandidates, where edges stand still; the number of survivors. */
  private int findCandidatesAgain(int old) {
    verification.unpaint(garbage);
    survivors.clear();
    trialDeletion.updateRefs(members);
    trialDeletion.deduceUnreachable(members, survivors, garbage, old);
    trialDeletion.noteTooSmall();
    verification.paint(garbage);
    return survivors.size();
  }

  private boolean needsAsking() {
    long asked = CountWord.FINALIZER_BIT | CountWord.WEAKLY_LISTED_BIT;
    if ((verification.words() & asked) == 0) {
      return false;
    }
    for (int i = 0; i < garbage.size(); i++) {
      long word = table.word(garbage.get(i));
      long finalizer = word & (CountWord.FINALIZER_BIT | CountWord.FINALIZED_BIT);
      if (finalizer == CountWord.FINALIZER_BIT || (word & CountWord.WEAKLY_LISTED_BIT) != 0) {
        return true;
      }
    }
    return false;
  }

  /** After this, garbage that a callback or finalizer made reachable is in the old generation. */
  private void handleResurrected(int old) {
    survivors.clear();
    stripes.stop();
    try {
      keepLive();
      trialDeletion.updateRefs(garbage);
      trialDeletion.deduceUnreachable(garbage, survivors, finalGarbage, old);
      trialDeletion.noteTooSmall();
      verification.paint(finalGarbage);
      verification.verify(finalGarbage, survivors);
      if (savesAll) {
        verification.unpaint(finalGarbage);
      } else {
        verification.condemn(finalGarbage, survivors);
      }
    } finally {
      stripes.resume();
    }
    generations.appendTo(old, survivors);
    garbage.clear();
    garbage.addAll(finalGarbage);
  }

  /** Takes out of garbage what a finalizer freed. */
  private void keepLive() {
    int kept = 0;
    for (int i = 0; i < garbage.size(); i++) {
      int slot = garbage.get(i);
      long word = table.word(slot);
      if ((word & (CountWord.DEAD | CountWord.TRACKED_BIT)) == CountWord.TRACKED_BIT) {
        garbage.set(kept++, slot);
      }
    }
    garbage.truncate(kept);
  }

  private void saveAll(int old, Mutator mutator) {
    for (int i = 0; i < garbage.size(); i++) {
      reclaimer.incref(garbage.get(i), mutator);
    }
    saved.addAll(garbage);
    generations.appendTo(old, garbage);
  }

  /** What collections with SAVEALL have found. */
  public int[] garbage() {
    return saved.toArray();
  }

  /** Drops the saved garbage, last to first, as {@code gc.garbage.clear()} does. */
  public void clearGarbage(Mutator mutator) {
    int[] dropped = saved.takeAll();
    for (int i = dropped.length - 1; i >= 0; i--) {
      reclaimer.decref(dropped[i], mutator);
    }
  }

  /** DEBUG_SAVEALL: garbage is kept in a list and not freed. */
  public void setSavesAll(boolean on) {
    savesAll = on;
  }

  /** Takes part in collections from now on. May wait for a running one. */
  public void add(Mutator mutator) {
    boolean entered = lock.enter(mutator);
    generations.add(mutator);
    lock.leave(entered);
  }

  /** Gives the young list of {@code mutator} to {@code heir}. May wait for a running one. */
  public void remove(Mutator mutator, Mutator heir) {
    boolean entered = lock.enter(mutator);
    heir.count0 += mutator.count0;
    generations.remove(mutator, heir);
    lock.leave(entered);
  }

  /** The list of {@code mutator}, whose thread has ended, takes no more than it needs. May wait. */
  public void trim(Mutator mutator) {
    if (lock.enter(mutator)) {
      generations.trimYoung(mutator);
      lock.leave();
    }
  }

  /** What leaves foreign objects out. */
  public ForeignMembers foreignMembers() {
    return foreignMembers;
  }

  /** Called by a mutator whose RMW returned a word with ORANGE. */
  public void disturb() {
    verification.disturb();
  }

  /** Waits while a condemned word may still turn live again. */
  public void awaitVerdict() {
    verification.awaitVerdict();
  }

  /** The young list of {@code mutator} is full. */
  void makeRoom(Mutator mutator) {
    if (mutator.makeRoomForYoung()) {
      return;
    }
    if (lock.isHeld() || !StackRoom.isThere() || !lock.tryEnter(mutator)) {
      mutator.growYoung();
      return;
    }
    try {
      generations.compactYoung(mutator);
    } finally {
      lock.leave();
    }
  }

  /**
   * The members of a generation, 3 for the permanent one, in list order. From inside a collection:
   * without what is being collected. May wait for a collection in another thread.
   */
  public int[] members(int generation, Mutator mutator) {
    return members(generation, generation, mutator);
  }

  /** The members of all generations but the permanent one, as {@link #members(int, Mutator)}. */
  public int[] members(Mutator mutator) {
    return members(0, Generations.COUNT - 1, mutator);
  }

  private int[] members(int first, int last, Mutator mutator) {
    boolean inside = lock.isHeldBy(mutator);
    if (!inside && !lock.enter(mutator)) {
      return new int[0];
    }
    var all = new IntVector(1024);
    var list = new IntVector(1024);
    for (int generation = first; generation <= last; generation++) {
      generations.copy(generation, list);
      all.addAll(list);
    }
    int[] result = all.toArray();
    list.dispose();
    all.dispose();
    lock.leave(!inside);
    return result;
  }

  /** What the running collection of this thread has found unreachable; empty outside of one. */
  public int[] beingCollected(Mutator mutator) {
    return lock.isHeldBy(mutator) ? garbage.toArray() : new int[0];
  }

  /** Moves everything into the permanent generation, which no collection looks at. */
  public void freeze(Mutator mutator) {
    boolean entered = lock.enter(mutator);
    generations.freeze(members);
    generations.clearCount0();
    thresholds.started(Generations.COUNT - 1);
    lock.leave(entered);
  }

  /** Moves the permanent generation into the oldest one. */
  public void unfreeze(Mutator mutator) {
    boolean entered = lock.enter(mutator);
    generations.unfreeze(members);
    lock.leave(entered);
  }

  /** No collection runs from now on until {@link #resume}. May wait for a running one. */
  public void pause(Mutator mutator) {
    paused = true;
    lock.leave(lock.enter(mutator));
  }

  /** Ends what {@link #pause} began. */
  public void resume() {
    paused = false;
  }

  /**
   * Until {@link #resumeMutators} every other thread waits at its next store, and only this one
   * collects; false, with nothing done, from inside of a collection. Locks of the program's may be
   * held by those who wait.
   */
  public boolean stopMutators(Mutator mutator) {
    if (lock.isHeldBy(mutator) || !lock.enter(mutator)) {
      return false;
    }
    stripes.stop();
    holdsMutators = true;
    return true;
  }

  /** Lets those go that {@link #stopMutators} has stopped; for any thread. */
  public void letMutatorsGo() {
    stripes.giveBack();
  }

  /** Ends what {@link #stopMutators} began, in the same thread. */
  public void resumeMutators() {
    holdsMutators = false;
    stripes.resume();
    lock.leave();
  }

  /** Whether births make it collect. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Says whether births make it collect. */
  public void setEnabled(boolean on) {
    enabled = on;
  }

  /** The three thresholds. */
  public int[] thresholds() {
    return thresholds.threshold.clone();
  }

  /** Sets the thresholds; threshold0 = 0: births never collect. */
  public void setThresholds(int threshold0, int threshold1, int threshold2) {
    thresholds.threshold[0] = threshold0;
    thresholds.threshold[1] = threshold1;
    thresholds.threshold[2] = threshold2;
  }

  /** The three counts that are compared with the thresholds. */
  public int[] counts() {
    return new int[] {generations.count0(), thresholds.count[1], thresholds.count[2]};
  }

  /** What collections of {@code generation} have done. */
  public GenerationStats stats(int generation) {
    return new GenerationStats(collections[generation], collected[generation], 0);
  }

  /** How long collections, sweeps and audits stopped the mutators. */
  public PauseStats pauses() {
    PauseTimes times = stripes.pauses();
    return new PauseStats(
        times.count(), times.percentileMicros(50), times.percentileMicros(99), times.maxMicros());
  }

  /** Edges that were found without a count: bugs of ours. */
  public long tooSmall() {
    return trialDeletion.tooSmall();
  }

  /** The first of them, the object and its count; empty if there was none. Allocates. */
  public String describeTooSmall() {
    return trialDeletion.describeTooSmall();
  }

  /** Calls {@code listener} at every collection from now on. */
  public void addListener(CollectionListener listener) {
    listeners.add(listener);
  }

  /** Does not call {@code listener} any more. */
  public void removeListener(CollectionListener listener) {
    listeners.remove(listener);
  }

  /** Gives the memory back. */
  public void dispose() {
    generations.dispose();
    verification.dispose();
    members.dispose();
    survivors.dispose();
    garbage.dispose();
    finalGarbage.dispose();
    saved.dispose();
  }
}
