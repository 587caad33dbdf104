package io.refledger.rt.spi;

/**
 * The one door out of the runtime: receives the whole ledger as names and primitives.
 *
 * <p>Called in this order: the layout, all types, all contexts, all objects, all threads, all
 * edges, all static edges, all cycles, the unclosed resources, the census, the balance, the clock,
 * the instants. What a visitor does not override is lost on it.
 */
public interface SnapshotVisitor {
  /**
   * How the JVM lays objects out; comes first.
   *
   * @param headerBytes what comes before the fields of an object that is no array
   * @param arrayHeaderBytes what comes before the elements of an array of bytes
   */
  default void layout(int headerBytes, int arrayHeaderBytes, int referenceBytes) {}

  /**
   * A class of objects.
   *
   * @param referenceNames "Declaring.Class#field" by reference index; null for arrays
   */
  default void type(int typeId, String className, String[] referenceNames) {}

  /**
   * What else the class of the type that was shown last declares.
   *
   * @param superType the type of its superclass, 0 if there is none
   * @param primitives descriptor and name of its instance fields that are no references: "Icount"
   * @param statics names of its static fields that are references
   */
  default void declared(int typeId, int superType, String[] primitives, String[] statics) {}

  /**
   * Objects of the type that was shown last are open once they are made, and closed by a method.
   */
  default void closable(int typeId, String closer) {}

  /**
   * The class of the type that was shown last can be unloaded.
   *
   * @param slot of the object that stands for it, and for all others of its loader; it refers to
   *     the loader if that is tracked
   */
  default void unloadable(int typeId, int slot) {}

  /**
   * A place in the program that stores, allocates or drops.
   *
   * @param calledFrom the context of the application frame that called it, 0 for none
   */
  default void context(
      int contextId,
      String className,
      String method,
      String file,
      int line,
      boolean application,
      int calledFrom) {}

  /** A local variable is first stored at a context of the application's. */
  default void local(int contextId, String name) {}

  /** A live object. */
  default void object(
      int slot,
      int typeId,
      int allocationContext,
      int birthClock,
      int dropContext,
      int dropClock,
      int refs,
      int pins,
      int generation,
      int sizeBytes) {}

  /** The object that was shown last is never counted and never dies. */
  default void immortal(int slot) {}

  /** The object that was shown last may be held by what is not woven. */
  default void foreign(int slot) {}

  /** The object that was shown last is a reference whose referent is dead. */
  default void outlived(int slot) {}

  /** The object that was shown last is a resource that is open. */
  default void open(int slot) {}

  /** The object that was shown last is no resource, but may hold one, and can be closed. */
  default void openWrapper(int slot) {}

  /** A reference held by a field or an element of a live object. */
  default void edge(int referrer, int index, int referent, int storeContext) {}

  /** A reference held by a static field, named "Declaring.Class#field". */
  default void staticEdge(int typeId, String field, int referent, int storeContext) {}

  /** Garbage that only the cycle detector could free, added up by kind. */
  default void cycle(
      int typeId,
      int allocationContext,
      int dropContext,
      long count,
      int closingReferrerType,
      String closingReference,
      int closingReferentType,
      int closingStoreContext) {}

  /**
   * The references of the first cycle of the kind that was shown last, the closing edge first: each
   * leads to the referrer of the next one, and the last to that of the closing edge. Not called
   * where that cycle was too long to be found.
   *
   * @param references "Declaring.Class#field" by position; null, or "[x]", for elements of arrays
   */
  default void cycleReferences(int[] referrerTypes, String[] references, int[] storeContexts) {}

  /**
   * The allocation clock: the number of births when the cohorts began, and now. A birth clock is
   * the low half of such a number.
   */
  default void clock(long start, long now) {}

  /** An instant of the past, of which {@link #lived} tells; oldest first. */
  default void instant(long clock) {}

  /** The bytes in use of the JVM's heap at the instant that was shown last, read as it was. */
  default void heapUsed(long bytes) {}

  /** The live objects of one class and allocation at the instant that was shown last. */
  default void lived(int typeId, int allocationContext, long count, long bytes) {}

  /**
   * A thread that runs.
   *
   * @param slot of its object, 0 if that is not tracked
   * @param methods "Class.method" of the frames on its stack, innermost first
   */
  default void thread(int slot, String name, String[] methods) {}

  /**
   * Resources that died without having been closed, added up by kind. A kind is a chain of
   * references: first the outermost object that could have been closed in their place and died with
   * them, last the resources themselves.
   *
   * @param typeIds the classes along the chain
   * @param allocationContexts where the objects of the chain were born
   * @param areOpen which of them can be closed and had not been
   * @param references "Declaring.Class#field", or "[x]", of all but the last
   * @param storeContexts where those references were stored
   * @param closer the method by which the outermost object is closed, null if unknown
   * @param count the number of resources
   * @param outermostCount the number of outermost objects that no other kind has counted
   * @param bytes the shallow sizes of the resources, and of what led from those outermost objects
   *     to them
   */
  default void unclosed(
      int[] typeIds,
      int[] allocationContexts,
      boolean[] areOpen,
      String[] references,
      int[] storeContexts,
      String closer,
      int dropContext,
      long count,
      long outermostCount,
      long bytes) {}

  /** The unclosed resources that no kind has room for. */
  default void unclosedLeftOut(long count) {}

  /**
   * A class whose increfs and decrefs are recorded; of no other one does the balance tell.
   *
   * @param born the objects born since then
   * @param before those that lived already
   */
  default void watched(int typeId, long born, long before) {}

  /** The references to objects of a watched class that were stored and released at a context. */
  default void balance(int typeId, int contextId, long increfs, long decrefs) {}

  /** A live watched object; serial numbers follow the order of birth. */
  default void watchedObject(int slot, int serial, long increfs, long decrefs) {}

  /** As {@link #balance}, of one live object. */
  default void objectBalance(int slot, int contextId, long increfs, long decrefs) {}

  /**
   * Increfs and decrefs that are not in the balance, for want of room.
   *
   * @param ofObjects those that {@link #balance} has, and {@link #objectBalance} has not
   */
  default void balanceLost(long count, long ofObjects) {}

  /** Deaths added up by the statements of birth and death. */
  default void census(int allocationContext, int typeId, int deathContext, long count) {}
}
