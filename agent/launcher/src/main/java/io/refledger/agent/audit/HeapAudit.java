package io.refledger.agent.audit;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.refledger.audit.HeapAgreement;
import io.refledger.audit.SlotFlags;
import io.refledger.report.Audit;
import io.refledger.rt.HeapWalk;
import io.refledger.rt.Hooks;
import io.refledger.rt.Ledger;
import io.refledger.rt.table.CountWord;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.SnapshotBuilder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The comparison of the ledger with the JVM's own heap, in this JVM. One at a time. */
public final class HeapAudit {
  private static final int OLDEST_GENERATION = 2;
  private static final int MOST_ROUNDS = 20;
  private static final int ROUND_MILLIS = 100;

  private final Ledger ledger;
  private final Supplier<Class<?>[]> classes;
  private final Executor threads;

  /** The books at the moment of an audit, and what came out of it. */
  public record Result(Snapshot snapshot, Audit audit) {}

  private record Books(Snapshot snapshot, SlotFlags flags) {}

  /**
   * An audit of {@code ledger}.
   *
   * @param classes those that the heap is searched from
   * @param threads runs a task in a thread of its own, with births off
   */
  public HeapAudit(Ledger ledger, Supplier<Class<?>[]> classes, Executor threads) {
    this.ledger = ledger;
    this.classes = classes;
    this.threads = threads;
  }

  /**
   * Waits, two seconds at most, until the JVM's cleaners and finalizers have nothing to do. Then
   * stops the program's threads at their stores, takes a dump of the live heap, which makes the JVM
   * collect, and a snapshot of the ledger, lets them go, and compares. Needs as much memory as a
   * weak reference to each object, and the dump on disk; births must be off.
   *
   * @throws IOException if the dump cannot be written or read, or the JVM writes none
   * @throws IllegalStateException if the threads could not be stopped for as long as it takes
   */
  public synchronized Result run() throws IOException {
    if (ModuleLayer.boot().findModule("jdk.management").isEmpty()) {
      throw new IOException("this JVM writes no heap dumps (module jdk.management)");
    }
    try (HeapDumpDirectory directory = HeapDumpDirectory.create()) {
      Path dump = directory.dump();
      rehearse(dump);
      settle();
      Books books = takeBoth(dump);
      Audit audit = HeapAgreement.compare(books.snapshot, books.flags, dump);
      return new Result(books.snapshot, audit);
    }
  }

  /**
   * All that is going to be done but the dump, for the JVM refuses to write over a file: what is
   * done for the first time loads and links classes, which changes the heap.
   */
  private void rehearse(Path dump) throws IOException {
    Files.createFile(dump);
    try {
      dumpAfterWalk(dump, new Class<?>[0]);
    } catch (IOException expected) {
      books();
    } finally {
      Files.delete(dump);
    }
  }

  private void settle() {
    try {
      for (int round = 0; round < MOST_ROUNDS; round++) {
        long before = ledger.totals().stores();
        System.gc();
        Thread.sleep(ROUND_MILLIS);
        if (ledger.totals().stores() == before) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Books takeBoth(Path dump) throws IOException {
    Class<?>[] loaded = classes.get();
    try (MutatorStop stop = MutatorStop.begin(ledger, threads)) {
      dumpAfterWalk(dump, loaded);
      Books books = books();
      if (stop.isBroken()) {
        throw new IllegalStateException(
            "the program's threads could not be stopped for long enough; try again");
      }
      return books;
    }
  }

  private static void dumpAfterWalk(Path dump, Class<?>[] classes) throws IOException {
    HeapWalk walk = HeapWalk.from(classes, threads());
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpHeap(dump.toString(), true);
    } finally {
      Reference.reachabilityFence(walk);
    }
  }

  /** The ledger, once it has heard what the dump's collection has freed. */
  private Books books() {
    ledger.detector().collect(OLDEST_GENERATION, Hooks.context());
    var snapshot = new SnapshotBuilder();
    ledger.accept(snapshot);
    return new Books(snapshot.build(), flags());
  }

  private static Thread[] threads() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[2 * root.activeCount() + 16];
    root.enumerate(threads, true);
    return threads;
  }

  /** The flags as they are now. */
  private SlotFlags flags() {
    BitSet immortal = slotsWith(CountWord.IMMORTAL_BIT);
    BitSet weaklyHeld = slotsWith(CountWord.WEAK_BIT);
    BitSet foreign = slotsWith(CountWord.FOREIGN_BIT);
    return new SlotFlags() {
      @Override
      public boolean isImmortal(int slot) {
        return immortal.get(slot);
      }

      @Override
      public boolean isWeaklyHeld(int slot) {
        return weaklyHeld.get(slot);
      }

      @Override
      public boolean isForeign(int slot) {
        return foreign.get(slot);
      }
    };
  }

  private BitSet slotsWith(long flag) {
    var slots = new BitSet();
    int highWater = ledger.highWater();
    for (int slot = 1; slot <= highWater; slot++) {
      slots.set(slot, (ledger.word(slot) & flag) != 0);
    }
    return slots;
  }
}
