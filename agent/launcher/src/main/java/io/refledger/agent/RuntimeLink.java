package io.refledger.agent;

import io.refledger.agent.attach.FramesFromBefore;
import io.refledger.agent.command.Commands;
import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.ClassPatterns;
import io.refledger.agent.option.OptionKey;
import io.refledger.agent.option.Thresholds;
import io.refledger.agent.transform.BirthGuard;
import io.refledger.agent.transform.GuardedWeaver;
import io.refledger.agent.verify.DeathVerifier;
import io.refledger.api.Debug;
import io.refledger.api.Gc;
import io.refledger.api.GcCallback;
import io.refledger.api.spi.Connection;
import io.refledger.api.spi.LedgerBridge;
import io.refledger.api.spi.TestBridge;
import io.refledger.graph.HeapTexts;
import io.refledger.rt.ClassChoice;
import io.refledger.rt.Closeables;
import io.refledger.rt.Context;
import io.refledger.rt.Contexts;
import io.refledger.rt.DeathObserver;
import io.refledger.rt.HeapText;
import io.refledger.rt.HiddenClassWeaver;
import io.refledger.rt.Identity;
import io.refledger.rt.IdentityMode;
import io.refledger.rt.Installation;
import io.refledger.rt.Ledger;
import io.refledger.rt.LedgerConfig;
import io.refledger.rt.Observations;
import io.refledger.rt.Observed;
import io.refledger.rt.PendingSearch;
import io.refledger.rt.RuntimeOptions;
import io.refledger.rt.Scope;
import io.refledger.rt.SizeOracle;
import io.refledger.rt.ThreadStops;
import io.refledger.rt.Tracking;
import io.refledger.rt.face.Face;
import io.refledger.snapshot.PendingObjects;
import io.refledger.snapshot.Snapshot;
import io.refledger.weave.spec.ResourceMethods;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import jdk.internal.misc.Unsafe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's view of the runtime; the boot classes are defined before this class is loaded. */
final class RuntimeLink implements BirthGuard {
  private static final Logger LOG = LoggerFactory.getLogger(RuntimeLink.class);
  private static final int OLDEST_GENERATION = 2;
  private static final int HOOK_MILLIS = 20;
  private static final int PERMANENT_GENERATION = 3;
  private static final int REUSE_DISTANCE = LedgerConfig.defaults().reuseDistance();

  /** Not WeakRef: its static field is a lambda, which would be made before lambdas are woven. */
  private static final List<Class<?>> API_WITH_STATICS =
      List.of(Gc.class, GcCallback.Phase.class, Debug.class);

  private final LedgerBridge bridge;

  /** Whether nobody may ask the ledger any more. */
  private volatile boolean isOver;

  /**
   * Sets the runtime up, which makes the ledger.
   *
   * @throws StartException if objects cannot be found in the way that was asked for
   */
  RuntimeLink(
      AgentOptions options,
      io.refledger.weave.spec.Scope tracked,
      Instrumentation instrumentation,
      boolean isAttached)
      throws StartException {
    IdentityMode identity = identity(options);
    RuntimeOptions.set(
        new RuntimeOptions(
            ledgerConfig(options),
            identity,
            options.get(OptionKey.SOFT).equals("strong"),
            options.get(OptionKey.VERIFY) > 0,
            scope(options, tracked),
            isAttached));
    if (identity == IdentityMode.HEADER && !Installation.SELF_TEST.passed()) {
      throw new StartException(
          "identity=header: the start-up self-test failed, "
              + Installation.SELF_TEST.failure()
              + "; leave the key out");
    }
    if (identity == IdentityMode.AUTO && !Installation.SELF_TEST.passed()) {
      LOG.warn(
          "identity=auto: headers cannot have numbers, {}; objects are found by a table, which takes"
              + " more time and memory",
          Installation.SELF_TEST.failure());
    }
    Installation.sizeOracle(
        new SizeOracle() {
          @Override
          public long sizeOf(Object object) {
            return instrumentation.getObjectSize(object);
          }
        });
    bridge = connect();
    ledger().memory().beforeTheProgram();
  }

  private static Scope scope(AgentOptions options, io.refledger.weave.spec.Scope tracked) {
    ClassPatterns patterns = options.get(OptionKey.TRACK);
    if (patterns.isEverything()) {
      return Scope.EVERYTHING;
    }
    boolean isNarrow = tracked.isNarrow();
    ClassChoice choice =
        new ClassChoice() {
          @Override
          public boolean isChosen(String className) {
            boolean isHidden = className.indexOf('/') >= 0;
            return patterns.tracks(className) && !(isNarrow && isHidden);
          }
        };
    return isNarrow ? Scope.narrow(choice) : Scope.of(choice);
  }

  /** Decision 33 tells why no JVM has the field. */
  private static IdentityMode identity(AgentOptions options) throws StartException {
    String mode = options.get(OptionKey.IDENTITY);
    if (mode.equals("field")) {
      throw new StartException(
          "identity=field: java.lang.Object has no field for it in this JVM; allowed are auto,"
              + " header and table, leave the key out");
    }
    return IdentityMode.valueOf(mode.toUpperCase(Locale.ROOT));
  }

  private static LedgerConfig ledgerConfig(AgentOptions options) {
    Thresholds thresholds = options.get(OptionKey.THRESHOLD);
    return new LedgerConfig(
        options.maxMemoryBytes(),
        options.get(OptionKey.SITES),
        thresholds.threshold0(),
        thresholds.threshold1(),
        thresholds.threshold2(),
        options.get(OptionKey.POOL),
        options.get(OptionKey.COLLECTOR),
        REUSE_DISTANCE);
  }

  /**
   * Tells the runtime which classes are resources; none without deaths.
   *
   * @throws StartException if the user's list cannot be read
   */
  ResourceMethods watchResources(AgentOptions options) throws StartException {
    String choice = options.get(OptionKey.RESOURCES);
    if (choice.equals("off") || options.get(OptionKey.LOCALS).equals("off")) {
      return ResourceMethods.NONE;
    }
    ResourceList list = ResourceList.builtIn();
    return new ListedResources(
        choice.equals("on") ? list : list.and(Path.of(choice)), Installation.CLOSEABLES);
  }

  /** Lets the API find the ledger. What its static fields hold is older than the ledger. */
  private static LedgerBridge connect() {
    Installation.CONTEXTS.current().births++;
    try {
      for (Class<?> withStatics : API_WITH_STATICS) {
        Unsafe.getUnsafe().ensureClassInitialized(withStatics);
      }
      Face.connect();
      return Connection.bridge();
    } finally {
      Installation.CONTEXTS.current().births--;
    }
  }

  /** Tells the API that there is no ledger after all. */
  void disconnect() {
    Connection.connect(null);
    Connection.connectTests(null);
  }

  @Override
  public long enter() {
    if (isOver) {
      throw new IllegalStateException(Commands.DETACHED);
    }
    return bridge.enter();
  }

  @Override
  public void leave(long state) {
    bridge.leave(state);
  }

  @Override
  public int depth() {
    return Installation.CONTEXTS.current().births;
  }

  /** Lets hidden classes, which no transformer sees, go through the weaver. */
  void weaveHiddenClasses(GuardedWeaver weaver) {
    Installation.hiddenClassWeaver(
        new HiddenClassWeaver() {
          @Override
          public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
            return weaver.weaveHidden(loader, name, classFile);
          }
        });
  }

  /** Shows dying objects to the verifier. */
  void observeDeaths(DeathVerifier verifier) {
    Installation.deathObserver(
        new DeathObserver() {
          @Override
          public void dying(Object object, int slot, int deathContext) {
            verifier.dying(object, deathContext);
          }
        });
  }

  /** Lets the API know which objects are pending. */
  void findPendingIn(Supplier<Snapshot> snapshots) {
    Installation.pendingSearch(
        new PendingSearch() {
          @Override
          public int[] pendingSlots() {
            return PendingObjects.slots(snapshots.get());
          }
        });
  }

  /** Reads strings that the ledger knows a path to. */
  HeapTexts texts() {
    return (typeId, field, slots, references) ->
        Optional.ofNullable(HeapText.at(typeId, field, slots, references));
  }

  /** The calling thread's objects are born in a new observation from now on; its number. */
  int observe() {
    return Installation.OBSERVATIONS.begin(Installation.CONTEXTS.current());
  }

  /** The observation of the calling thread. */
  int observation() {
    return Installation.CONTEXTS.current().observation;
  }

  /** The calling thread is in no observation any more. */
  void leaveObservation() {
    Context context = Installation.CONTEXTS.current();
    if (context.observation != 0) {
      context.observation = 0;
      context.observing--;
    }
  }

  /** The calling thread is in this observation, as if it had begun it; 0 is none. */
  void enterObservation(int number) {
    Context context = Installation.CONTEXTS.current();
    context.observation = number;
    context.observing += number == 0 ? 0 : 1;
  }

  /** Ends an observation; empty if there is none of this number. */
  Observed endObservation(int number) {
    Observed observed = Installation.OBSERVATIONS.end(number, Installation.CONTEXTS.current());
    return observed == null ? new Observed(new int[0], new int[0], 0) : observed;
  }

  /** Whether the object born at that clock lives. */
  boolean isAlive(int slot, int birthClock) {
    return Observations.isAlive(slot, birthClock);
  }

  /** The name of the class of a slot. */
  String className(int slot) {
    return Installation.TYPES.get(ledger().typeOf(slot)).name;
  }

  /** Whether a live slot is that of a resource that is open. */
  boolean isOpenResource(int slot) {
    return Closeables.isOpenResource(slot);
  }

  /** The name of a class that the ledger has met. */
  String classNameOfType(int type) {
    return Installation.TYPES.get(type).name;
  }

  /** The slot of an object, 0 if it is not tracked. */
  int slot(Object object) {
    return Identity.slot(object);
  }

  /**
   * Writes the ledger, one fact a line.
   *
   * @throws IOException if the file cannot be written
   */
  void dump(Path file) throws IOException {
    bridge.dump(file);
  }

  /** Lets the JUnit integration find the agent. */
  void connectTests(TestBridge tests) {
    Connection.connectTests(tests);
  }

  /** Runs a collection of all generations; the number of unreachable objects found. */
  int collect() {
    return ledger().detector().collect(OLDEST_GENERATION, Installation.CONTEXTS.current());
  }

  /** Puts in order what threads have left that have ended. To be called now and then. */
  void tidy() {
    Installation.CONTEXTS.tidy();
  }

  /** The program begins: what the code that is there by now takes is not counted as used. */
  void countMemory() {
    ledger().memory().begin();
  }

  /** Takes all objects out of the cycle detector's sight. */
  void freeze() {
    ledger().detector().freeze(Installation.CONTEXTS.current());
  }

  /** The number of frozen objects. */
  int frozen() {
    return ledger()
        .detector()
        .members(PERMANENT_GENERATION, Installation.CONTEXTS.current())
        .length;
  }

  /** No collection of the ledger runs until it is resumed. */
  void pauseCollections() {
    ledger().detector().pause(Installation.CONTEXTS.current());
  }

  /** Ends what {@link #pauseCollections} began. */
  void resumeCollections() {
    ledger().detector().resume();
  }

  /**
   * All is woven: from now on the program's objects are born. What frames from before may read is
   * told; threads that begin from now on have no such frames.
   *
   * @return how many methods have frames from before, at most
   */
  int begin(FramesFromBefore frames) {
    Installation.CONTEXTS.youngerFrom(Contexts.nextThreadId());
    int methods = frames.end(Installation.SHOWN);
    pause();
    Installation.SHOWN.resolveAnew();
    Tracking.begin();
    return methods;
  }

  /** Long enough for a hook that does not know yet what was told to come to its end. */
  private static void pause() {
    try {
      Thread.sleep(HOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** From now on hooks do nothing. */
  void end() {
    isOver = true;
    Installation.hiddenClassWeaver(null);
    Tracking.end();
  }

  @Override
  public boolean isOver() {
    return ThreadStops.haveBegun();
  }

  /** Empties what hooks leave for each other. When no thread is inside one, after the end. */
  void emptyRegisters() {
    Installation.emptyRegisters();
  }

  /**
   * Gives all memory outside of the Java heap back; its bytes. After the registers were emptied.
   */
  long release() {
    return Installation.release();
  }

  /** The books. */
  Ledger ledger() {
    return Installation.LEDGER;
  }
}
