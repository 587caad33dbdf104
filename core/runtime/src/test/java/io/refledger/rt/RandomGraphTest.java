package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.table.CountWord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random programs against the slow obvious answer: what is reachable from locals is alive. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RandomGraphTest {
  private static final int STEPS = 20_000;
  private static final int LOCALS = 12;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void full_collection_should_leave_exactly_what_locals_reach(long seed) {
    var program = new Program(seed, LedgerConfig.defaults().withCollector(false));

    for (int step = 0; step < STEPS; step++) {
      program.step();
      if (step % 1000 == 999) {
        program.collect(2);
        assertThat(program.live()).as("seed %d, step %d", seed, step).isEqualTo(program.reached());
      }
    }
    program.end();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void automatic_collections_should_free_no_reached_object(long seed) {
    var program =
        new Program(
            seed,
            LedgerConfig.defaults()
                .withSites(seed % 2 == 0)
                .withThresholds(50, 3, 3)
                .withReuseDistance(seed % 3 == 0 ? 0 : 16));

    for (int step = 0; step < STEPS; step++) {
      program.step();
      if (step % 500 == 499) {
        assertThat(program.live()).as("seed %d", seed).containsAll(program.reached());
      }
    }
    program.collect(2);
    assertThat(program.live()).as("seed %d", seed).isEqualTo(program.reached());
    program.end();
  }

  /** A random program on locals that hold objects of zero to six references. */
  private static final class Program {
    private final Random random;
    private final Ledger ledger;
    private final Context c;
    private final int[] locals = new int[LOCALS];

    Program(long seed, LedgerConfig config) {
      random = new Random(seed);
      ledger = Ledger.create(config.withMaxBytes(16 << 20));
      c = ledger.newContext(1);
    }

    void step() {
      int local = random.nextInt(LOCALS);
      int other = locals[random.nextInt(LOCALS)];
      switch (random.nextInt(8)) {
        case 0, 1 -> set(local, born());
        case 2 -> set(local, 0);
        case 3 -> set(local, pinned(other));
        case 4 -> set(local, pinned(anyReferent(other)));
        default -> storeInto(locals[local], other);
      }
    }

    private int born() {
      int references = random.nextInt(7);
      boolean array = random.nextBoolean();
      int flags = references == 0 ? CountWord.LEAF : array ? CountWord.ARRAY : 0;
      int birthId = ledger.births().intern(references << 1 | (array ? 1 : 0), random.nextInt(5));
      return ledger.birth(c, 1, birthId, references, flags, 16 + 4 * references);
    }

    private void storeInto(int referrer, int referent) {
      int references = referrer == 0 ? 0 : ledger.references(referrer);
      if (references > 0) {
        ledger.store(referrer, random.nextInt(references), referent, c, random.nextInt(100));
      }
    }

    private int anyReferent(int slot) {
      int references = slot == 0 ? 0 : ledger.references(slot);
      return references == 0 ? 0 : ledger.referent(slot, random.nextInt(references));
    }

    private int pinned(int slot) {
      ledger.pin(slot, c);
      return slot;
    }

    private void set(int local, int pinnedSlot) {
      ledger.bind(pinnedSlot);
      int old = locals[local];
      locals[local] = pinnedSlot;
      ledger.decref(old, c, local);
    }

    void collect(int generation) {
      ledger.detector().collect(generation, c);
    }

    Set<Integer> live() {
      var live = new TreeSet<Integer>();
      for (int slot = 1; slot <= ledger.highWater(); slot++) {
        if (ledger.isLive(slot)) {
          live.add(slot);
        }
      }
      return live;
    }

    Set<Integer> reached() {
      var reached = new HashSet<Integer>();
      var open = new ArrayDeque<Integer>();
      for (int slot : locals) {
        open.add(slot);
      }
      while (!open.isEmpty()) {
        int slot = open.remove();
        if (slot != 0 && reached.add(slot)) {
          open.addAll(referents(slot));
        }
      }
      return new TreeSet<>(reached);
    }

    private List<Integer> referents(int slot) {
      var result = new ArrayList<Integer>();
      for (int i = 0; i < ledger.references(slot); i++) {
        result.add(ledger.referent(slot, i));
      }
      return result;
    }

    void end() {
      ledger.validate();
      for (int i = 0; i < LOCALS; i++) {
        set(i, 0);
      }
      collect(2);
      assertThat(ledger.totals().live()).isZero();
      assertThat(ledger.totals().liveBytes()).isZero();
      assertThat(ledger.totals().underflows()).isZero();
      assertThat(ledger.totals().revived()).isZero();
      assertThat(ledger.detector().describeTooSmall()).isEmpty();
      ledger.validate();
      ledger.dispose();
    }
  }
}
