package io.refledger.api;

import java.util.Locale;

/** The layout of {@code sys._debugmallocstats}, from {@code _PyObject_DebugMallocStats}. */
final class MallocStats {
  private static final int LABEL_COLUMNS = 35;
  private static final int NUMBER_COLUMNS = 22;
  private static final int LARGEST_REQUEST = 512;

  private MallocStats() {}

  static String print(PoolStats stats) {
    StringBuilder out = new StringBuilder();
    out.append("Small block threshold = ").append(LARGEST_REQUEST).append(", in ");
    out.append(LARGEST_REQUEST / 16).append(" size classes.\n\n");
    out.append("class   size   num pools   blocks in use  avail blocks\n");
    out.append("-----   ----   ---------   -------------  ------------\n");
    for (PoolStats.SizeClass c : stats.sizeClasses()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%5d %6d %11d %15d %13d%n",
              c.index(),
              c.blockBytes(),
              c.pools(),
              c.blocksInUse(),
              c.freeBlocks()));
    }
    out.append('\n');
    arenas(stats, out);
    bytes(stats, out);
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  private static void arenas(PoolStats stats, StringBuilder out) {
    line("# arenas allocated total", stats.arenasAllocated(), out);
    line("# arenas reclaimed", stats.arenasReclaimed(), out);
    line("# arenas highwater mark", stats.arenasHighwater(), out);
    line("# arenas allocated current", stats.arenasCurrent(), out);
    long total = (long) stats.arenasCurrent() * stats.arenaBytes();
    line(stats.arenasCurrent() + " arenas * " + stats.arenaBytes() + " bytes/arena", total, out);
    out.append('\n');
  }

  private static void bytes(PoolStats stats, StringBuilder out) {
    long unused = (long) stats.unusedPools() * stats.poolBytes();
    line("# bytes in allocated blocks", stats.bytesInUse(), out);
    line("# bytes in available blocks", stats.bytesAvailable(), out);
    line(stats.unusedPools() + " unused pools * " + stats.poolBytes() + " bytes", unused, out);
    line("# bytes lost to pool headers", stats.headerBytes(), out);
    line("# bytes lost to quantization", stats.quantizationBytes(), out);
    line("# bytes lost to arena alignment", 0, out);
    long total =
        stats.bytesInUse()
            + stats.bytesAvailable()
            + unused
            + stats.headerBytes()
            + stats.quantizationBytes();
    line("Total", total, out);
  }

  /** A label, blanks up to the column of the equals sign, and the number in groups of three. */
  private static void line(String label, long value, StringBuilder out) {
    String number = String.format(Locale.ROOT, "%,d", value);
    out.append(label).append(" ".repeat(Math.max(0, LABEL_COLUMNS - label.length())));
    out.append('=').append(" ".repeat(Math.max(0, NUMBER_COLUMNS - 1 - number.length())));
    out.append(number).append('\n');
  }
}
