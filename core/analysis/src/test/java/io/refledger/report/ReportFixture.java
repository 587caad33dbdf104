package io.refledger.report;

import io.refledger.gate.Baseline;
import io.refledger.gate.Gate;
import io.refledger.gate.Screen;
import io.refledger.gate.Suppression;
import io.refledger.gate.Suppressions;
import io.refledger.graph.HeapTexts;
import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.leak.Fingerprint;
import io.refledger.leak.HolderName;
import io.refledger.leak.LibraryPatterns;
import io.refledger.leak.NamePattern;
import io.refledger.leak.Origin;
import io.refledger.leak.PathStep;
import io.refledger.leak.Way;
import io.refledger.leak.Ways;
import io.refledger.snapshot.Coverage;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.GenerationStats;
import io.refledger.snapshot.Inlining;
import io.refledger.snapshot.PauseStats;
import io.refledger.snapshot.PoolStats;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.SnapshotBuilder;
import io.refledger.snapshot.Totals;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A small run: two sessions alive in a list, couples dropped in cycles, one tree map dropped. */
public final class ReportFixture {

  private static final int SESSION = 1;
  private static final int ARRAY_LIST = 2;
  private static final int OBJECT_ARRAY = 3;
  private static final int PARTNER = 4;
  private static final int TREE_ENTRY = 5;
  private static final int LOGIN = 10;
  private static final int GROW = 11;
  private static final int MARRY = 12;
  private static final int MEET = 13;
  private static final int REBALANCE = 14;

  public static final Frame LOGIN_OPEN =
      new Frame("com.acme.Login", "open", "Login.java", 41, true, Optional.empty());

  private static final Optional<LocalDate> PAST = Optional.of(LocalDate.of(2026, 1, 31));
  private static final Optional<String> NO_KEY = Optional.empty();
  private static final Totals TOTALS =
      new Totals(900, 640, 206, 54, 2160, 12, 3, 0, 1, 0, 0, 0, 1800);

  private ReportFixture() {}

  /** A clean report with one cycle. */
  public static ReportModel clean() {
    return ReportModel.of(
        run(TOTALS, Losses.NONE),
        snapshot(),
        LibraryPatterns.of(List.of()),
        HeapTexts.NONE,
        List.of());
  }

  /** A report with a growth finding beside the cycle. */
  public static ReportModel withGrowth() {
    return ReportModel.of(
        run(TOTALS, Losses.NONE),
        snapshot(),
        LibraryPatterns.of(List.of()),
        HeapTexts.NONE,
        List.of(growth()));
  }

  /** A report with one finding, about which little is known. */
  public static ReportModel ofOne(FindingKind kind, Optional<Frame> storedAt, long count) {
    var finding =
        new Finding(
            "0".repeat(40),
            kind,
            Origin.APPLICATION,
            "com.acme.Session",
            count,
            List.of(),
            0,
            0,
            Optional.empty(),
            storedAt,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            false,
            "Close it.",
            Ways.UNKNOWN);
    return ReportModel.of(
        run(TOTALS, Losses.NONE),
        new SnapshotBuilder().build(),
        LibraryPatterns.of(List.of()),
        HeapTexts.NONE,
        List.of(finding));
  }

  /** A report on whose growth a gate failed; the cycle is suppressed. */
  public static ReportModel gateFailed() {
    var cycles = suppression("CYCLE:com.acme.* -- couples stay together", Optional.empty());
    var old = suppression("GROWTH:com.acme.Old until=2026-01-31 -- to be rewritten", PAST);
    var unused =
        suppression("RESOURCE:com.acme.Files -- closed by the container", Optional.empty());
    var gone = new Baseline.Known("f".repeat(40), FindingKind.SURVIVOR, "com.acme.Old", 3);
    var screen =
        new Screen(
            new Suppressions(List.of(cycles, old, unused)),
            new Baseline(Map.of(gone.id(), gone)),
            LocalDate.of(2026, 6, 1));
    return withGrowth().gated(screen, Optional.of(Gate.on(Set.of(FindingKind.GROWTH))));
  }

  private static Suppression suppression(String line, Optional<LocalDate> until) {
    int colon = line.indexOf(':');
    return new Suppression(
        line,
        FindingKind.valueOf(line.substring(0, colon)),
        NamePattern.of(line.substring(colon + 1, line.indexOf(' '))),
        until,
        line.substring(line.indexOf("--") + 3));
  }

  /** A report whose sessions were watched, with records lost. */
  public static ReportModel withBalance() {
    var builder = builder(200);
    builder.watched(SESSION, 642, 1);
    builder.balance(SESSION, GROW, 4, 2);
    builder.balance(SESSION, LOGIN, 640, 0);
    builder.balance(SESSION, MEET, 0, 640);
    builder.watchedObject(5, 1, 1, 0);
    builder.objectBalance(5, LOGIN, 1, 0);
    builder.balanceLost(1, 2);
    return ReportModel.of(
        run(TOTALS, Losses.NONE),
        builder.build(),
        LibraryPatterns.of(List.of()),
        HeapTexts.NONE,
        List.of(growth()));
  }

  /** A report whose ledger met errors of its own and lost records. */
  public static ReportModel incomplete() {
    var totals = new Totals(900, 640, 206, 54, 2160, 12, 3, 0, 1, 2, 1, 1, 1800);
    var losses = new Losses(7, 0, List.of("tracking was narrowed to com.acme.**"));
    return ReportModel.of(
        run(totals, losses), snapshot(), LibraryPatterns.of(List.of()), HeapTexts.NONE, List.of());
  }

  /** What {@link #clean} says once more, later: with growth, and half as many cycles. */
  public static ReportModel later() {
    var totals = new Totals(2000, 1700, 206, 58, 2240, 12, 3, 0, 1, 0, 0, 0, 1900);
    return ReportModel.of(
        run(totals, Losses.NONE),
        snapshot(100),
        LibraryPatterns.of(List.of()),
        HeapTexts.NONE,
        List.of(growth()));
  }

  /** A clean report with what it was made from. */
  public static Report report() {
    return new Report(clean(), snapshot());
  }

  /** A clean report of two lists of one name, a node, references and a boxed number. */
  public static Report exported() {
    var builder = new SnapshotBuilder();
    ExportedLedger.showTo(builder);
    return new Report(clean(), builder.build());
  }

  public static Snapshot snapshot() {
    return snapshot(200);
  }

  private static Snapshot snapshot(int partners) {
    return builder(partners).build();
  }

  private static SnapshotBuilder builder(int partners) {
    var builder = new SnapshotBuilder();
    builder.type(SESSION, "com.acme.Session", new String[] {"com.acme.Session#user"});
    builder.type(
        ARRAY_LIST, "java.util.ArrayList", new String[] {"java.util.ArrayList#elementData"});
    builder.type(OBJECT_ARRAY, "[Ljava.lang.Object;", null);
    builder.type(PARTNER, "com.acme.Partner", new String[] {"com.acme.Partner#other"});
    builder.type(
        TREE_ENTRY, "java.util.TreeMap$Entry", new String[] {"java.util.TreeMap$Entry#parent"});
    builder.context(LOGIN, "com.acme.Login", "open", "Login.java", 41, true, 0);
    builder.context(GROW, "java.util.ArrayList", "grow", "ArrayList.java", 235, false, LOGIN);
    builder.context(MARRY, "com.acme.Registry", "marry", "Registry.java", 17, true, 0);
    builder.context(MEET, "com.acme.Registry", "meet", "Registry.java", 29, true, 0);
    builder.context(REBALANCE, "java.util.TreeMap", "put", "TreeMap.java", 608, false, MEET);
    builder.object(1, ARRAY_LIST, LOGIN, 1, 0, 0, 1, 0, 2, 24);
    builder.object(2, OBJECT_ARRAY, GROW, 2, 0, 0, 1, 0, 2, 56);
    builder.object(5, SESSION, LOGIN, 3, GROW, 9, 1, 0, 1, 40);
    builder.object(9, SESSION, LOGIN, 4, 0, 0, 1, 0, 0, 40);
    builder.edge(2, 0, 5, LOGIN);
    builder.edge(1, 0, 2, GROW);
    builder.edge(2, 1, 9, LOGIN);
    builder.edge(5, 0, 77, LOGIN);
    builder.staticEdge(SESSION, "com.acme.Login#SESSIONS", 1, LOGIN);
    builder.cycle(PARTNER, MEET, MEET, partners, PARTNER, "com.acme.Partner#other", PARTNER, MARRY);
    builder.cycleReferences(
        new int[] {PARTNER, PARTNER},
        new String[] {"com.acme.Partner#other", "com.acme.Partner#other"},
        new int[] {MARRY, MEET});
    builder.cycle(OBJECT_ARRAY, MEET, MEET, 200, PARTNER, "com.acme.Partner#other", PARTNER, MARRY);
    builder.cycle(
        TREE_ENTRY,
        REBALANCE,
        MEET,
        6,
        TREE_ENTRY,
        "java.util.TreeMap$Entry#parent",
        TREE_ENTRY,
        REBALANCE);
    builder.census(LOGIN, SESSION, MEET, 640);
    builder.clock(0, 900);
    builder.instant(450);
    builder.heapUsed(9 << 20);
    builder.lived(SESSION, LOGIN, 3, 120);
    builder.lived(ARRAY_LIST, LOGIN, 1, 24);
    return builder;
  }

  private static RunFacts run(Totals totals, Losses losses) {
    var pool =
        new PoolStats(
            "cpython-3.13",
            1,
            0,
            1,
            1,
            2032,
            30608,
            List.of(
                new PoolStats.SizeClassStats(1, 32, 1, 20, 490),
                new PoolStats.SizeClassStats(2, 48, 1, 29, 311)),
            new PoolStats.Arenas(1 << 20, 1 << 14, 62, 96, 32, 1, List.of(0, 1, 0, 0, 0)),
            new PoolStats.SystemBlocks(3, 6000, 2, 4096),
            new PoolStats.Heap(2160, 48 << 20, 12 << 20),
            new PoolStats.ObjectLayout(12, 8, 4),
            new PoolStats.ArenaMap(
                List.of(
                    new PoolStats.Arena(
                        0, List.of(new PoolStats.Pool(0, 1, 20), new PoolStats.Pool(1, 2, 29)))),
                3));
    var coverage =
        new Coverage(
            812,
            List.of(new Coverage.Skipped("sun.misc.Odd", "the verifier refused it", false)),
            List.of(new Coverage.Skipped("com.acme.Parser.parse()V", "over 8000 bytes", true)),
            Inlining.of(
                325,
                List.of(
                    new Inlining.Outgrown("java.util.TreeMap.put()V", 320, 900, false),
                    new Inlining.Outgrown("com.acme.Parser.next()I", 310, 498, true))));
    return new RunFacts(
        new RunFacts.Tool("RefLedger", "0.1.0"),
        new RunFacts.Jvm("17.0.15", 4711, "com.acme.Main"),
        Map.of("locals", "lean", "gate", "growth"),
        totals,
        List.of(
            new GenerationStats(9, 200, 0),
            new GenerationStats(1, 6, 0),
            new GenerationStats(0, 0, 0)),
        new PauseStats(14, 31, 870, 1204),
        Optional.of(pool),
        coverage,
        losses,
        Optional.empty());
  }

  /** Through a map whose table was enlarged since. */
  private static List<PathStep> recent() {
    String map = "java.util.HashMap";
    return List.of(
        new PathStep("static", "com.acme.Recent.byName", map, Optional.of(LOGIN_OPEN), false),
        new PathStep(
            map, map + ".table", map + "$Node[]", byMap("resize", 702), true, true, NO_KEY),
        new PathStep(
            map + "$Node[]", "[x]", map + "$Node", byMap("putVal", 632), true, true, NO_KEY),
        new PathStep(
            map + "$Node",
            map + "$Node.value",
            "com.acme.Session",
            byMap("newNode", 1797),
            true,
            false,
            Optional.of("java.lang.String")));
  }

  private static Optional<Frame> byMap(String method, int line) {
    return Optional.of(
        new Frame(
            "java.util.HashMap", method, "HashMap.java", line, false, Optional.of(LOGIN_OPEN)));
  }

  private static Finding growth() {
    var storedAt =
        Optional.of(
            new Frame(
                "java.util.ArrayList",
                "add",
                "ArrayList.java",
                455,
                false,
                Optional.of(LOGIN_OPEN)));
    var path =
        List.of(
            new PathStep(
                "static",
                "com.acme.Login.SESSIONS",
                "java.util.ArrayList",
                Optional.of(LOGIN_OPEN),
                false),
            new PathStep(
                "java.util.ArrayList",
                "java.util.ArrayList.elementData",
                "java.lang.Object[]",
                storedAt,
                false,
                true,
                NO_KEY),
            new PathStep("java.lang.Object[]", "[x]", "com.acme.Session", storedAt, true));
    return new Finding(
        Fingerprint.of(FindingKind.GROWTH, "com.acme.Session", "[x]", Optional.of(LOGIN_OPEN)),
        FindingKind.GROWTH,
        Origin.APPLICATION,
        "com.acme.Session",
        52,
        List.of(4L, 4L, 4L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 5L, 0L),
        2080,
        1_258_291,
        Optional.of(LOGIN_OPEN),
        storedAt,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        path,
        Optional.empty(),
        false,
        "Remove the session from Login.SESSIONS when it ends.",
        new Ways(
            List.of(new Way(path, 52), new Way(recent(), 40)),
            2,
            List.of(new HolderName("com.acme.Realm", "guests", "com.acme.Realms.byName"))));
  }
}
