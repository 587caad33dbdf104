package io.refledger.rt.gc;

import io.refledger.rt.table.Cells;
import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.EdgeTable;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.Pause;
import io.refledger.rt.table.ShadowTable;
import jdk.internal.misc.Unsafe;

/*
 * Edges stand still while the stripes are held, counts do not: a thread may pin, copy a local,
 * release. Trial deletion read the words one after the other, so what it found is a candidate set.
 * Each candidate turns ORANGE; a thread whose RMW meets ORANGE bumps disturbed before it goes on.
 * Then all words are read again. If each shows exactly its inner edges, no pin, ORANGE, and
 * disturbed did not move, then the set had no reference from outside at one instant; the proof is
 * in design/cycle-detector.md.
 *
 * Scratch: the number of inner edges << 1 | 1 for a candidate.
 */
/** Decides which candidates really are garbage although counts move. */
final class Verification {
  private static final Unsafe U = Unsafe.getUnsafe();
  private static final long DISTURBED = U.objectFieldOffset(Verification.class, "disturbed");
  private static final long PATIENCE_NANOS = 1_000_000_000L;
  private static final int MAX_ROUNDS = 16;
  private static final int MAX_ATTEMPTS = 8;
  private static final int CANDIDATE = 1;
  private static final int EDGE = 2;

  private static final long COMPARED =
      CountWord.COUNTS_MASK
          | CountWord.ORANGE_BIT
          | CountWord.FOREIGN_BIT
          | CountWord.DYING_BIT
          | CountWord.DEAD;

  private final ShadowTable table;
  private final Cells cells;
  private final IntVector touched = new IntVector(64);

  /** Read: volatile. Written: getAndAdd, by any thread that meets ORANGE. */
  private volatile int disturbed;

  /** What disturbed was when the candidates were last found to be garbage. */
  private int disturbedWhenVerified;

  /** The words of the candidates last looked at, one or the other. */
  private long words;

  /** True while words may turn DEAD and back. */
  private volatile boolean condemning;

  Verification(ShadowTable table, EdgeTable edges) {
    this.table = table;
    cells = new Cells(table, edges);
  }

  /** Called by a mutator whose RMW returned a word with ORANGE. */
  void disturb() {
    U.getAndAddInt(this, DISTURBED, 1);
  }

  /**
   * Moves from {@code candidates} to {@code survivors} what a mutator still holds, and all it
   * refers to. Contract: the mutators are stopped, the candidates are painted. After this, the
   * candidates left had no reference from outside at one instant, and are ORANGE; survivors are
   * not.
   */
  void verify(IntVector candidates, IntVector survivors) {
    cells.begin();
    words = 0;
    for (int round = 0; !candidates.isEmpty(); round++) {
      int before = disturbed;
      countInnerEdges(candidates);
      findTouched(candidates, round == MAX_ROUNDS);
      boolean quiet = touched.isEmpty() && before == disturbed;
      spread();
      moveTouched(candidates, survivors);
      if (quiet) {
        disturbedWhenVerified = before;
        return;
      }
    }
  }

  /** The bits that the words of what was verified last have, one or the other. */
  long words() {
    return words;
  }

  /**
   * Sets ORANGE on all that are still alive: a dead word with ORANGE would be a condemned one. At
   * any time, for ORANGE alone keeps nobody from anything.
   */
  void paint(IntVector candidates) {
    for (int i = 0; i < candidates.size(); i++) {
      int slot = candidates.get(i);
      long word = table.word(slot);
      while (!CountWord.isDead(word) && !table.casWord(slot, word, word | CountWord.ORANGE_BIT)) {
        word = table.word(slot);
      }
    }
  }

  private void countInnerEdges(IntVector candidates) {
    for (int i = 0; i < candidates.size(); i++) {
      table.setScratch(candidates.get(i), CANDIDATE);
    }
    for (int i = 0; i < candidates.size(); i++) {
      int slot = candidates.get(i);
      for (int n = cells.of(slot, table.word(slot)) - 1; n >= 0; n--) {
        int referent = cells.referent(n);
        int scratch = table.scratch(referent);
        if (scratch != 0) {
          table.setScratch(referent, scratch + EDGE);
        }
      }
    }
  }

  /** After this, touched holds the candidates whose words do not show their inner edges only. */
  private void findTouched(IntVector candidates, boolean giveUp) {
    touched.clear();
    for (int i = 0; i < candidates.size(); i++) {
      int slot = candidates.get(i);
      long word = table.word(slot);
      long expected = CountWord.ORANGE_BIT | (table.scratch(slot) >>> 1);
      words |= word;
      if (giveUp || (word & COMPARED) != expected) {
        table.setScratch(slot, 0);
        touched.add(slot);
      }
    }
  }

  /** Adds to touched all candidates that touched ones refer to. */
  private void spread() {
    for (int i = 0; i < touched.size(); i++) {
      int slot = touched.get(i);
      for (int n = cells.of(slot, table.word(slot)) - 1; n >= 0; n--) {
        int referent = cells.referent(n);
        if (table.scratch(referent) != 0) {
          table.setScratch(referent, 0);
          touched.add(referent);
        }
      }
    }
  }

  /** After this, scratch is 0 everywhere. */
  private void moveTouched(IntVector candidates, IntVector survivors) {
    int kept = 0;
    for (int i = 0; i < candidates.size(); i++) {
      int slot = candidates.get(i);
      if (table.scratch(slot) != 0) {
        table.setScratch(slot, 0);
        candidates.set(kept++, slot);
      } else {
        release(slot, survivors);
      }
    }
    candidates.truncate(kept);
  }

  private void release(int slot, IntVector survivors) {
    if (!CountWord.isDead(clearOrange(slot))) {
      survivors.add(slot);
    }
  }

  /** Takes ORANGE off live words; a dead one lost it when it died. */
  private long clearOrange(int slot) {
    return table.changeWord(slot, CountWord.ORANGE_BIT, 0);
  }

  /** Takes ORANGE off all of {@code slots}. */
  void unpaint(IntVector slots) {
    for (int i = 0; i < slots.size(); i++) {
      clearOrange(slots.get(i));
    }
  }

  /**
   * Condemns what is left in {@code candidates}, which were verified, and of which survivors may
   * turn up still.
   */
  void condemn(IntVector candidates, IntVector survivors) {
    for (int attempt = 0; !condemnAll(candidates); attempt++) {
      if (attempt == MAX_ATTEMPTS) {
        acquit(candidates, survivors);
      } else {
        verify(candidates, survivors);
      }
    }
  }

  /** Moves all candidates to the survivors. */
  private void acquit(IntVector candidates, IntVector survivors) {
    touched.clear();
    moveTouched(candidates, survivors);
  }

  /**
   * Kills the verified candidates, whose references stay; or, if a mutator met one of them since
   * the verification, none of them. Mutators that meet a dead one meanwhile wait for the verdict.
   */
  private boolean condemnAll(IntVector candidates) {
    if (candidates.isEmpty()) {
      return true;
    }
    condemning = true;
    int dead = 0;
    while (dead < candidates.size() && condemn(candidates.get(dead))) {
      dead++;
    }
    boolean done = dead == candidates.size() && disturbed == disturbedWhenVerified;
    for (int i = 0; i < dead && !done; i++) {
      table.changeWord(candidates.get(i), CountWord.DEAD, 0);
    }
    condemning = false;
    return done;
  }

  private boolean condemn(int slot) {
    while (true) {
      long word = table.word(slot);
      boolean pinned = (word & CountWord.PINS_MASK) != 0;
      if (pinned || (word & CountWord.ORANGE_BIT) == 0 || CountWord.isDead(word)) {
        return false;
      }
      if (table.casWord(slot, word, word | CountWord.DEAD)) {
        return true;
      }
    }
  }

  /** Waits until the word of a condemned object is the last one, for a second at most. */
  void awaitVerdict() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (condemning && System.nanoTime() - deadline < 0) {
      Pause.briefly();
    }
  }

  void dispose() {
    touched.dispose();
  }
}
