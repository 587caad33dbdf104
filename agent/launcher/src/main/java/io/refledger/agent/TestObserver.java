package io.refledger.agent;

import io.refledger.api.spi.TestBridge;
import io.refledger.leak.Finding;
import io.refledger.leak.FindingKind;
import io.refledger.leak.LibraryPatterns;
import io.refledger.leak.Origin;
import io.refledger.leak.ResourceSearch;
import io.refledger.leak.SurvivorSearch;
import io.refledger.report.text.FindingText;
import io.refledger.rt.Observed;
import io.refledger.rt.ThreadStops;
import io.refledger.snapshot.Frame;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.UnclosedKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/*
 *   begin .. test .. end -> Observed (slots that live, resources that died unclosed)
 *     collection of the ledger -> those of the application that live still -> none: that was all
 *     snapshot -> what holds them, without the test instance -> none: that was all
 *     a collection of the JVM's, as foreign objects die by it alone -> the same once more -> findings
 */
/** Checks tests, for the JUnit integration. For any thread; one check at a time. */
final class TestObserver implements TestBridge {
  private static final int PAIR = 2;

  private final RuntimeLink runtime;
  private final Supplier<LibraryPatterns> patterns;
  private final Supplier<Snapshot> snapshots;
  private final Runnable collector;
  private final Runnable reportWriter;
  private final ExitGate gate;

  /** Why no test can be checked, if none can. */
  private final Optional<String> obstacle;

  /** Made when it is needed first. Guarded by this. */
  private LibraryPatterns library;

  /** What was found and no budget allows, by fingerprint. Guarded by itself. */
  private final Map<String, Finding> found = new LinkedHashMap<>();

  /**
   * Checks with what the agent has.
   *
   * @param collector collects, also when another thread takes a snapshot meanwhile
   */
  TestObserver(
      RuntimeLink runtime,
      Supplier<LibraryPatterns> patterns,
      Supplier<Snapshot> snapshots,
      Runnable collector,
      Runnable reportWriter,
      ExitGate gate,
      Optional<String> obstacle) {
    this.obstacle = obstacle;
    this.gate = gate;
    this.runtime = runtime;
    this.patterns = patterns;
    this.snapshots = snapshots;
    this.collector = collector;
    this.reportWriter = reportWriter;
  }

  /** A finding and what the test is told of it. */
  private record Checked(Finding finding, TestOrigin origin) {}

  @Override
  public int begin() {
    long state = runtime.enter();
    try {
      if (obstacle.isPresent()) {
        throw new IllegalStateException(obstacle.get());
      }
      if (ThreadStops.haveBegun()) {
        throw new IllegalStateException(ThreadStops.REASON);
      }
      int number = runtime.observe();
      if (number == NONE) {
        throw new IllegalStateException(
            "more tests are checked at a time than RefLedger can; run fewer in parallel");
      }
      return number;
    } finally {
      runtime.leave(state);
    }
  }

  @Override
  public int current() {
    return runtime.observation();
  }

  @Override
  public int suspend() {
    int before = runtime.observation();
    runtime.leaveObservation();
    return before;
  }

  @Override
  public void resume(int observation) {
    runtime.enterObservation(observation);
  }

  /** Read this first. */
  @Override
  public List<TestFinding> end(int observation, TestQuestion question) {
    long state = runtime.enter();
    try {
      collector.run(); // while it still sees what dies unclosed in a cycle
      Observed observed = runtime.endObservation(observation);
      List<TestFinding> told = new ArrayList<>();
      for (Checked checked : check(observed, question)) {
        keep(checked);
        told.add(told(checked));
      }
      return List.copyOf(told);
    } finally {
      runtime.leave(state);
    }
  }

  @Override
  public void abandon(int observation) {
    long state = runtime.enter();
    try {
      runtime.endObservation(observation);
    } finally {
      runtime.leave(state);
    }
  }

  private synchronized List<Checked> check(Observed observed, TestQuestion question) {
    if (library == null) {
      library = patterns.get();
    }
    List<Checked> checked = survivors(observed, question);
    if (checked.stream().anyMatch(one -> one.origin() == TestOrigin.APPLICATION)) {
      System.gc();
      collector.run();
      checked = survivors(observed, question);
    }
    List<Checked> all = new ArrayList<>(checked);
    all.addAll(unclosed(observed, question));
    return all;
  }

  /** What was born and lives; and apart from it, as nothing is left out there, what is tracked. */
  private List<Checked> survivors(Observed observed, TestQuestion question) {
    BitSet asserted = asserted(observed);
    BitSet tracked = tracked(question);
    if (asserted.isEmpty() && tracked.isEmpty()) {
      return List.of();
    }
    Snapshot snapshot = snapshots.get();
    List<Checked> checked = new ArrayList<>();
    Map<String, Long> budgets = new HashMap<>(question.budgets());
    if (!asserted.isEmpty()) {
      SurvivorSearch search = search(snapshot, leftOut(question), observed);
      checked.addAll(marked(search.search(asserted, question.test()), budgets));
      search.firstUse().forEach(finding -> checked.add(new Checked(finding, TestOrigin.FIRST_USE)));
    }
    if (!tracked.isEmpty()) {
      SurvivorSearch search = search(snapshot, new BitSet(), observed);
      checked.addAll(marked(search.search(tracked, question.test()), budgets));
      checked.addAll(marked(search.firstUse(), budgets));
    }
    return checked;
  }

  private List<Checked> marked(List<Finding> findings, Map<String, Long> budgets) {
    return gate.marked(findings).stream()
        .map(finding -> new Checked(finding, origin(finding, budgets)))
        .toList();
  }

  private SurvivorSearch search(Snapshot snapshot, BitSet leftOut, Observed observed) {
    return new SurvivorSearch(snapshot, leftOut, observed.beganAt(), library, runtime.texts());
  }

  /** The slots of what should have died and lives. */
  private BitSet asserted(Observed observed) {
    BitSet slots = new BitSet();
    int[] alive = observed.alive();
    for (int i = 0; i < alive.length; i += PAIR) {
      boolean isLive = runtime.isAlive(alive[i], alive[i + 1]);
      if (isLive && (isOfApplication(alive[i]) || runtime.isOpenResource(alive[i]))) {
        slots.set(alive[i]);
      }
    }
    return slots;
  }

  private BitSet tracked(TestQuestion question) {
    BitSet slots = new BitSet();
    for (long serial : question.tracked()) {
      if (runtime.isAlive((int) serial, (int) (serial >>> Integer.SIZE))) {
        slots.set((int) serial);
      }
    }
    return slots;
  }

  private boolean isOfApplication(int slot) {
    String name = runtime.className(slot);
    int element = name.lastIndexOf('[') + 1;
    boolean isOfPrimitives = element > 0 && name.charAt(element) != 'L';
    return !isOfPrimitives && !library.matches(name);
  }

  private BitSet leftOut(TestQuestion question) {
    BitSet slots = new BitSet();
    for (Object holder : question.leftOut()) {
      int slot = runtime.slot(holder);
      if (slot != 0) {
        slots.set(slot);
      }
    }
    return slots;
  }

  private static TestOrigin origin(Finding finding, Map<String, Long> budgets) {
    if (finding.origin() == Origin.LIBRARY) {
      return TestOrigin.LIBRARY;
    }
    boolean isExcused = finding.isExcused() || isWithin(budgets, finding);
    return isExcused ? TestOrigin.EXCUSED : TestOrigin.APPLICATION;
  }

  /** Takes a finding's objects out of the budget for its class. */
  private static boolean isWithin(Map<String, Long> left, Finding finding) {
    Long allowed = left.get(finding.type());
    if (allowed == null || finding.count() > allowed) {
      return false;
    }
    left.put(finding.type(), allowed - finding.count());
    return true;
  }

  /** Of the kinds of the whole run those of which this test has some, with as many as it has. */
  private List<Checked> unclosed(Observed observed, TestQuestion question) {
    int[] pairs = observed.unclosed();
    if (pairs.length == 0) {
      return List.of();
    }
    Snapshot snapshot = snapshots.get();
    Map<List<Object>, Long> ownByPlace = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += PAIR) {
      String className = runtime.classNameOfType(pairs[i]);
      Optional<Frame> allocatedAt = snapshot.frame(pairs[i + 1]);
      ownByPlace.merge(List.of(className, allocatedAt), 1L, Long::sum);
    }
    Map<String, Finding> byId = new LinkedHashMap<>();
    ownByPlace.forEach(
        (place, count) -> {
          for (Finding finding : unclosedAt(place, snapshot)) {
            byId.putIfAbsent(finding.id(), finding.ofTest(question.test(), count));
          }
        });
    return marked(List.copyOf(byId.values()), new HashMap<>(question.budgets()));
  }

  private List<Finding> unclosedAt(List<Object> place, Snapshot snapshot) {
    List<UnclosedKind> kinds =
        snapshot.unclosed().stream().filter(kind -> place(resource(kind)).equals(place)).toList();
    return new ResourceSearch(library).search(kinds);
  }

  private static UnclosedKind.Link resource(UnclosedKind kind) {
    return kind.chain().get(kind.chain().size() - 1);
  }

  private static List<Object> place(UnclosedKind.Link link) {
    return List.of(link.className(), link.allocatedAt());
  }

  private void keep(Checked checked) {
    boolean isSurvivor = checked.finding().kind() == FindingKind.SURVIVOR;
    boolean isTold = checked.origin() == TestOrigin.APPLICATION || checked.finding().isExcused();
    if (isSurvivor && isTold) {
      synchronized (found) {
        found.merge(checked.finding().id(), checked.finding(), Finding::joinedWith);
      }
    }
  }

  private static TestFinding told(Checked checked) {
    Finding finding = checked.finding();
    return new TestFinding(
        finding.id(),
        finding.kind().name(),
        checked.origin(),
        finding.type(),
        finding.count(),
        FindingText.of(finding));
  }

  /** What tests have asserted dead and found alive, for the report. */
  List<Finding> found() {
    synchronized (found) {
      return List.copyOf(found.values());
    }
  }

  @Override
  public void writeReport() {
    long state = runtime.enter();
    try {
      reportWriter.run();
    } finally {
      runtime.leave(state);
    }
  }
}
