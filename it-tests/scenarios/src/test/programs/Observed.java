import io.refledger.api.Gc;
import io.refledger.api.Refs;
import io.refledger.api.Tracked;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A program, of classes that another agent changes as well, that looks at its own deaths. */
public final class Observed extends Scenes {
  private static final int SESSIONS = 100_000;
  private static final int MANY = 50;
  private static final List<Session> FORGOTTEN = new ArrayList<>();

  /** Plays its scenes where it is tracked; what it prints before is the same without RefLedger. */
  public static void main(String[] arguments) throws InterruptedException {
    ObservedWork.print();
    if (!Refs.isActive()) {
      return;
    }
    ObservedDeaths parts = ObservedDeaths.of(Part.class);
    ObservedDeaths failures = ObservedDeaths.of(Failure.class);
    new Observed().run(arguments);
    for (int i = 0; i < SESSIONS; i++) {
      FORGOTTEN.add(new Session());
    }
    parts.print();
    failures.print();
  }

  @Override
  public boolean play(int scene) throws Throwable {
    switch (scene) {
      case 0 -> list();
      case 1 -> map();
      case 2 -> leastRecentlyUsed();
      case 3 -> concurrentMap();
      case 4 -> queue();
      case 5 -> exception();
      case 6 -> lambda();
      case 7 -> ring();
      case 8 -> constructorThatThrows();
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void list() {
    List<Part> list = new ArrayList<>();
    Tracked[] tracked = new Tracked[MANY];
    for (int i = 0; i < MANY; i++) {
      list.add(new Part(null));
      tracked[i] = watch(list.get(i));
    }
    list.remove(0);
    dead(tracked[0]);
    Iterator<Part> each = list.iterator();
    each.next();
    each.remove();
    dead(tracked[1]);
    each = null;
    list.removeIf(part -> part == list.get(0));
    dead(tracked[2]);
    alive(tracked[3]);
    list.clear();
    dead(tracked[MANY - 1]);
  }

  private static void map() {
    Map<Integer, Part> map = new HashMap<>();
    for (int i = 0; i < MANY; i++) {
      map.put(i, new Part(null));
    }
    Tracked first = watch(map.get(0));
    Tracked second = watch(map.get(1));
    Tracked last = watch(map.get(MANY - 1));
    map.put(0, new Part(null));
    dead(first);
    map.remove(1);
    dead(second);
    map.merge(MANY - 1, new Part(null), (old, given) -> given);
    dead(last);
    last = watch(map.get(MANY - 1));
    map = null;
    dead(last);
  }

  private static void leastRecentlyUsed() {
    Map<Integer, Part> cache =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Integer, Part> eldest) {
            return size() > MANY;
          }
        };
    cache.put(-2, new Part(null));
    cache.put(-1, new Part(null));
    Tracked used = watch(cache.get(-2));
    Tracked eldest = watch(cache.get(-1));
    cache.get(-2);
    for (int i = 0; i < MANY - 1; i++) {
      cache.put(i, new Part(null));
    }
    alive(used);
    collected(eldest);
  }

  private static void concurrentMap() {
    Map<String, Part> map = new ConcurrentHashMap<>();
    map.computeIfAbsent("a", key -> new Part(null));
    Tracked first = watch(map.get("a"));
    map.compute("a", (key, old) -> new Part(old));
    alive(first);
    map.remove("a");
    dead(first);
  }

  private static void queue() {
    ArrayDeque<Part> queue = new ArrayDeque<>();
    for (int i = 0; i < MANY; i++) {
      queue.addLast(new Part(queue.peekLast()));
    }
    Tracked first = watch(queue.peekFirst());
    queue.pollFirst();
    alive(first);
    queue.clear();
    dead(first);
  }

  /** The class of the exception is loaded, and with it other agents run, while it is in flight. */
  private static void exception() {
    Tracked[] cargo = new Tracked[1];
    try {
      fail(cargo);
    } catch (Unmet e) {
      check("caught", null, e);
    } catch (IllegalStateException e) {
      alive(cargo[0]);
      e = null;
      collected(cargo[0]);
    }
  }

  private static void fail(Tracked[] cargo) {
    Part part = new Part(null);
    cargo[0] = watch(part);
    throw new Failure(part);
  }

  private static void lambda() {
    Part part = new Part(null);
    Tracked tracked = watch(part);
    Optional<Part> optional = Optional.of(part).filter(each -> each != null).map(Part::new);
    part = null;
    alive(tracked);
    optional = null;
    dead(tracked);
  }

  private static void ring() {
    Part first = new Part(null);
    first.other = new Part(first);
    Tracked tracked = watch(first);
    first = null;
    alive(tracked);
    Gc.collect();
    dead(tracked);
  }

  private static void constructorThatThrows() {
    Part part = new Part(null);
    Tracked tracked = watch(part);
    try {
      new Refusing(part);
    } catch (IllegalArgumentException e) {
      alive(tracked);
    }
    part = null;
    collected(tracked);
  }

  static class Part {
    Part other;

    Part(Part other) {
      this.other = other;
    }
  }

  static final class Refusing extends Part {
    Refusing(Part other) {
      super(other);
      throw new IllegalArgumentException("refused");
    }
  }

  static final class Session {}

  static final class Failure extends IllegalStateException {
    private static final long serialVersionUID = 1L;
    final transient Part cargo;

    Failure(Part cargo) {
      this.cargo = cargo;
    }
  }

  static final class Unmet extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
