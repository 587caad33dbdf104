package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Threads load, store and drop shared objects while collections run: no object that a field holds
 * is ever dead, and in the end every count agrees with the edges. Longer: {@code
 * -Drefledger.stress.millis=60000}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LedgerStressTest {
  private static final long MILLIS = Long.getLong("refledger.stress.millis", 700);
  private static final int FIELDS = 3;
  private static final int LOCALS = 8;
  private static final int WEAKS = 16;

  @ParameterizedTest
  @CsvSource({"2, 4, 64", "3, 16, 4096", "4, 200, 0", "4, 2, 16"})
  void counts_should_agree_with_edges_after_races(int threads, int shared, int reuseDistance)
      throws InterruptedException, ExecutionException {
    var program = new Program(shared, reuseDistance);

    List<String> faults = program.run(threads);

    assertThat(faults).isEmpty();
    program.checkQuiet();
  }

  /** So many objects that threads do much while a collection looks at them. */
  @Test
  void counts_should_agree_with_edges_after_races_with_large_collections()
      throws InterruptedException, ExecutionException {
    var program = new Program(16, 0);
    program.fill(20_000);

    List<String> faults = program.run(3);

    assertThat(faults).isEmpty();
    program.empty();
    program.checkQuiet();
  }

  /** One thread walks around a ring, never holding more than two of its objects. */
  @Test
  void ring_should_not_be_garbage_while_a_thread_walks_around_it()
      throws InterruptedException, ExecutionException {
    // first -> .. -> last -> first, each with a thousand others between it and the next
    var program = new Program(1, 0);
    long end = System.nanoTime() + MILLIS * 1_000_000;
    var walker = new MutatorThread(program, 1, end);
    Context collector = program.ledger.newContext(2);
    Node start = walker.ring(4, 1000);
    var executor = Executors.newSingleThreadExecutor();
    var walk = executor.submit(() -> walker.walk(start));
    while (!walk.isDone()) {
      assertThat(program.ledger.detector().collect(2, collector)).isZero();
    }
    executor.shutdown();

    assertThat(walk.get()).isEmpty();
    program.ledger.unpin(walker.last.slot, collector, 1);
    assertThat(program.ledger.detector().collect(2, collector)).isEqualTo(4);
  }

  /** An object of the program: the fields are the real ones, the slot's edges their shadow. */
  private static final class Node {
    final int slot;
    final int birthClock;
    final AtomicReferenceArray<Node> fields;

    Node(int slot, int birthClock, int fields) {
      this.slot = slot;
      this.birthClock = birthClock;
      this.fields = new AtomicReferenceArray<>(fields);
    }
  }

  /** The shared heap. */
  private static final class Program {
    final Ledger ledger;
    final Node statics;

    /** Objects that are met again without being counted, as through a WeakReference. */
    final AtomicReferenceArray<Node> weaks = new AtomicReferenceArray<>(WEAKS);

    final int birthId;
    private final List<Integer> filled = new ArrayList<>();

    Program(int shared, int reuseDistance) {
      ledger =
          Ledger.create(
              LedgerConfig.defaults()
                  .withMaxBytes(64 << 20)
                  .withThresholds(200, 3, 3)
                  .withReuseDistance(reuseDistance));
      statics = new Node(ledger.newStatics(1, shared), 0, shared);
      birthId = ledger.births().intern(2, 1);
    }

    /** Adds pairs of objects that refer to each other; each is pinned. */
    void fill(int pairs) {
      Context c = ledger.newContext(98);
      for (int i = 0; i < pairs; i++) {
        int slot = ledger.birth(c, 2, birthId, FIELDS, 0, 32);
        int other = ledger.birth(c, 2, birthId, FIELDS, 0, 32);
        ledger.store(slot, 0, other, c, 1);
        ledger.store(other, 0, slot, c, 1);
        filled.add(slot);
        filled.add(other);
      }
    }

    /** Drops what fill has added: garbage for one collection. */
    void empty() {
      Context c = ledger.newContext(97);
      for (int slot : filled) {
        ledger.unpin(slot, c, 1);
      }
      assertThat(ledger.detector().collect(2, c)).isGreaterThanOrEqualTo(filled.size());
      filled.clear();
    }

    List<String> run(int threads) throws InterruptedException, ExecutionException {
      var executor = Executors.newFixedThreadPool(threads);
      var mutators = new ArrayList<Callable<List<String>>>();
      long end = System.nanoTime() + MILLIS * 1_000_000;
      for (int i = 0; i < threads; i++) {
        var mutator = new MutatorThread(this, i, end);
        mutators.add(mutator::run);
      }
      var faults = new ArrayList<String>();
      for (var done : executor.invokeAll(mutators)) {
        faults.addAll(done.get());
      }
      executor.shutdown();
      assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
      return faults;
    }

    void checkQuiet() {
      ledger.validate();
      checkCounts();
      Context c = ledger.newContext(99);
      for (int i = 0; i < WEAKS; i++) {
        if (weaks.get(i) != null) {
          ledger.releaseWeakly(weaks.get(i).slot, c);
        }
      }
      for (int i = 0; i < statics.fields.length(); i++) {
        ledger.store(statics.slot, i, 0, c, 1);
      }
      ledger.detector().collect(2, c);
      LedgerTotals totals = ledger.totals();
      assertThat(totals.live()).isZero();
      assertThat(totals.underflows()).isZero();
      assertThat(totals.revived()).isZero();
      assertThat(totals.locksBroken()).isZero();
      assertThat(totals.droppedStores()).isZero();
      assertThat(ledger.detector().describeTooSmall()).isEmpty();
      assertThat(totals.allocated() + totals.revivedWeak())
          .isEqualTo(totals.freedByCount() + totals.freedByCollector());
      ledger.validate();
      ledger.dispose();
    }

    /** With no local left, refs of each object is the number of edges to it. */
    private void checkCounts() {
      int[] edges = new int[ledger.highWater() + 1];
      for (int slot = 1; slot < edges.length; slot++) {
        for (int i = 0; i < ledger.references(slot); i++) {
          edges[ledger.referent(slot, i)]++;
        }
      }
      for (int slot = 1; slot < edges.length; slot++) {
        if (ledger.isLive(slot) && slot != statics.slot) {
          assertThat(ledger.refs(slot)).as("refs of %d", slot).isEqualTo(edges[slot]);
          assertThat(ledger.pins(slot)).as("pins of %d", slot).isZero();
        }
      }
    }
  }

  /** One thread of the program. */
  private static final class MutatorThread {
    private final Program program;
    private final Ledger ledger;
    private final Context c;
    private final Random random;
    private final long end;

    /** Where the walk ended; still pinned. */
    private Node last;

    private final Node[] locals = new Node[LOCALS];
    private final List<String> faults = new ArrayList<>();

    MutatorThread(Program program, int number, long end) {
      this.program = program;
      this.end = end;
      ledger = program.ledger;
      c = ledger.newContext(number);
      random = new Random(number);
    }

    List<String> run() {
      for (int step = 0; System.nanoTime() - end < 0 && faults.isEmpty(); step++) {
        step();
        if (step % 5000 == 0) {
          ledger.detector().collect(random.nextInt(3), c);
        }
      }
      for (int i = 0; i < LOCALS; i++) {
        set(i, null);
      }
      return faults;
    }

    /** A ring of objects that are far apart in the detector's list; its first is pinned. */
    Node ring(int nodes, int others) {
      var ring = new Node[nodes];
      for (int i = 0; i < nodes; i++) {
        ring[i] = born();
        for (int n = 0; n < others; n++) {
          born();
        }
      }
      for (int i = 0; i < nodes; i++) {
        for (int field = 0; field < FIELDS; field++) {
          store(ring[i], field, ring[(i + 1) % nodes]);
        }
      }
      for (int i = 1; i < nodes; i++) {
        ledger.unpin(ring[i].slot, c, 1);
      }
      return ring[0];
    }

    /** Goes from object to object of a ring until the time is up. */
    List<String> walk(Node start) {
      Node at = start;
      while (System.nanoTime() - end < 0 && faults.isEmpty()) {
        Node next = load(at);
        if (next != null) {
          ledger.unpin(at.slot, c, 1);
          at = next;
        }
      }
      last = at;
      return faults;
    }

    private void step() {
      int local = random.nextInt(LOCALS);
      Node holder = random.nextBoolean() ? program.statics : locals[random.nextInt(LOCALS)];
      switch (random.nextInt(7)) {
        case 0 -> set(local, born());
        case 6 -> set(local, loadWeak(local));
        case 1 -> set(local, null);
        case 2, 3 -> set(local, holder == null ? null : load(holder));
        default -> {
          if (holder != null) {
            int field = random.nextInt(holder.fields.length());
            store(holder, field, random.nextInt(8) == 0 ? null : locals[local]);
          }
        }
      }
    }

    private Node born() {
      int slot = ledger.birth(c, 2, program.birthId, FIELDS, 0, 32);
      return new Node(slot, ledger.birthClock(slot), FIELDS);
    }

    private void set(int local, Node pinned) {
      Node old = locals[local];
      locals[local] = pinned;
      if (old != null) {
        ledger.unpin(old.slot, c, 1);
      }
    }

    /** Reads, pins, reads again. */
    private Node load(Node holder) {
      int field = random.nextInt(holder.fields.length());
      while (true) {
        Node read = holder.fields.get(field);
        if (read == null) {
          return null;
        }
        boolean isPinned = ledger.tryPin(read.slot, c);
        boolean isSame = holder.fields.get(field) == read;
        if (isSame && isPinned) {
          check(read);
          return read;
        }
        if (isSame && holder.fields.get(field) == read) {
          faults.add("slot " + read.slot + " is dead, but a field holds it");
          return null;
        }
        if (isPinned) {
          ledger.unpin(read.slot, c, 1);
        }
      }
    }

    /** Takes an object out of the weak table, dead or alive, or puts another one there. */
    private Node loadWeak(int local) {
      int at = random.nextInt(WEAKS);
      synchronized (program.weaks) {
        Node read = program.weaks.get(at);
        if (read != null && ledger.tryPin(read.slot, c)) {
          check(read);
          return read;
        }
        if (read != null && random.nextInt(4) != 0) {
          ledger.pin(read.slot, c);
          checkRevived(read);
          return read;
        }
        if (locals[local] != null) {
          program.weaks.set(at, locals[local]);
          ledger.holdWeakly(locals[local].slot);
          if (read != null) {
            ledger.releaseWeakly(read.slot, c);
          }
        }
        return null;
      }
    }

    /** Nobody else has it yet: what it refers to must be as it was when it died, and alive. */
    private void checkRevived(Node node) {
      check(node);
      for (int i = 0; i < FIELDS; i++) {
        Node referent = node.fields.get(i);
        int slot = ledger.referent(node.slot, i);
        if (slot != (referent == null ? 0 : referent.slot)) {
          faults.add("slot " + node.slot + " came back with a reference to " + slot);
        } else if (referent != null) {
          check(referent);
        }
      }
    }

    private void check(Node node) {
      if (!ledger.isLive(node.slot)) {
        faults.add("slot " + node.slot + " is pinned and dead");
      } else if (ledger.birthClock(node.slot) != node.birthClock) {
        faults.add("slot " + node.slot + " was given to another object");
      }
    }

    private void store(Node holder, int field, Node value) {
      int referent = value == null ? 0 : value.slot;
      ledger.incref(referent, c);
      long stripe = ledger.lockReferrer(holder.slot);
      int old = ledger.swap(holder.slot, field, referent, 1);
      holder.fields.set(field, value);
      ledger.unlock(stripe);
      ledger.decref(old, c, 1);
    }
  }
}
