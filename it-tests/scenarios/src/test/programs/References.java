import io.refledger.api.Gc;
import io.refledger.api.Tracked;
import java.lang.ref.Cleaner;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Weak, soft and phantom references, cleaners and finalizers; with what the JVM makes of them. */
public final class References extends Scenes {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(30);

  public static void main(String[] arguments) throws InterruptedException {
    new References().run(arguments);
  }

  @Override
  public boolean play(int scene) throws Throwable {
    switch (scene) {
      case 0 -> weak();
      case 1 -> weakClearsEventually();
      case 2 -> soft();
      case 3 -> phantomIsEnqueuedEventually();
      case 4 -> cleared();
      case 5 -> weakHashMap();
      case 6 -> cleanedByHand();
      case 7 -> cleanedEventually();
      case 8 -> finalizedEventually();
      case 9 -> weakBringsBackWhatDiedWithIt();
      case 10 -> weakBringsBackItsCycle();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void weak() {
    Item a = new Item();
    bare(a);
    WeakReference<Item> reference = new WeakReference<>(a);
    held(0, a);
    check("get", a, reference.get());
    Tracked tracked = watch(a);
    Item again = reference.get();
    a = null;
    alive(tracked);
    again = null;
    dead(tracked);
  }

  /** Neither the ledger nor woven frames keep an object from the JVM's collector. */
  private static void weakClearsEventually() throws InterruptedException {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    WeakReference<Object> reference = new WeakReference<>(linked(), queue);
    check("polled", reference, eventuallyEnqueued(queue));
    check("cleared", true, reference.refersTo(null));
  }

  private static Object linked() {
    Object[] row = {new Item(), null};
    row[1] = row;
    Object[] copy = row.clone();
    row = null;
    return copy[0];
  }

  private static void soft() {
    Item a = new Item();
    bare(a);
    SoftReference<Item> reference = new SoftReference<>(a);
    held(1, a);
    check("get", a, reference.get());
    reference.clear();
    held(0, a);
    reference = new SoftReference<>(a);
    held(1, a);
    reference = null;
    held(0, a);
  }

  private static void phantomIsEnqueuedEventually() throws InterruptedException {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    Item a = new Item();
    Tracked tracked = watch(a);
    PhantomReference<Object> reference = new PhantomReference<>(a, queue);
    check("get", null, reference.get());
    a = null;
    dead(tracked);
    check("polled", reference, eventuallyEnqueued(queue));
  }

  private static void cleared() {
    Item a = new Item();
    bare(a);
    ReferenceQueue<Item> queue = new ReferenceQueue<>();
    WeakReference<Item> reference = new WeakReference<>(a, queue);
    check("enqueued", true, reference.enqueue());
    check("polled", reference, queue.poll());
    check("get", null, reference.get());
    held(0, a);
  }

  private static void weakHashMap() throws InterruptedException {
    Map<Object, Item> map = new WeakHashMap<>();
    Item a = new Item();
    bare(a);
    Object key = new Item();
    Tracked tracked = watch(key);
    map.put(key, a);
    held(1, a);
    check("get", a, map.get(key));
    key = null;
    dead(tracked);
    map.clear();
    map = null;
    // The JVM may have put the entry into the queue of its map meanwhile: a cycle.
    heldEventually(0, a);
  }

  private static void cleanedByHand() {
    Item a = new Item();
    bare(a);
    Object owner = new Item();
    Tracked tracked = watch(owner);
    Cleaner.Cleanable cleanable = CLEANER.register(owner, () -> check("there", true, a != null));
    held(1, a);
    cleanable.clean();
    cleanable = null;
    Gc.collect();
    held(0, a);
    owner = null;
    dead(tracked);
  }

  private static void cleanedEventually() throws InterruptedException {
    CountDownLatch cleaned = new CountDownLatch(1);
    Object owner = new Item();
    Tracked tracked = watch(owner);
    CLEANER.register(owner, cleaned::countDown);
    owner = null;
    dead(tracked);
    eventually(cleaned);
  }

  private static void finalizedEventually() throws InterruptedException {
    CountDownLatch finalized = new CountDownLatch(1);
    Tracked tracked = watch(new Finalizable(finalized));
    alive(tracked);
    eventually(finalized);
    deadEventually(tracked);
  }

  /** The JDK's finalizer, which refers to itself once it has run, still holds the object. */
  private static void deadEventually(Tracked tracked) throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (tracked.isAlive() && System.nanoTime() < deadline) {
      Gc.collect();
      Thread.sleep(1);
    }
    dead(tracked);
  }

  /** The JVM may have cleared the reference before it is asked: then nothing comes back. */
  private static void weakBringsBackWhatDiedWithIt() {
    Item part = new Item();
    bare(part);
    Tracked tracked = watch(part);
    Link top = new Link(new Link(null, part), null);
    WeakReference<Link> reference = new WeakReference<>(top);
    part = null;
    top = null;
    dead(tracked);
    Link again = reference.get();
    if (again == null) {
      return;
    }
    alive(tracked);
    part = again.next.part;
    held(1, part);
    again.next = null;
    held(0, part);
    part = null;
    dead(tracked);
  }

  private static void weakBringsBackItsCycle() {
    Item part = new Item();
    bare(part);
    Tracked tracked = watch(part);
    Link first = new Link(null, null);
    first.next = new Link(first, part);
    WeakReference<Link> reference = new WeakReference<>(first);
    part = null;
    first = null;
    alive(tracked);
    collected(tracked);
    Link again = reference.get();
    if (again == null) {
      return;
    }
    part = again.next.part;
    held(1, part);
    check("around", again, again.next.next);
    again = null;
    collectedBut(part);
    part = null;
    dead(tracked);
  }

  private static void collectedBut(Item part) {
    Gc.collect();
    held(0, part);
  }

  private static void eventually(CountDownLatch latch) throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (System.nanoTime() < deadline) {
      System.gc();
      if (latch.await(100, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    check("happened", true, false);
  }

  private static Reference<?> eventuallyEnqueued(ReferenceQueue<Object> queue)
      throws InterruptedException {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    Reference<?> polled = null;
    while (polled == null && System.nanoTime() < deadline) {
      System.gc();
      polled = queue.remove(100);
    }
    return polled;
  }

  private static final class Link {
    private Link next;
    private final Item part;

    Link(Link next, Item part) {
      this.next = next;
      this.part = part;
    }
  }

  private static final class Finalizable {
    private final CountDownLatch finalized;

    Finalizable(CountDownLatch finalized) {
      this.finalized = finalized;
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    protected void finalize() {
      finalized.countDown();
    }
  }
}
