package io.refledger.agent.verify;

import java.util.ArrayList;
import java.util.List;
import jdk.internal.misc.Unsafe;

/*
 * States of a dying object:
 *   pending   pushed by the hook, not looked at
 *   suspect   the JVM had it after one collection: a frame's dead local may hold it
 *   early     the JVM had it after the next one too; but a reference that it has cleared is never
 *             early, for it may wait for its queue as long as the JDK's thread for that does
 *
 * Points lie at random numbers of deaths, each a little further than the one before (a sixteenth, less if
 * many are asked for) until as many as were asked for are done, then about a half: so a short run is
 * covered, and a long one to its end.
 * Between points at most MOST_PENDING objects are remembered.
 */
/** Checks that what died in the ledger is gone for the JVM too. */
public final class DeathVerifier implements Runnable {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long PENDING = U.objectFieldOffset(DeathVerifier.class, "pending");
  private static final long DEATHS = U.objectFieldOffset(DeathVerifier.class, "deaths");
  private static final long MOST_PENDING = 1_000_000;
  private static final int FIRST_INTERVAL = 1_000;
  private static final int FEWEST_A_SCALE = 16;
  private static final int SCALES = 3;
  private static final int SPARSE = 2;
  private static final long SEED = 0x5DEECE66DL;

  private final int points;

  /** About how many points lie before the number of deaths has grown by the base of logarithms. */
  private final int density;

  /** A list, latest first. Pushed by CAS, taken as a whole by getAndSet. */
  private volatile DyingObject pending;

  /** Deaths seen. Changed by getAndAdd. */
  private volatile long deaths;

  /** Deaths seen when pending was last taken. Written by the checking thread. */
  private volatile long deathsAtPoint;

  private long nextPoint = FIRST_INTERVAL;
  private long random = SEED;

  /** Guarded by this. */
  private List<DyingObject> suspects = new ArrayList<>();

  private final List<DyingObject> early = new ArrayList<>();
  private int pointsDone;

  private long checked;

  /** Points at which the JVM did not collect when asked: what died before them is not judged. */
  private int blindPoints;

  /** A verifier that collects at this many points at least, if there are as many deaths. */
  public DeathVerifier(int points) {
    this.points = points;
    density = Math.max(FEWEST_A_SCALE, points / SCALES);
    // A hook must not be the first to need this class: loading it runs woven code.
    DyingObject.of(this, 0);
  }

  /** Remembers a dying object. Called by hooks: calls nothing that is woven. */
  public void dying(Object object, int deathContext) {
    long number = U.getAndAddLong(this, DEATHS, 1);
    if (number - deathsAtPoint >= MOST_PENDING) {
      return;
    }
    DyingObject dying = DyingObject.of(object, deathContext);
    DyingObject first;
    do {
      first = pending;
      dying.next = first;
    } while (!U.compareAndSetReference(this, PENDING, first, dying));
  }

  /** Checks at the points as they come, until it is interrupted. */
  @Override
  public void run() {
    try {
      while (points > 0) {
        Thread.sleep(1);
        if (deaths >= nextPoint) {
          long stride = deaths / (pointsDone < points ? density : SPARSE);
          nextPoint = deaths + FIRST_INTERVAL + stride * (random(256) + 128) / 256;
          point();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int random(int bound) {
    random ^= random << 13;
    random ^= random >>> 7;
    random ^= random << 17;
    return (int) Long.remainderUnsigned(random, bound);
  }

  /** Collects twice, so that suspects are decided. For the end of the run. */
  public synchronized void finish() {
    point();
    if (!suspects.isEmpty()) {
      int done = pointsDone;
      point();
      pointsDone = done;
    }
  }

  /** One collection. After this, pending objects are cleared or suspects, older suspects early. */
  private synchronized void point() {
    DyingObject taken = (DyingObject) U.getAndSetReference(this, PENDING, null);
    deathsAtPoint = deaths;
    if (!JvmCollection.run()) {
      blindPoints++;
      return;
    }
    pointsDone++;
    suspects = judge(suspects);
    while (taken != null) {
      DyingObject next = taken.next;
      taken.next = null;
      checked++;
      if (taken.isThere()) {
        suspects.add(taken);
      }
      taken = next;
    }
  }

  /** After this, suspects that are still there are early; the result is those not yet decided. */
  private List<DyingObject> judge(List<DyingObject> suspects) {
    List<DyingObject> undecided = new ArrayList<>();
    for (DyingObject suspect : suspects) {
      if (suspect.mayBePending()) {
        undecided.add(suspect);
      } else if (suspect.isThere()) {
        early.add(suspect);
      }
    }
    return undecided;
  }

  /** The collections asked for so far. */
  public synchronized int pointsDone() {
    return pointsDone;
  }

  /** The deaths looked at so far. */
  public synchronized long checked() {
    return checked;
  }

  /** The early deaths so far. */
  public synchronized List<EarlyDeath> early() {
    List<EarlyDeath> deaths = new ArrayList<>();
    for (DyingObject dying : early) {
      deaths.add(new EarlyDeath(dying.type.getName(), dying.deathContext, dying.isThere()));
    }
    return deaths;
  }

  /** Whether the JVM does not collect when asked, so that the figures say nothing. */
  public synchronized boolean isBlind() {
    return pointsDone == 0 && blindPoints > 0;
  }

  /**
   * An object that the JVM still had after two collections.
   *
   * @param deathContext the ledger's number of the statement at which it died
   * @param isThere whether the JVM has it even now
   */
  public record EarlyDeath(String className, int deathContext, boolean isThere) {}
}
