package io.refledger.rt.face;

import static io.refledger.rt.Installation.LEDGER;
import static io.refledger.rt.Installation.SITES;
import static io.refledger.rt.Installation.TYPES;

import io.refledger.api.spi.CollectorBridge;
import io.refledger.api.spi.Connection;
import io.refledger.api.spi.DeathSink;
import io.refledger.api.spi.LedgerBridge;
import io.refledger.api.spi.PoolBridge;
import io.refledger.api.spi.ReferenceSink;
import io.refledger.api.spi.SiteSink;
import io.refledger.rt.Deaths;
import io.refledger.rt.Hooks;
import io.refledger.rt.Identity;
import io.refledger.rt.Installation;
import io.refledger.rt.PendingSearch;
import io.refledger.rt.ReferenceBooks;
import io.refledger.rt.Sites;
import io.refledger.rt.Units;
import io.refledger.rt.spi.LedgerExport;
import io.refledger.rt.table.CountWord;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The bridge from the API to this JVM's runtime. */
public final class Face implements LedgerBridge {
  private final WatchedObjects objects = new WatchedObjects();
  private final WeakEntries weakEntries = new WeakEntries();
  private final DeathWatch deaths = new DeathWatch(objects, weakEntries);
  private final DeathListeners deathListeners = new DeathListeners();
  private final Collector collector = new Collector();

  private Face() {}

  /** Connects the API; the agent calls this once, with births off. */
  public static void connect() {
    WeakEntries.registerShape();
    Face face = new Face();
    Deaths.addListener(face.deaths);
    LEDGER.onFinalize(face.deathListeners);
    TYPES.finalizable(face.deathListeners);
    Connection.connect(face);
  }

  @Override
  public long enter() {
    return Units.putAside(Hooks.context());
  }

  @Override
  public void leave(long state) {
    Units.takeUp(state, Hooks.context());
  }

  @Override
  public long serial(Object object) {
    return object == null ? 0 : Serial.of(Identity.slot(object));
  }

  @Override
  public Object object(long serial) {
    return Serial.isLive(serial) ? objects.get(Serial.slot(serial)) : null;
  }

  @Override
  public void watch(Object object) {
    int slot = Identity.slot(object);
    if (slot != 0) objects.add(slot, object);
  }

  @Override
  public int count(long serial) {
    if (!Serial.isLive(serial)) return DEAD;
    int slot = Serial.slot(serial);
    return References.isImmortal(slot) ? IMMORTAL : LEDGER.refs(slot);
  }

  @Override
  public String className(long serial) {
    return TYPES.get(LEDGER.typeOf(Serial.slot(serial))).name;
  }

  @Override
  public boolean isTracked(long serial) {
    return (LEDGER.word(Serial.slot(serial)) & CountWord.TRACKED_BIT) != 0;
  }

  @Override
  public int generation(long serial) {
    long word = LEDGER.word(Serial.slot(serial));
    boolean isListed = Serial.isLive(serial) && (word & CountWord.TRACKED_BIT) != 0;
    return isListed ? CountWord.generation(word) : NO_GENERATION;
  }

  @Override
  public int allocationContext(long serial) {
    if (!Serial.isCurrent(serial)) return 0;
    return LEDGER.births().allocationContext(LEDGER.birthId(Serial.slot(serial)));
  }

  @Override
  public long[] referents(long serial) {
    return Serial.isLive(serial) ? References.from(Serial.slot(serial)) : new long[0];
  }

  @Override
  public void referrers(long serial, ReferenceSink sink) {
    if (Serial.isLive(serial)) References.to(Serial.slot(serial), sink);
  }

  @Override
  public void site(int context, SiteSink sink) {
    int site = SITES.contexts.site(context);
    if (site <= 0 || site > SITES.count()) return;
    Sites.Method method = SITES.methodOf(site);
    sink.site(
        method.className(),
        method.name(),
        method.file(),
        SITES.line(site),
        SITES.contexts.applicationSite(context));
  }

  @Override
  public void deathOf(Object reference, DeathSink sink) {
    if (reference == null) return;
    int slot = ReferenceBooks.referent(reference);
    if (slot != 0) deaths.show(slot, sink);
  }

  @Override
  public void onDeath(Class<?> type, DeathSink sink) {
    deathListeners.add(type, sink);
  }

  @Override
  public void hold(Object object) {
    Hooks.incref(object, Hooks.context(), 0);
  }

  @Override
  public void release(Object object) {
    Hooks.decref(object, Hooks.context(), 0);
  }

  @Override
  public int weak(
      Object referent, Object weakReference, Object callback, Consumer<Object> dispatch) {
    int slot = Identity.slot(referent);
    if (slot == 0 || References.isImmortal(slot)) return 0;
    long state = enter();
    try {
      objects.add(slot, referent);
      return weakEntries.add(slot, weakReference, callback, dispatch, Hooks.context());
    } finally {
      leave(state);
    }
  }

  @Override
  public boolean isWeakAlive(int handle) {
    return LEDGER.weakTarget(handle) != 0;
  }

  @Override
  public void dropWeak(int handle, Object weakReference) {
    weakEntries.drop(handle, weakReference);
  }

  @Override
  public void dump(Path file) throws IOException {
    LedgerExport export = new LedgerExport();
    LEDGER.accept(export);
    try (Writer out = Files.newBufferedWriter(file)) {
      export.writeTo(out);
    }
  }

  @Override
  public long[] objects() {
    int last = LEDGER.highWater();
    long[] found = new long[last];
    int size = 0;
    for (int slot = 1; slot <= last; slot++) {
      if (References.isObject(slot)) found[size++] = Serial.of(slot);
    }
    long[] exact = new long[size];
    System.arraycopy(found, 0, exact, 0, size);
    return exact;
  }

  @Override
  public long[] pending() {
    PendingSearch search = Installation.pendingSearch();
    if (search == null) return new long[0];
    int[] slots = search.pendingSlots();
    long[] serials = new long[slots.length];
    for (int i = 0; i < slots.length; i++) serials[i] = Serial.of(slots[i]);
    return serials;
  }

  @Override
  public int sizeBytes(long serial) {
    return LEDGER.sizeOf(Serial.slot(serial));
  }

  @Override
  public CollectorBridge collector() {
    return collector;
  }

  @Override
  public PoolBridge pools() {
    return PoolFace.of(LEDGER);
  }
}
