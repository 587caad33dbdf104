package io.refledger.api.spi;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What the runtime does for the API. An object is named by its <i>serial</i>: the clock of its
 * birth in the high half, its slot in the low half; 0 names an object that is not in the ledger.
 */
public interface LedgerBridge {
  /** The count of what is immortal or not in the ledger. */
  int IMMORTAL = Integer.MAX_VALUE;

  /** The count of what has died. */
  int DEAD = -1;

  /** The generation of what the cycle detector does not follow. */
  int NO_GENERATION = -1;

  /** Turns births off in the calling thread; the state goes to {@link #leave}. */
  long enter();

  /** Ends what {@link #enter} began. */
  void leave(long state);

  /** The serial of an object. */
  long serial(Object object);

  /** The object of a serial if it is watched and the JVM still has it, else null. */
  Object object(long serial);

  /** Keeps the object of a serial within reach of {@link #object}, by a weak reference. */
  void watch(Object object);

  /** The counted references to an object; {@link #IMMORTAL} or {@link #DEAD}. */
  int count(long serial);

  /** The name of an object's class. */
  String className(long serial);

  /** Whether the cycle detector follows an object. */
  boolean isTracked(long serial);

  /** The generation that an object is in, 3 for the permanent one; {@link #NO_GENERATION}. */
  int generation(long serial);

  /** The context of an object's allocation, 0 when its record has gone to another object. */
  int allocationContext(long serial);

  /** The serials of what an object refers to, in visiting order. */
  long[] referents(long serial);

  /** Shows every reference to an object. Looks through the whole ledger. */
  void referrers(long serial, ReferenceSink sink);

  /** Shows the place that a context stands for. */
  void site(int context, SiteSink sink);

  /** Shows how the referent of a {@code java.lang.ref.Reference} died, if it did. */
  void deathOf(Object reference, DeathSink sink);

  /** From now on shows every death of an instance of {@code type}. */
  void onDeath(Class<?> type, DeathSink sink);

  /**
   * A weak reference to {@code referent}; 0 if it never dies. At its death, if {@code
   * weakReference} still lives, that is given to {@code dispatch}. {@code callback}, which may be
   * null, is counted as held by the weak reference.
   */
  int weak(Object referent, Object weakReference, Object callback, Consumer<Object> dispatch);

  /** Whether the referent of a weak reference is alive. */
  boolean isWeakAlive(int handle);

  /** Ends a weak reference: it is never told of a death. */
  void dropWeak(int handle, Object weakReference);

  /** Counts a reference of the API's own to an object that it keeps, such as a listener. */
  void hold(Object object);

  /** Takes back what {@link #hold} counted. */
  void release(Object object);

  /** Writes the ledger export. */
  void dump(Path file) throws IOException;

  /** The serials of all live objects, by slot. */
  long[] objects();

  /**
   * The serials of the live objects that only a reference whose referent is dead keeps, by slot.
   * Looks through the whole ledger.
   */
  long[] pending();

  /** The bytes of an object. */
  int sizeBytes(long serial);

  /** The cycle detector. */
  CollectorBridge collector();

  /** The simulated pools, null when they are off. */
  PoolBridge pools();
}
