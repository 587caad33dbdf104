package io.refledger.it.random.woven;

import io.refledger.it.random.Crowd;
import io.refledger.it.random.Member;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Hands values over through maps. */
final class Maps extends Member {
  private static final int KEYS = 5;
  private static final int MOST = 3;

  /** A key that is a new object each time. */
  private static final class Key extends Member implements Comparable<Key> {
    private final int number;

    Key(int number) {
      this.number = number;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.number == number;
    }

    @Override
    public int hashCode() {
      // Few: so that keys collide, and a table of a map may hold trees.
      return number / KEYS;
    }

    @Override
    public int compareTo(Key other) {
      return Integer.compare(number, other.number);
    }
  }

  private final List<ConcurrentMap<Key, Object>> maps =
      List.of(new ConcurrentHashMap<>(), new ConcurrentSkipListMap<>());
  private final Map<Key, Object> tree = new TreeMap<>();
  private final Map<Key, Object> latest =
      new LinkedHashMap<>(4, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Object> eldest) {
          if (size() > MOST) {
            Exchange.taken(eldest.getValue());
            return true;
          }
          return false;
        }
      };

  Object pass(Object value) {
    Key key = new Key(Crowd.pick(KEYS * KEYS));
    ConcurrentMap<Key, Object> map = maps.get(Crowd.pick(maps.size()));
    return switch (Crowd.pick(7)) {
      case 0, 1 -> map.put(key, value);
      case 2 -> computed(map, key, value);
      case 3 -> map.putIfAbsent(key, value) == null ? map.remove(key) : value;
      case 4 -> iterated(map, value);
      case 5 -> throughTree(key, value);
      default -> throughLatest(key, value);
    };
  }

  private static Object computed(ConcurrentMap<Key, Object> map, Key key, Object value) {
    Object[] old = new Object[1];
    map.compute(
        key,
        (same, present) -> {
          old[0] = present;
          return value;
        });
    return old[0];
  }

  private static Object iterated(ConcurrentMap<Key, Object> map, Object value) {
    for (Map.Entry<Key, Object> entry : map.entrySet()) {
      Object old = entry.getValue();
      if (map.replace(entry.getKey(), old, value)) {
        return old;
      }
    }
    return value;
  }

  private Object throughTree(Key key, Object value) {
    synchronized (tree) {
      Object old = tree.put(key, value);
      if (old == null && tree.size() > MOST) {
        Iterator<Object> values = tree.values().iterator();
        old = values.next();
        values.remove();
      }
      return old;
    }
  }

  private Object throughLatest(Key key, Object value) {
    synchronized (latest) {
      latest.get(new Key(Crowd.pick(KEYS)));
      return latest.put(key, value);
    }
  }

  void clear() {
    for (Map<Key, Object> map : List.of(maps.get(0), maps.get(1), tree, latest)) {
      map.values().forEach(Exchange::taken);
      map.clear();
    }
  }
}
