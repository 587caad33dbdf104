package io.refledger.api;

/*
 * The layout is that of a release build: class table, arenas, bytes, and since 3.10 the radix tree
 * that finds an address's arena. Only numbers differ from a real interpreter's:
 *
 *   arena alignment   0: simulated arenas lie at multiples of their size, so that none loses a pool
 *                     (an interpreter whose arenas are mapped at page boundaries loses one in each)
 *   arena map         root, and nodes for arenas that lie one behind the other from address 0; a
 *                     bottom node covers 2^14 arenas, 16 GiB, and is kept when its arenas go
 *
 * An interpreter prints the free lists of its own types below; there are none here.
 */
/** The layout of {@code sys._debugmallocstats}. */
final class MallocStats {
  private static final int LABEL_COLUMNS = 35;
  private static final int NUMBER_COLUMNS = 21;
  private static final int[] CLASS_COLUMNS = {5, 7, 12, 16, 14};
  private static final int LARGEST_REQUEST = 512;
  private static final int SIZE_CLASSES = LARGEST_REQUEST / 16;

  /**
   * The 15 upper bits of an address choose a pointer of the root, the next 15 one of a mid node.
   */
  private static final int MAP_NODE_BYTES = 8 << 15;

  /** The 14 bits above the arena's own 20 choose 8 bytes of a bottom node. */
  private static final int MAP_BOTTOM_BITS = 14;

  private static final int MAP_BOTTOM_BYTES = 8 << MAP_BOTTOM_BITS;

  private final StringBuilder out = new StringBuilder();
  private final PoolStats stats;

  private MallocStats(PoolStats stats) {
    this.stats = stats;
  }

  /** Read this first: the sections in their order. */
  static String print(PoolStats stats) {
    var print = new MallocStats(stats);
    print.classes();
    print.arenas();
    print.bytes();
    if (stats.config().equals("cpython-3.13")) {
      print.arenaMap();
    }
    return print.out.toString();
  }

  private void classes() {
    out.append("Small block threshold = ").append(LARGEST_REQUEST);
    out.append(", in ").append(SIZE_CLASSES).append(" size classes.\n\n");
    out.append("class   size   num pools   blocks in use  avail blocks\n");
    out.append("-----   ----   ---------   -------------  ------------\n");
    for (PoolStats.SizeClass c : stats.sizeClasses()) {
      row(c.index(), c.blockBytes(), c.pools(), c.blocksInUse(), c.freeBlocks());
    }
    out.append('\n');
  }

  private void row(int... numbers) {
    for (int i = 0; i < numbers.length; i++) {
      flushRight(Integer.toString(numbers[i]), CLASS_COLUMNS[i]);
    }
    out.append('\n');
  }

  private void arenas() {
    line("# arenas allocated total", stats.arenasAllocated());
    line("# arenas reclaimed", stats.arenasReclaimed());
    line("# arenas highwater mark", stats.arenasHighwater());
    line("# arenas allocated current", stats.arenasCurrent());
    line(
        stats.arenasCurrent() + " arenas * " + stats.arenaBytes() + " bytes/arena",
        stats.bytesHeld());
    out.append('\n');
  }

  private void bytes() {
    long total = line("# bytes in allocated blocks", stats.bytesInUse());
    total += line("# bytes in available blocks", stats.bytesAvailable());
    total +=
        line(
            stats.unusedPools() + " unused pools * " + stats.poolBytes() + " bytes",
            (long) stats.unusedPools() * stats.poolBytes());
    total += line("# bytes lost to pool headers", stats.headerBytes());
    total += line("# bytes lost to quantization", stats.quantizationBytes());
    total += line("# bytes lost to arena alignment", 0);
    line("Total", total);
  }

  private void arenaMap() {
    int bottoms = (stats.arenasHighwater() + (1 << MAP_BOTTOM_BITS) - 1) >> MAP_BOTTOM_BITS;
    int mids = Math.min(bottoms, 1);
    out.append("\narena map counts\n");
    line("# arena map mid nodes", mids);
    line("# arena map bot nodes", bottoms);
    out.append('\n');
    long total = line("# bytes lost to arena map root", MAP_NODE_BYTES);
    total += line("# bytes lost to arena map mid", (long) mids * MAP_NODE_BYTES);
    total += line("# bytes lost to arena map bot", (long) bottoms * MAP_BOTTOM_BYTES);
    line("Total", total);
  }

  /** A label, and behind the equals sign the number in groups of three; returns the number. */
  private long line(String label, long number) {
    out.append(label).append(" ".repeat(Math.max(0, LABEL_COLUMNS - label.length()))).append('=');
    flushRight(grouped(number), NUMBER_COLUMNS);
    out.append('\n');
    return number;
  }

  private void flushRight(String text, int columns) {
    out.append(" ".repeat(Math.max(0, columns - text.length()))).append(text);
  }

  private static String grouped(long number) {
    var digits = new StringBuilder(Long.toString(number));
    for (int at = digits.length() - 3; at > 0; at -= 3) {
      digits.insert(at, ',');
    }
    return digits.toString();
  }
}
