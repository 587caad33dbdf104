package io.refledger.rt;

import io.refledger.rt.table.NativeMemory;

/**
 * The one runtime of this JVM. Both copies of the hooks use it, so all state is here; it is made
 * from {@link RuntimeOptions} on first use, before anything is woven.
 */
public final class Installation {
  private static final RuntimeOptions OPTIONS = RuntimeOptions.current();
  private static final int TABLE_CAPACITY = 1 << 16;

  /** Whether and where numbers live in object headers. */
  public static final HeaderSelfTest SELF_TEST = selfTest(OPTIONS.identity());

  /** The books. */
  public static final Ledger LEDGER = Ledger.create(OPTIONS.ledger());

  /** Which classes are tracked. */
  public static final Scope SCOPE = OPTIONS.scope();

  /** Whether code that is not woven may hold tracked objects. */
  static final boolean NARROW = SCOPE.isNarrow();

  /** Whether the program ran before the agent, so that frames from before go on unwoven. */
  public static final boolean ATTACHED = OPTIONS.attached();

  /** What frames from before the agent may read. */
  public static final ShownPlaces SHOWN = new ShownPlaces();

  /** What the weaver has told of classes. */
  public static final Shapes SHAPES = new Shapes();

  /** The classes whose objects can be closed. */
  public static final Closeables CLOSEABLES = new Closeables();

  /** The classes of tracked objects. */
  public static final Types TYPES =
      new Types(LEDGER, SHAPES, SELF_TEST.passed(), OPTIONS.softIsStrong());

  /** The places in woven code. */
  public static final Sites SITES = new Sites(LEDGER.memory().budget());

  /** Who watches what is born. */
  public static final Observations OBSERVATIONS = new Observations();

  /** The contexts of all threads. */
  public static final Contexts CONTEXTS = new Contexts(LEDGER);

  /** Untracked objects that tracked ones were stored into. */
  public static final AdoptedReferrers ADOPTED = new AdoptedReferrers();

  /** Tracked objects that something may hold which nobody sees. */
  static final ForeignObjects FOREIGN = new ForeignObjects();

  /** References without a record. */
  static final UntrackedReferences UNTRACKED_REFERENCES = new UntrackedReferences();

  /** What the JVM hands to the program. */
  public static final Immortals IMMORTALS = new Immortals();

  /** What the JVM's table of strings may hand out after its death. */
  public static final InternedStrings INTERNED = new InternedStrings();

  /** What the JVM may hand out after its death. */
  public static final VmHolds VM_HOLDS = new VmHolds();

  /** Whether dying objects are shown to the observer. */
  public static final boolean VERIFY_DEATHS = OPTIONS.verifyDeaths();

  /** From objects to slots when headers cannot tell; else unused. */
  static final TableIdentity TABLE = SELF_TEST.passed() ? null : new TableIdentity(TABLE_CAPACITY);

  private static volatile SizeOracle sizeOracle;
  private static volatile ObjectLayout objectLayout = ObjectLayout.measured();
  private static volatile HiddenClassWeaver hiddenClassWeaver;
  private static volatile DeathObserver deathObserver;
  private static volatile PendingSearch pendingSearch;

  private Installation() {}

  static {
    LedgerMemory memory = LEDGER.memory();
    memory.measure(NativeMemory.ALL, SITES, SHAPES, TYPES, ReferenceBooks.MEMORY, ADOPTED);
    memory.measure(FOREIGN, UNTRACKED_REFERENCES, INTERNED, IMMORTALS, VM_HOLDS);
    if (TABLE != null) memory.measure(TABLE);
    LEDGER.names(new Names(TYPES, SITES));
    LEDGER.onDeath(new Deaths());
    LEDGER.kinds(TYPES);
    LEDGER.droppedResources().onUnclosed(OBSERVATIONS);
    LEDGER.detector().addListener(ADOPTED);
    LEDGER.detector().addListener(UNTRACKED_REFERENCES);
    LEDGER.detector().addListener(INTERNED);
    LEDGER.detector().addListener(IMMORTALS);
    LEDGER.detector().addListener(VM_HOLDS);
    if (NARROW) {
      LEDGER.foreignForGood();
      LEDGER.detector().foreignMembers().leaveOut();
    }
    LEDGER.detector().addListener(FOREIGN);
  }

  /** Who tells the size of instances; null before it is set. */
  public static SizeOracle sizeOracle() {
    return sizeOracle;
  }

  /** Sets who tells the size of instances, and asks it how sizes are rounded up. */
  public static void sizeOracle(SizeOracle oracle) {
    sizeOracle = oracle;
    objectLayout = ObjectLayout.measured();
    int alignmentBytes = objectLayout.alignmentBytes();
    if (alignmentBytes != 0) {
      Vm.alignArraysTo(alignmentBytes);
    }
  }

  /** How objects are laid out, by what is known of it. */
  static ObjectLayout objectLayout() {
    return objectLayout;
  }

  /** Who weaves hidden classes; null before it is set. */
  public static HiddenClassWeaver hiddenClassWeaver() {
    return hiddenClassWeaver;
  }

  /** Sets who weaves hidden classes. */
  public static void hiddenClassWeaver(HiddenClassWeaver weaver) {
    hiddenClassWeaver = weaver;
  }

  /** Who is shown dying objects; null before it is set. */
  public static DeathObserver deathObserver() {
    return deathObserver;
  }

  /** Sets who is shown dying objects. */
  public static void deathObserver(DeathObserver observer) {
    deathObserver = observer;
  }

  /** Who finds the pending objects; null before it is set. */
  public static PendingSearch pendingSearch() {
    return pendingSearch;
  }

  /** Sets who finds the pending objects. */
  public static void pendingSearch(PendingSearch search) {
    pendingSearch = search;
  }

  /** See {@link Contexts#emptyRegisters}. */
  public static void emptyRegisters() {
    CONTEXTS.emptyRegisters();
  }

  /**
   * Gives all memory back. Only when no thread is inside a hook, after {@link Tracking#end} and
   * {@link #emptyRegisters}.
   *
   * @return the bytes outside of the Java heap
   */
  public static long release() {
    long bytes = LEDGER.memory().recordBytes() + SITES.nativeBytes();
    hiddenClassWeaver = null;
    deathObserver = null;
    pendingSearch = null;
    sizeOracle = null;
    CONTEXTS.forgetAll();
    ADOPTED.forgetAll();
    IMMORTALS.forgetAll();
    VM_HOLDS.forgetAll();
    FOREIGN.forgetAll();
    UNTRACKED_REFERENCES.forgetAll();
    INTERNED.forgetAll();
    SITES.dispose();
    LEDGER.dispose();
    return bytes;
  }

  private static HeaderSelfTest selfTest(IdentityMode mode) {
    return mode == IdentityMode.TABLE
        ? new HeaderSelfTest(-1, "identity=table was asked for")
        : HeaderSelfTest.run();
  }
}
