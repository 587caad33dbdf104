package io.refledger.agent;

import io.refledger.agent.attach.FramesFromBefore;
import io.refledger.agent.attach.LongestStop;
import io.refledger.agent.audit.HeapAudit;
import io.refledger.agent.cache.WovenCache;
import io.refledger.agent.command.Commands;
import io.refledger.agent.command.Operations;
import io.refledger.agent.log.Console;
import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.OptionKey;
import io.refledger.agent.sink.ExitReport;
import io.refledger.agent.sink.ReportSource;
import io.refledger.agent.sink.Reports;
import io.refledger.agent.transform.Coverage;
import io.refledger.agent.transform.GuardedWeaver;
import io.refledger.agent.transform.Installation;
import io.refledger.agent.verify.DeathVerifier;
import io.refledger.agent.verify.JvmCollection;
import io.refledger.graph.HeapTexts;
import io.refledger.leak.LibraryPatterns;
import io.refledger.report.OutputDirectory;
import io.refledger.report.Report;
import io.refledger.report.ReportModel;
import io.refledger.report.ReportNotWrittenException;
import io.refledger.report.RunFacts;
import io.refledger.report.format.ReportFormats;
import io.refledger.report.progress.Phases;
import io.refledger.rt.ExitStatus;
import io.refledger.snapshot.PendingObjects;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.SnapshotBuilder;
import io.refledger.weave.spec.ResourceMethods;
import io.refledger.weave.spec.Scope;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running agent: the one place where runtime, weaver and analysis meet. */
final class Agent implements ReportSource {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final int FEW_SAMPLES = 16;
  private static final String COLLECTING = "collecting";
  private static final String READING = "reading the ledger";

  private final AgentOptions options;
  private final boolean isAttached;
  private final Attached attached = new Attached();
  private final RuntimeLink runtime;
  private final Detachment detachment;
  private final Coverage coverage = new Coverage();
  private final ReportFacts facts;
  private final MemoryWatch memory;
  private final DeathVerifier verifier;
  private final HeapAudit audit;
  private final Object snapshotTurn = new Object();
  private final ResourceMethods resources;
  private final Watchlist watchlist;
  private final WovenCache cache;
  private final Scope scope;
  private final FindingListeners findingListeners = new FindingListeners();

  /** What is done for tests. Written once, before the first report. */
  private TestObserver tests;

  /** Ends what would delay the last report. Written once, before the first report. */
  private Runnable livePageEnd = LiveStart.NOTHING;

  /** Written once, before the first report: its files are read when everything is woven. */
  private ExitGate gate = ExitGate.NONE;

  /**
   * An agent whose ledger is made; nothing is woven yet.
   *
   * @param build differs between jars of different contents
   * @param isAttached whether the program runs already
   */
  Agent(
      AgentOptions options,
      Instrumentation instrumentation,
      String version,
      String build,
      boolean isAttached)
      throws StartException {
    this.options = options;
    this.isAttached = isAttached;
    this.scope =
        TrackedClasses.of(options.get(OptionKey.TRACK), instrumentation.getAllLoadedClasses());
    this.runtime = new RuntimeLink(options, scope, instrumentation, isAttached);
    this.detachment = new Detachment(runtime, instrumentation);
    this.resources = runtime.watchResources(options);
    this.cache = WovenCache.of(options.get(OptionKey.CACHE), identity(build));
    this.watchlist = Watchlist.of(options.get(OptionKey.BALANCE));
    this.memory = new MemoryWatch(options.maxMemoryBytes());
    this.facts = new ReportFacts(options, coverage, attached, version);
    this.verifier = new DeathVerifier(options.get(OptionKey.VERIFY));
    this.audit = new HeapAudit(runtime.ledger(), loaded(instrumentation), threads("audit"));
  }

  /** What woven classes depend on; the resources are those of the agent's build, or in a file. */
  private String identity(String build) {
    return String.join(
        "\n",
        build,
        System.getProperty("java.vm.vendor", ""),
        System.getProperty("java.vm.version", ""),
        LedgerWeaver.identity(options, scope),
        resources == ResourceMethods.NONE ? "none" : resources.toString());
  }

  /**
   * Read this first. Weaves everything, with the births of this thread off, and arranges what
   * happens later: collections, checks, the report.
   *
   * @param samples class files that bring the weaver's own classes in
   */
  void start(Instrumentation instrumentation, List<byte[]> samples) throws StartException {
    long state = runtime.enter();
    try {
      long start = System.nanoTime();
      LedgerWeaver.warmUp(
          options, scope, resources, cache, cache.isWarm() ? few(samples) : samples);
      long warm = System.nanoTime();
      GuardedWeaver weaver =
          GuardedWeaver.of(
              FailingWeaver.insteadOf(new LedgerWeaver(options, scope, resources, coverage, cache)),
              runtime,
              coverage);
      runtime.weaveHiddenClasses(weaver);
      if (isVerified()) {
        runtime.observeDeaths(verifier);
      }
      var installation = new Installation(weaver, instrumentation, isAttached);
      if (isAttached) {
        attach(installation, weaver, instrumentation);
      } else {
        weave(installation, weaver, instrumentation);
      }
      cache.save();
      LOG.debug(
          "warmed up in {} ms, wove {} classes in {} ms",
          (warm - start) / NANOS_PER_MILLI,
          coverage.classesWoven(),
          (System.nanoTime() - warm) / NANOS_PER_MILLI);
      gate = ExitGate.of(options);
      if (ExitGate.isAsked(options)) {
        detachment.transformer(MethodEntryTransformer.ofExits(instrumentation, runtime));
        ExitStatus.startsMain(JavaLang.mainThread());
        ExitStatus.guardHalt(options.get(OptionKey.EXITCODE), unjudged());
      }
      Reports reports = reports();
      tests =
          new TestObserver(
              runtime,
              testTools(),
              snapshots(),
              collector(),
              reportOnDemand(reports),
              gate,
              obstacle());
      runtime.connectTests(tests);
      var operations = operations(reports);
      openLivePage(operations);
      ProgramExit exit = exit(reports);
      JavaLang.atExit(exit);
      detachment.lastReport(exit);
      startThreads(operations);
      Commands.serve(operations);
      runtime.findPendingIn(snapshots());
      runtime.ledger().liveCurve().begin(collectsByItself());
      runtime.countMemory();
    } catch (Throwable problem) {
      livePageEnd.run();
      runtime.disconnect();
      if (isAttached) {
        detachment.undo();
      }
      throw problem;
    } finally {
      runtime.leave(state);
    }
  }

  /** Weaves what is loaded, and what is going to be. */
  private void weave(
      Installation installation, GuardedWeaver weaver, Instrumentation instrumentation)
      throws StartException {
    installation.weaveHiddenClasses(JavaLang.hiddenClassDefiner());
    // Lambda forms are code of the JDK's, which a narrow scope leaves as it is.
    LambdaForms old =
        scope.isNarrow() ? null : LambdaForms.of(instrumentation.getAllLoadedClasses());
    detachment.transformers(weaver, installation.install());
    if (old != null) {
      old.spinAgain();
    } else {
      detachment.transformer(MethodEntryTransformer.ofThreadEnds(instrumentation, runtime));
    }
    Optional<MethodEntryTransformer> stops =
        MethodEntryTransformer.ofStops(instrumentation, runtime);
    if (stops.isPresent()) {
      detachment.transformer(stops.get());
    }
  }

  /** As above, in a program that runs: nothing is born before all is woven. */
  private void attach(
      Installation installation, GuardedWeaver weaver, Instrumentation instrumentation)
      throws StartException {
    long start = System.nanoTime();
    try (LongestStop stop = LongestStop.watch(threads("stops"))) {
      FramesFromBefore frames = FramesFromBefore.begin(instrumentation);
      weave(installation, weaver, instrumentation);
      int methods = runtime.begin(frames);
      attached.done(System.nanoTime() - start, stop.millis(), methods);
    }
  }

  /** What the attach has come to, for whoever asked for it. */
  String attached() {
    return attached.text(coverage.classesWoven());
  }

  /** What is woven already needs no weaver: it is wanted for the program's classes alone. */
  private static List<byte[]> few(List<byte[]> samples) {
    return samples.subList(0, Math.min(FEW_SAMPLES, samples.size()));
  }

  // No lambdas before the program runs: hidden classes that are there before all is woven never
  // are,
  // and what the JDK keeps of a lambda for the next one would be untracked.

  private Supplier<Snapshot> snapshots() {
    return new Supplier<>() {
      @Override
      public Snapshot get() {
        return snapshot();
      }
    };
  }

  private static Supplier<Class<?>[]> loaded(Instrumentation instrumentation) {
    return new Supplier<>() {
      @Override
      public Class<?>[] get() {
        return instrumentation.getAllLoadedClasses();
      }
    };
  }

  private Executor threads(String name) {
    return new Executor() {
      @Override
      public void execute(Runnable task) {
        AgentThreads.start(name, runtime, task);
      }
    };
  }

  private Operations operations(Reports reports) {
    return new LedgerOperations(
        options, runtime, watchlist, audit, this, reports, facts, findingListeners, detachment);
  }

  private void openLivePage(Operations operations) throws StartException {
    if (options.get(OptionKey.LIVE).isPresent()) {
      var ledger = new LiveView(runtime, facts, this, operations, new Milestone());
      livePageEnd = LiveStart.open(options, ledger, threads("live"));
    }
  }

  private void startThreads(Operations operations) {
    AgentThreads.start(
        "upkeep", runtime, new Upkeep(runtime, memory, options.get(OptionKey.INTERVAL)));
    if (isVerified()) {
      AgentThreads.start("verify", runtime, verifier);
    }
    if (options.get(OptionKey.JMX)) {
      detachment.end(ManagementBean.start(operations, runtime));
    }
    if (options.get(OptionKey.JFR)) {
      // At once: a recording may run, and the program may be over soon.
      detachment.end(Recorder.start(operations, runtime, threads("jfr-findings")));
    }
  }

  private boolean collectsByItself() {
    return options.get(OptionKey.COLLECTOR) && !options.get(OptionKey.INTERVAL).isZero();
  }

  private boolean isVerified() {
    return options.get(OptionKey.VERIFY) > 0;
  }

  private Reports reports() {
    OutputDirectory output =
        OutputDirectory.of(
            options.get(OptionKey.OUTPUT), ProcessHandle.current().pid(), Instant.now());
    String formats = options.asText().get(OptionKey.REPORT.name());
    // Who asks for a report although none is written at exit gets the usual ones.
    String onDemand = formats.equals("none") ? OptionKey.REPORT.defaultValue() : formats;
    return new Reports(this, output, ReportFormats.parse(formats), ReportFormats.parse(onDemand));
  }

  private ProgramExit exit(Reports reports) {
    boolean isAnnounced = !List.of("off", "error").contains(options.get(OptionKey.LOG));
    ExitReport report = new ExitReport(reports, isAnnounced, threads("progress"));
    if (JavaLang.isRoomForClassesLimited()) {
      report.rehearse();
    }
    return new ProgramExit(options, runtime, cache, report, livePageEnd);
  }

  private Runnable unjudged() {
    return new Runnable() {
      @Override
      public void run() {
        Console.line(
            "the gate failed: the program halted before its report, exit status "
                + options.get(OptionKey.EXITCODE));
      }
    };
  }

  @Override
  public Report report(Phases phases) {
    phases.begin(COLLECTING);
    collect();
    RunFacts run = facts.of(runtime.ledger(), earlyDeaths());
    phases.begin(READING);
    Report now = report(run, snapshot(), phases);
    return told(new Report(gate.screened(now.model()), now.snapshot()));
  }

  private Report told(Report report) {
    findingListeners.found(report.model().findings());
    return report;
  }

  /** Only the JVM's collector tells which of the objects in foreign hands are garbage. */
  private void collect() {
    if ((scope.isNarrow() || isAttached) && runtime.ledger().totals().foreign() > 0) {
      JvmCollection.run();
    }
    runtime.collect();
  }

  /** What is known of them by now. */
  private List<String> earlyDeaths() {
    return isVerified()
        ? VerifyResult.sentences(verifier, ContextNames.of(runtime.ledger()))
        : List.of();
  }

  @Override
  public Report lastReport(Phases phases) {
    memory.look();
    phases.begin(COLLECTING);
    collect();
    List<String> earlyDeaths = List.of();
    if (isVerified()) {
      verifier.finish();
      earlyDeaths = VerifyResult.tell(verifier, ContextNames.of(runtime.ledger()));
    }
    // First, because the snapshot itself takes room on the heap.
    RunFacts run = facts.of(runtime.ledger(), earlyDeaths);
    phases.begin(isAudited() ? "comparing with the JVM's heap" : READING);
    Optional<HeapAudit.Result> audited = isAudited() ? auditAtExit() : Optional.empty();
    Snapshot books = audited.map(HeapAudit.Result::snapshot).orElseGet(this::snapshot);
    Report last = report(run.withAudit(audited.map(HeapAudit.Result::audit)), books, phases);
    return told(new Report(gate.judged(last.model()), last.snapshot()));
  }

  @Override
  public Report figures(String why) {
    RunFacts run = facts.of(runtime.ledger(), List.of(why));
    Snapshot nothing = new SnapshotBuilder().build();
    ReportModel model =
        ReportModel.of(run, nothing, library(), HeapTexts.NONE, tests.found(), Phases.NONE);
    return told(new Report(gate.judged(model), nothing));
  }

  private Report report(RunFacts run, Snapshot books, Phases phases) {
    ReportModel model =
        ReportModel.of(
            run.withPending(PendingObjects.count(books)),
            books,
            library(),
            runtime.texts(),
            tests.found(),
            phases);
    return new Report(model, books);
  }

  /** While a snapshot is taken the ledger collects nothing, and does not wait. */
  private Runnable collector() {
    return new Runnable() {
      @Override
      public void run() {
        synchronized (snapshotTurn) {
          runtime.collect();
        }
      }
    };
  }

  /** Why tests cannot be checked. */
  private Optional<String> obstacle() {
    if (scope.isNarrow()) {
      return Optional.of(
          "leak tests need everything tracked, and the agent has track="
              + options.get(OptionKey.TRACK));
    }
    return options.get(OptionKey.LOCALS).equals("off")
        ? Optional.of("leak tests need deaths, and the agent has locals=off")
        : Optional.empty();
  }

  private Supplier<LibraryPatterns> testTools() {
    return new Supplier<>() {
      @Override
      public LibraryPatterns get() {
        return LibraryPatterns.forTests(options.get(OptionKey.LIBRARY));
      }
    };
  }

  private LibraryPatterns library() {
    return LibraryPatterns.builtInAnd(options.get(OptionKey.LIBRARY));
  }

  /** A failure is one line. */
  private Runnable reportOnDemand(Reports reports) {
    boolean isWanted = !options.get(OptionKey.REPORT).isEmpty();
    return new Runnable() {
      @Override
      public void run() {
        if (!isWanted) {
          return;
        }
        try {
          reports.write(Optional.empty(), Phases.NONE);
        } catch (ReportNotWrittenException e) {
          Console.failure(e.getMessage(), e);
        }
      }
    };
  }

  /** The books as they are; one is made at a time. */
  private Snapshot snapshot() {
    synchronized (snapshotTurn) {
      runtime.pauseCollections();
      try {
        var snapshot = new SnapshotBuilder();
        runtime.ledger().accept(snapshot);
        RunningThreads.showTo(snapshot);
        return snapshot.build();
      } finally {
        runtime.resumeCollections();
      }
    }
  }

  private boolean isAudited() {
    return options.get(OptionKey.AUDIT).equals("exit") && !Features.isAuditedNarrow(options);
  }

  /**
   * Empty, with a line in the log, when the heap cannot be dumped: the report comes all the same.
   */
  private Optional<HeapAudit.Result> auditAtExit() {
    try {
      return Optional.of(audit.run());
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      LOG.warn("audit=exit: no comparison with the heap: {}", e.toString());
      return Optional.empty();
    }
  }
}
