package io.refledger.agent.audit;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.refledger.audit.HeapAgreement;
import io.refledger.audit.HeapObjects;
import io.refledger.report.Audit;
import io.refledger.rt.HeapWalk;
import io.refledger.rt.Ledger;
import io.refledger.rt.table.CountWord;
import io.refledger.snapshot.Snapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The comparison of the ledger with the JVM's own heap, in this JVM. */
public final class HeapAudit {
  private static final String PREFIX = "refledger-audit";
  private static final int MOST_ROUNDS = 20;
  private static final int ROUND_MILLIS = 100;

  private final Ledger ledger;
  private final Supplier<Class<?>[]> classes;

  /** An audit of {@code ledger} in a heap that is searched from these classes. */
  public HeapAudit(Ledger ledger, Supplier<Class<?>[]> classes) {
    this.ledger = ledger;
    this.classes = classes;
  }

  /**
   * Waits, two seconds at most, until the JVM's cleaners and finalizers have done what a collection
   * of the heap gives them to do, so that the snapshot and the dump show the same. Loads what the
   * dump needs, for loading classes changes the heap too.
   */
  public void settle() {
    HeapWalk.from(new Class<?>[0], new Thread[0]);
    heapDumper();
    try {
      Files.delete(Files.createTempDirectory(PREFIX));
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
    } catch (IOException e) {
      // The comparison will say so.
    }
  }

  private static HotSpotDiagnosticMXBean heapDumper() {
    return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
  }

  /**
   * Takes a dump of the live heap, which makes the JVM collect, and compares it. Needs as much
   * memory as an array of all objects, and the dump on disk; births must be off. Other threads go
   * on: what they change meanwhile is a disagreement.
   *
   * @param snapshot the ledger, taken just now
   * @throws IOException if the dump cannot be written or read
   */
  public Audit compare(Snapshot snapshot) throws IOException {
    Path directory = Files.createTempDirectory(PREFIX);
    Path dump = directory.resolve("heap.hprof");
    try {
      HeapWalk walk = dumpWithWalk(dump);
      return HeapAgreement.compare(snapshot, objects(walk), dump);
    } finally {
      Files.deleteIfExists(dump);
      Files.deleteIfExists(directory);
    }
  }

  /** The walk is alive while the heap is dumped, so that the dump shows it. */
  private HeapWalk dumpWithWalk(Path dump) throws IOException {
    HeapWalk walk = HeapWalk.from(classes.get(), threads());
    try {
      heapDumper().dumpHeap(dump.toString(), true);
      return walk;
    } finally {
      Reference.reachabilityFence(walk);
    }
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

  private HeapObjects objects(HeapWalk walk) {
    return new HeapObjects() {
      @Override
      public int size() {
        return walk.size();
      }

      @Override
      public int slot(int index) {
        return walk.slot(index);
      }

      @Override
      public String className(int index) {
        return walk.classOf(index).getName();
      }

      @Override
      public boolean isImmortal(int slot) {
        return (ledger.word(slot) & CountWord.IMMORTAL_BIT) != 0;
      }

      @Override
      public boolean isForeign(int slot) {
        return (CountWord.flags(ledger.word(slot)) & CountWord.FOREIGN) != 0;
      }
    };
  }
}
