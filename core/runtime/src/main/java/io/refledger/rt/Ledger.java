package io.refledger.rt;

import static io.refledger.rt.table.CountWord.PIN;
import static io.refledger.rt.table.CountWord.REF;

import io.refledger.rt.gc.CycleDetector;
import io.refledger.rt.pool.PoolSimulator;
import io.refledger.rt.spi.SnapshotNames;
import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.BirthTable;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeArena;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.MemoryBudget;
import io.refledger.rt.table.ShadowTable;
import io.refledger.rt.table.Stripes;
import io.refledger.rt.table.WeakCounts;
import jdk.internal.vm.annotation.ForceInline;
import jdk.internal.vm.annotation.Stable;

/**
 * The books: for every slot its counts and its edges.
 *
 * <p>Everything is by slot; slot 0 is null, and counting it changes nothing. Methods that take a
 * context are called by the thread of that context. Nothing here throws; what cannot be right is
 * counted in the totals.
 */
public final class Ledger {
  @Stable private final LedgerConfig config;
  @Stable private final LedgerMemory memory;
  @Stable private final ShadowTable table;
  @Stable private final EdgeTable edges;
  @Stable private final EdgeArena arena;
  @Stable private final BirthTable birthTable;
  @Stable private final Stripes stripes = new Stripes();
  @Stable private final WeakCounts weakCounts = new WeakCounts();
  @Stable private final PoolSimulator pool;
  @Stable private final Slots slots;
  @Stable private final Quarantine quarantine;
  @Stable private final Revival revival;
  @Stable private final Counts counts;
  @Stable private final WeakReferences weakReferences;
  @Stable private final Deallocator deallocator;
  @Stable private final CycleDetector detector;
  @Stable private final Nursery nursery;
  @Stable private final ContextList contexts;
  @Stable private final GarbageCycles cycles;
  @Stable private final GarbageReclaimer reclaimer;
  @Stable private final UnclosedResources unclosed;
  @Stable private final RareCounts rare = new RareCounts();
  @Stable private final LedgerSnapshot snapshot;
  @Stable private final LiveCurve liveCurve;
  @Stable private final BalanceBook balance;

  private Ledger(LedgerConfig config) {
    this.config = config;
    var budget = new MemoryBudget(config.maxBytes());
    memory = new LedgerMemory(budget);
    birthTable = new BirthTable(budget);
    var clocks = new Clocks();
    table = new ShadowTable(config.maxBytes(), config.sites(), budget);
    arena = new EdgeArena(config.maxBytes(), config.sites(), budget);
    edges = new EdgeTable(table, arena, birthTable);
    pool = "off".equals(config.pool()) ? null : PoolSimulator.create(config.pool());
    slots = new Slots(table, edges, pool, weakCounts, stripes, config.reuseDistance(), budget);
    quarantine = new Quarantine(table, edges, weakCounts, slots);
    revival = new Revival(table, edges, stripes, rare);
    balance = new BalanceBook(table, birthTable);
    counts = new Counts(table, revival, clocks, rare, balance);
    weakReferences = new WeakReferences(table);
    unclosed = new UnclosedResources(table, edges);
    deallocator =
        new Deallocator(
            table, edges, stripes, slots, revival, weakReferences, quarantine, unclosed);
    var cycleKinds = new CycleKinds(budget);
    cycles = new GarbageCycles(table, edges, cycleKinds);
    reclaimer = new GarbageReclaimer(table, edges, weakReferences, cycles, quarantine, unclosed);
    detector = new CycleDetector(table, edges, stripes, reclaimer);
    liveCurve = new LiveCurve(table, edges, birthTable, clocks);
    nursery =
        new Nursery(
            table, edges, arena, birthTable, slots, clocks, pool, detector, quarantine, liveCurve);
    nursery.connect(balance);
    contexts = new ContextList(detector, slots, budget);
    snapshot = new LedgerSnapshot(table, edges, birthTable, cycleKinds, contexts, unclosed);
    reclaimer.connect(counts, deallocator);
    revival.connect(counts, detector);
    deallocator.connect(counts);
    counts.connect(deallocator, detector);
    detector.setThresholds(config.threshold0(), config.threshold1(), config.threshold2());
    detector.setEnabled(config.collector());
    memory.measure(birthTable, weakCounts, cycleKinds, unclosed.memory(), balance, liveCurve);
    memory.measure(pool);
  }

  /** An empty ledger. */
  public static Ledger create(LedgerConfig config) {
    return new Ledger(config);
  }

  /** Gives the memory back; the ledger must not be used any more. */
  public void dispose() {
    contexts.dispose();
    detector.dispose();
    reclaimer.dispose();
    cycles.dispose();
    unclosed.dispose();
    slots.dispose();
    quarantine.dispose();
    table.dispose();
    arena.dispose();
    birthTable.dispose();
    stripes.dispose();
  }

  /** From now on no object is known to it; it goes on for who is in the middle of something. */
  void forgetAll() {
    table.close();
  }

  /** Whether somebody holds one of the locks of referrers. */
  boolean isStripeHeld() {
    return stripes.isHeld();
  }

  /** What it was made with. */
  public LedgerConfig config() {
    return config;
  }

  /** The memory that it uses of {@code config().maxBytes()}. */
  public LedgerMemory memory() {
    return memory;
  }

  /** What a thread that has ended has gathered goes to all threads. May allocate, and wait. */
  void tidy(Context c) {
    contexts.tidy(c);
  }

  /** The context of a thread that begins to take part. May wait for a collection. */
  public Context newContext(long threadId) {
    return contexts.add(threadId);
  }

  /** The thread of {@code c} has ended: its lists and sums go to the ledger. */
  public void retire(Context c) {
    contexts.retire(c);
  }

  /** Interns pairs (type, allocation context) as birth ids. */
  public BirthTable births() {
    return birthTable;
  }

  /**
   * Enters a new object with null references and one pin; first collects if that is due.
   *
   * @param type the type of {@code birthId}
   * @param flags CountWord's ints: LEAF, ARRAY, FINALIZER, OPEN
   * @return its slot, 0 when there is no memory left and the object stays untracked
   */
  @SuppressWarnings("unused") // the ABI names the type; the pair in birthId has it
  public int birth(Context c, int type, int birthId, int references, int flags, int sizeBytes) {
    return nursery.birth(c, birthId, references, flags, sizeBytes);
  }

  /** An object that is not in the ledger has this slot's number: no other one is to get it. */
  void withhold(int slot) {
    slots.withhold(slot);
  }

  /** Writes another birth id: the allocation context is known only after the constructor. */
  public void setBirthId(int slot, int birthId) {
    edges.setBirthId(slot, birthId);
  }

  /** The interned pair (type, allocation context). */
  public int birthId(int slot) {
    return table.birthId(slot);
  }

  /** The number of births before this one, about; wraps. */
  public int birthClock(int slot) {
    return table.birthClock(slot);
  }

  /** The type. */
  public int typeOf(int slot) {
    return birthTable.type(table.birthId(slot));
  }

  /** The class word of the object that the slot was given to last. */
  @ForceInline
  public int klass(int slot) {
    return birthTable.klass(table.birthId(slot));
  }

  /** The shallow size given at birth. */
  public int sizeOf(int slot) {
    return edges.sizeBytes(slot);
  }

  /** The context of the latest release to a non-zero count. */
  public int dropContext(int slot) {
    return table.dropContext(slot);
  }

  /** The highest slot that there can be. */
  public int capacity() {
    return table.capacity();
  }

  /** The highest slot given out so far. */
  public int highWater() {
    return table.highWater();
  }

  /** True if the slot names an object that has not died. */
  public boolean isLive(int slot) {
    return !CountWord.isDead(table.word(slot));
  }

  /** The raw count word, see {@link CountWord}. */
  public long word(int slot) {
    return table.word(slot);
  }

  /** The number of counted references. */
  public int refs(int slot) {
    return CountWord.refs(table.word(slot));
  }

  /** The number of pins. */
  public int pins(int slot) {
    return CountWord.pins(table.word(slot));
  }

  /** One stored reference more; a dead object is revived, a foreign one is foreign no more. */
  public void incref(int slot, Context c, int context) {
    counts.incref(slot, c, context);
  }

  /** As above, nobody knows where. */
  public void incref(int slot, Context c) {
    counts.incref(slot, c, 0);
  }

  /** One reference more by a local variable, which does not end an object's being foreign. */
  public void increfLocal(int slot, Context c, int context) {
    counts.increfLocal(slot, c, context);
  }

  /** One counted reference less; at zero the object dies here. */
  public void decref(int slot, Context c, int context) {
    counts.decref(slot, c, context);
  }

  /** One pin more; a dead object is revived. */
  public void pin(int slot, Context c) {
    counts.acquire(slot, PIN, c);
  }

  /**
   * One pin more, unless the object is dead: then false, and nothing has changed. For loads: read
   * the field, tryPin, read it again; only if that gives the same dead object is it a revival.
   */
  public boolean tryPin(int slot, Context c) {
    return counts.tryPin(slot, c);
  }

  /** One pin less; at zero the object dies here. */
  public void unpin(int slot, Context c, int context) {
    counts.release(slot, PIN, c, context);
  }

  /** A pin becomes a reference. */
  public void bind(int slot, int context) {
    counts.exchange(slot, REF, PIN, context);
  }

  /** A reference becomes a pin. */
  public void unbind(int slot, int context) {
    counts.exchange(slot, PIN, REF, context);
  }

  /** From now on no store ends an object's being foreign: others may hold it still. */
  void foreignForGood() {
    counts.foreignForGood = true;
  }

  /** Sets flags, CountWord's ints; true if all of them were clear. */
  public boolean setFlags(int slot, int flags) {
    boolean wereClear =
        (table.changeWord(slot, 0, CountWord.bit(flags)) & CountWord.bit(flags)) == 0;
    if (wereClear && (flags & CountWord.FOREIGN) != 0) {
      rare.noteForeign();
    }
    return wereClear;
  }

  /** Clears flags, CountWord's ints. */
  public void clearFlags(int slot, int flags) {
    table.changeWord(slot, CountWord.bit(flags), 0);
  }

  /** Whether an object is never counted and never dies. */
  public boolean isImmortal(int slot) {
    return (table.word(slot) & CountWord.IMMORTAL_BIT) != 0;
  }

  /** Never dies from now on. */
  public void immortalize(int slot) {
    counts.immortalize(slot);
  }

  /** One more java.lang.ref.Reference refers to the object: its slot is quarantined at death. */
  public void holdWeakly(int slot) {
    weakCounts.hold(slot);
    table.changeWord(slot, 0, CountWord.WEAK_BIT);
  }

  /** The number of java.lang.ref.References that refer to the object. */
  public int weakReferences(int slot) {
    return weakCounts.references(slot);
  }

  /** A Reference to the object is cleared or dead. */
  public void releaseWeakly(int slot, Context c) {
    if (weakCounts.release(slot)) {
      slots.leaveQuarantine(slot, c);
    }
  }

  /** The number of references it has. */
  public int references(int slot) {
    return edges.references(slot);
  }

  /** The referent of a reference, 0 for null. */
  public int referent(int slot, int index) {
    return edges.referent(slot, index);
  }

  /** The context that stored a reference. */
  public int storeContext(int slot, int index) {
    return edges.storeContext(slot, index);
  }

  /** Waits for the stripe of a referrer; the token to unlock it with, never 0. */
  public long lockReferrer(int slot) {
    return stripes.lock(slot);
  }

  /** Gives a stripe back. */
  public void unlock(long stripe) {
    stripes.unlock(stripe);
  }

  /**
   * Replaces an edge, or a static cell, and returns the old referent, which the caller releases
   * after unlocking. Contract: the referrer's stripe is held, the referent counted. A record that
   * has no such reference, or is dead, returns {@code referent}.
   */
  public int swap(int referrer, int index, int referent, int context) {
    return edges.swap(referrer, index, referent, context);
  }

  /** A whole store: count the new, change the edge, release the old. */
  public void store(int referrer, int index, int referent, Context c, int context) {
    if (referent != 0) {
      counts.incref(referent, c, context);
    }
    long stripe = stripes.lock(referrer);
    int old = edges.swap(referrer, index, referent, context);
    stripes.unlock(stripe);
    c.stores++;
    if (old != 0) {
      counts.decref(old, c, context);
    }
  }

  /** The birth ids of some objects that were used after their death; no weak reference had them. */
  public int[] revivedBirths() {
    return rare.revivedBirths();
  }

  /** The type of the objects of a birth id. */
  public int typeOfBirth(int birthId) {
    return birthTable.type(birthId);
  }

  /** The context in which the objects of a birth id are allocated. */
  public int contextOfBirth(int birthId) {
    return birthTable.allocationContext(birthId);
  }

  /** A load came too late for the value that it read last, and revives it. */
  void noteLateLoad() {
    rare.noteLateLoad();
  }

  /** So many objects, that no weak reference explains, came back by a late load. */
  void noteRevivedLate(long count) {
    rare.noteRevivedLate(count);
  }

  /** How many of the revivals are loads whose field changed twice between their reads, at most. */
  public long lateLoads() {
    return rare.lateLoads();
  }

  /** A block of static cells, 0 when there is no memory left; its number is used as a referrer. */
  public int newStatics(int typeId, int count) {
    return snapshot.addStatics(contexts.statics(nursery, typeId, count));
  }

  /** A record for the references of an untracked object; 0 when there is no memory left. */
  int newReferrer(int typeId, int count, boolean array) {
    return contexts.referrer(nursery, typeId, count, array);
  }

  /** Releases the references of a record that {@link #newReferrer} made, and frees it. */
  void dropReferrer(int slot, Context c) {
    releaseReferences(slot, c);
    slots.releaseReferrer(slot, c);
  }

  /** Sets all references of a record to null. */
  void releaseReferences(int slot, Context c) {
    for (int i = 0; i < edges.references(slot); i++) {
      long stripe = stripes.lock(slot);
      int old = edges.swap(slot, i, 0, 0);
      stripes.unlock(stripe);
      if (old != 0) {
        counts.decref(old, c, 0);
      }
    }
  }

  /** A ledger weak reference to a live object; its handle. The callback may be null. */
  public int weak(int slot, WeakCallback callback) {
    return weakReferences.add(slot, callback);
  }

  /** The referent, 0 once it has died. */
  public int weakTarget(int handle) {
    return weakReferences.target(handle);
  }

  /** Forgets a weak reference: its callback never runs, its handle may be given again. */
  public void dropWeak(int handle) {
    weakReferences.drop(handle);
  }

  /** Who is told of every death, before the references of the dead object are released. */
  public void onDeath(DeathListener listener) {
    deallocator.onDeath(listener);
  }

  /** The resources that die unclosed, one by one. */
  public DroppedResources droppedResources() {
    return new DroppedResources(unclosed, snapshot, birthTable);
  }

  /** Who knows the kinds of objects. */
  void kinds(ObjectKinds kinds) {
    revival.kinds(kinds);
    unclosed.kinds(kinds);
  }

  /** Who runs the finalizers of objects with the FINALIZER flag. */
  public void onFinalize(FinalizeListener listener) {
    deallocator.onFinalize(listener);
  }

  /** The cycle detector. */
  public CycleDetector detector() {
    return detector;
  }

  /** What lived when. */
  public LiveCurve liveCurve() {
    return liveCurve;
  }

  /** The increfs and decrefs of watched objects. */
  public BalanceBook balance() {
    return balance;
  }

  /** The pool simulator; null with pool=off. */
  public PoolSimulator pool() {
    return pool;
  }

  /** Sums over all contexts, late by what other threads are doing. */
  public LedgerTotals totals() {
    return contexts.totals(rare, edges.droppedStores(), stripes.broken());
  }

  /** Who knows the names of types and contexts. */
  public void names(SnapshotNames names) {
    snapshot.names(names);
  }

  /** Shows everything to {@code visitor}; of one instant only if no other thread changes it. */
  public void accept(SnapshotVisitor visitor) {
    snapshot.accept(visitor);
    balance.accept(visitor);
    liveCurve.accept(visitor);
  }

  /**
   * Checks the invariants of {@link Validation}.
   *
   * @throws AssertionError naming the first slot that breaks one
   */
  void validate() {
    new Validation(table, edges).validate();
  }
}
