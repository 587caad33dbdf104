package io.refledger.report.text;

import io.refledger.snapshot.PoolStats;
import java.util.List;
import java.util.Locale;

/** The simulated pools: what they hold, how well they are filled, and the JVM's heap beside. */
final class PoolText {

  private static final List<String> OCCUPANCY =
      List.of("with none", "up to a quarter", "up to a half", "up to three quarters", "above");

  private PoolText() {}

  static void write(TextLines text, PoolStats pool) {
    text.section("POOLS as " + pool.config() + " would hold them");
    writeHeap(text, pool.heap());
    writeObjectLayout(text, pool.objectLayout());
    text.line("");
    writeHoldings(text, pool);
    writeFragmentation(text, pool);
    text.line("");
    writeClasses(text, pool);
  }

  /** What reference counting gave back, against what the JVM's collector still holds. */
  private static void writeHeap(TextLines text, PoolStats.Heap heap) {
    text.line(
        "Dead objects gave back "
            + Amounts.bytes(heap.ledgerFreedBytes())
            + ", each at its death; "
            + Amounts.bytes(heap.ledgerLiveBytes())
            + " live in the ledger.");
    long beyond = heap.beyondLedgerBytes();
    text.line(
        "The JVM's heap has "
            + Amounts.bytes(heap.usedBytes())
            + " in use (no collection was caused to read it), "
            + Amounts.bytes(Math.abs(beyond))
            + (beyond < 0 ? " less:" : " more:"));
    if (beyond < 0) {
      text.line("  the JVM has collected what the ledger still counts as alive.");
    } else {
      text.line(
          "  floating garbage (objects dead and not collected yet), and what the ledger does");
      text.line(
          "  not track (objects older than the agent, of classes left out, the agent's own).");
    }
  }

  private static void writeObjectLayout(TextLines text, PoolStats.ObjectLayout layout) {
    text.line(
        "Sizes are shallow and this JVM's: headers of "
            + layout.headerBytes()
            + " B, "
            + (layout.referenceBytes() == 4 ? "compressed " : "")
            + "references of "
            + layout.referenceBytes()
            + " B, rounded up to "
            + layout.alignmentBytes()
            + " B; taken once a class, for arrays by length.");
  }

  private static void writeHoldings(TextLines text, PoolStats pool) {
    text.line(
        "arenas: "
            + pool.arenasCurrent()
            + " current, "
            + pool.arenasHighwater()
            + " at most, "
            + pool.arenasAllocated()
            + " allocated, "
            + pool.arenasReclaimed()
            + " reclaimed");
    text.line(
        "blocks: "
            + Amounts.bytes(pool.bytesInUse())
            + " in use, "
            + Amounts.bytes(pool.bytesAvailable())
            + " available");
    PoolStats.SystemBlocks system = pool.system();
    text.line(
        "left to the system allocator (0 bytes, or over 512): "
            + Amounts.of(system.inUse(), "block")
            + " in use with "
            + Amounts.bytes(system.bytesInUse())
            + ", of "
            + Amounts.of(system.requests(), "request")
            + " for "
            + Amounts.bytes(system.requestedBytes()));
  }

  private static void writeClasses(TextLines text, PoolStats pool) {
    text.line(
        String.format(
            Locale.ROOT, "%5s %6s %8s %10s %10s", "class", "size", "pools", "in use", "free"));
    for (PoolStats.SizeClassStats row : pool.classes()) {
      text.line(
          String.format(
              Locale.ROOT,
              "%5d %6d %8d %10d %10d",
              row.index(),
              row.blockBytes(),
              row.pools(),
              row.inUse(),
              row.free()));
    }
  }

  private static void writeFragmentation(TextLines text, PoolStats pool) {
    if (pool.arenasCurrent() == 0) {
      return;
    }
    PoolStats.Arenas arenas = pool.arenas();
    text.line(
        String.format(
            Locale.ROOT,
            "fragmentation: %.1f%% of %s lies in no block in use",
            100.0 * pool.bytesNotInUse() / pool.bytesHeld(),
            Amounts.bytes(pool.bytesHeld())));
    text.line(
        "  free blocks "
            + Amounts.bytes(pool.bytesAvailable())
            + ", unused pools "
            + Amounts.bytes(pool.unusedPoolBytes())
            + ", pool headers "
            + Amounts.bytes(arenas.headerBytes())
            + ", quantization "
            + Amounts.bytes(arenas.quantizationBytes()));
    text.line("  arenas by their pools in use: " + occupancy(arenas.byOccupancy()));
    text.line(
        "  if blocks were moved together, "
            + Amounts.of(arenas.needed(), "arena")
            + " would do and "
            + (pool.arenasCurrent() - arenas.needed())
            + " could go back");
  }

  private static String occupancy(List<Integer> arenas) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < arenas.size(); i++) {
      words.append(i == 0 ? "" : ", ").append(arenas.get(i)).append(' ').append(OCCUPANCY.get(i));
    }
    return words.toString();
  }
}
