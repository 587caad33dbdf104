package io.refledger.rt.gc;

import io.refledger.rt.table.CountWord;
import io.refledger.rt.table.IntVector;
import io.refledger.rt.table.ShadowTable;

/*
 * Lists are vectors with stale entries: nothing is taken out when an object dies. An entry of the
 * list of generation g is valid if its word is live, TRACKED and says g; of duplicates the last
 * is the right one. All methods need the scratch ints, so they are called by the thread that is
 * collecting.
 */
/** The lists of the young, the middle, the old and the permanent generation, in list order. */
final class Generations {
  static final int COUNT = 3;
  static final int PERMANENT = 3;
  private static final int SEEN = 1;
  private static final int COMPACTION_SLACK = 4096;

  private final ShadowTable table;
  private final IntVector[] older = new IntVector[PERMANENT + 1];
  private final int[] compactedSize = new int[PERMANENT + 1];
  private final IntVector merged = new IntVector(1024);

  /** What stays in a young list that is looked through; used by one thread at a time. */
  private final IntVector kept = new IntVector(64);

  /** The first {@link #mutatorCount} take part; the others are null. */
  private Mutator[] mutators = new Mutator[64];

  private int mutatorCount;

  /** Of a member's word TRACKED alone is set among these. */
  private long notMembers = CountWord.DEAD | CountWord.TRACKED_BIT;

  Generations(ShadowTable table) {
    this.table = table;
    for (int g = 1; g <= PERMANENT; g++) {
      older[g] = new IntVector(16);
    }
  }

  /** Takes part in collections from now on. */
  void add(Mutator mutator) {
    if (mutatorCount == mutators.length) {
      var more = new Mutator[2 * mutatorCount];
      System.arraycopy(mutators, 0, more, 0, mutatorCount);
      mutators = more;
    }
    mutators[mutatorCount++] = mutator;
  }

  /** The thread of {@code mutator} is gone: {@code heir} gets its young list. */
  void remove(Mutator mutator, Mutator heir) {
    merged.clear();
    heir.copyYoung(merged);
    mutator.takeYoung(merged);
    heir.replaceYoung(merged);
    int n = 0;
    for (int i = 0; i < mutatorCount; i++) {
      if (mutators[i] != mutator) {
        mutators[n++] = mutators[i];
      }
    }
    mutators[n] = null;
    mutatorCount = n;
  }

  /** The sum of births less deaths. */
  int count0() {
    int sum = 0;
    for (int i = 0; i < mutatorCount; i++) {
      sum += mutators[i].count0;
    }
    return sum;
  }

  void clearCount0() {
    for (int i = 0; i < mutatorCount; i++) {
      mutators[i].count0 = 0;
    }
  }

  /**
   * Moves the members of generation g, then of the younger from 0 up, into {@code members}, and
   * calls updateRefs for each, from where on its scratch is not 0. After this, no slot is in it
   * twice, also not one that was freed and born again meanwhile.
   */
  void merge(int generation, IntVector members, TrialDeletion trialDeletion) {
    members.clear();
    if (generation > 0) {
      take(older[generation], generation, members, trialDeletion);
    }
    merged.clear();
    for (int i = 0; i < mutatorCount; i++) {
      mutators[i].takeYoung(merged);
    }
    take(merged, 0, members, trialDeletion);
    for (int g = 1; g < generation; g++) {
      take(older[g], g, members, trialDeletion);
    }
  }

  /** Moves the valid entries of {@code list} that are no members yet, the last one of each slot. */
  private void take(
      IntVector list, int generation, IntVector members, TrialDeletion trialDeletion) {
    int start = members.size();
    for (int i = list.size() - 1; i >= 0; i--) {
      int slot = list.get(i);
      long word = table.word(slot);
      if (isMember(word, generation) && table.scratch(slot) == 0) {
        trialDeletion.updateRefs(slot, word);
        members.add(slot);
      }
    }
    members.reverseFrom(start);
    list.clear();
  }

  /** Appends the valid entries of {@code list}, the last one of each slot. */
  private void appendValid(IntVector list, int generation, IntVector target) {
    int start = target.size();
    for (int i = list.size() - 1; i >= 0; i--) {
      int slot = list.get(i);
      if (isMember(table.word(slot), generation) && table.scratch(slot) == 0) {
        table.setScratch(slot, SEEN);
        target.add(slot);
      }
    }
    target.reverseFrom(start);
    for (int i = start; i < target.size(); i++) {
      table.setScratch(target.get(i), 0);
    }
  }

  private boolean isMember(long word, int generation) {
    return (word & notMembers) == CountWord.TRACKED_BIT && CountWord.generation(word) == generation;
  }

  /** From now on what is foreign is in no list, as something outside holds it. */
  void leaveForeignOut() {
    notMembers |= CountWord.FOREIGN_BIT;
  }

  /** Says in the word of {@code slot} that it is in the list of {@code generation}. */
  static void setGeneration(ShadowTable table, int slot, int generation) {
    long bits = CountWord.bit(generation * CountWord.GENERATION);
    table.changeWord(slot, CountWord.GENERATION_MASK, bits);
  }

  /** Appends {@code survivors} to the list of {@code generation} and says so in their words. */
  void appendTo(int generation, IntVector survivors) {
    appendTo(generation, survivors, 0);
  }

  /** As appendTo; those left of {@code start} have words that say so already. */
  void appendTo(int generation, IntVector survivors, int start) {
    for (int i = start; i < survivors.size(); i++) {
      setGeneration(table, survivors.get(i), generation);
    }
    boolean fresh = older[generation].isEmpty();
    older[generation].addAll(survivors);
    if (fresh) {
      compactedSize[generation] = survivors.size();
    } else if (older[generation].size() > 2 * compactedSize[generation] + COMPACTION_SLACK) {
      compact(generation);
    }
  }

  private void compact(int generation) {
    merged.clear();
    merged.addAll(older[generation]);
    older[generation].clear();
    appendValid(merged, generation, older[generation]);
    compactedSize[generation] = older[generation].size();
  }

  /** The members of a generation in list order. */
  void copy(int generation, IntVector target) {
    target.clear();
    if (generation > 0) {
      appendValid(older[generation], generation, target);
      return;
    }
    merged.clear();
    for (int i = 0; i < mutatorCount; i++) {
      Mutator mutator = mutators[i];
      mutator.copyYoung(merged);
    }
    appendValid(merged, 0, target);
  }

  /** Moves all members into the permanent generation. */
  void freeze(IntVector scratchList) {
    for (int g = 0; g < COUNT; g++) {
      copy(g, scratchList);
      drop(g);
      appendTo(PERMANENT, scratchList);
    }
  }

  /** Moves all permanent members into the oldest generation. */
  void unfreeze(IntVector scratchList) {
    copy(PERMANENT, scratchList);
    drop(PERMANENT);
    appendTo(COUNT - 1, scratchList);
  }

  private void drop(int generation) {
    if (generation > 0) {
      older[generation].clear();
      return;
    }
    merged.clear();
    for (int i = 0; i < mutatorCount; i++) {
      Mutator mutator = mutators[i];
      mutator.takeYoung(merged);
    }
  }

  /** Throws stale entries out of a young list; by its own thread. */
  void compactYoung(Mutator mutator) {
    merged.clear();
    mutator.copyYoung(merged);
    kept.clear();
    appendValid(merged, 0, kept);
    mutator.replaceYoung(kept);
  }

  /** As above, of a thread that has ended; the list takes no more than it needs. */
  void trimYoung(Mutator mutator) {
    compactYoung(mutator);
    mutator.shrinkYoung();
  }

  void dispose() {
    for (int g = 1; g <= PERMANENT; g++) {
      older[g].dispose();
    }
    merged.dispose();
    kept.dispose();
  }
}
