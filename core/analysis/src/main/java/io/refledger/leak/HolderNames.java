package io.refledger.leak;

import com.carrotsearch.hppc.BitSet;
import com.carrotsearch.hppc.IntArrayList;
import io.refledger.graph.CollectionParts;
import io.refledger.graph.GraphRoots;
import io.refledger.graph.HeapTexts;
import io.refledger.graph.HeapView;
import io.refledger.graph.PathTree;
import io.refledger.snapshot.Snapshot;
import io.refledger.snapshot.StaticEdge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/*
 * Of ten tables, queues or caches of one class a path does not say which one it is. But programs keep
 * such things in maps under names; so the search goes from the object against the references to the
 * nearest entries with a string as key, and if there are none, from the object before it on the path.
 * What many named objects of one class share, as tables their database, has no name by them.
 *
 * Names are older than what piles up. A younger key is data of the program's users, and is not read.
 */
/** Finds the names by which the program has objects. */
final class HolderNames {
  private static final String STRING = "java.lang.String";
  private static final String KEY = "#key";
  private static final int MOST_STARTS = 12;
  private static final int MOST_STEPS = 6;
  private static final int MOST_NAMES = 3;
  private static final int MOST_OBJECTS = 1000;
  private static final int LONGEST_NAME = 60;
  private static final int NONE = -1;

  private final HeapView heap;
  private final Snapshot snapshot;
  private final PathTree paths;
  private final HeapTexts texts;
  private final CollectionParts parts = new CollectionParts();

  HolderNames(HeapView heap, HeapTexts texts) {
    this.heap = heap;
    this.snapshot = heap.snapshot();
    this.paths = heap.paths();
    this.texts = texts;
  }

  /** An entry of a map, with what it has under its key. */
  private record Entry(int node, int key, int value) {}

  /**
   * Read this first. The nearest names, empty if there are none.
   *
   * @param holder the object with the suspect reference
   * @param oldest when the oldest of what piles up was born
   */
  List<HolderName> names(int holder, long oldest) {
    List<HolderName> names = List.of();
    int at = holder;
    for (int step = 0; step < MOST_STARTS && names.isEmpty(); step++) {
      names = namesOf(at, oldest);
      if (paths.isRoot(at)) {
        return names;
      }
      at = paths.referrer(at);
    }
    return names;
  }

  private List<HolderName> namesOf(int holder, long oldest) {
    return withoutShared(nearestEntries(holder)).stream()
        .filter(entry -> isOlder(entry.key(), oldest))
        .flatMap(entry -> text(entry.key()).flatMap(text -> named(entry, text)).stream())
        .distinct()
        .sorted(Comparator.comparing(HolderName::toString))
        .limit(MOST_NAMES)
        .toList();
  }

  /** Without entries that have different objects of one class. */
  private List<Entry> withoutShared(List<Entry> entries) {
    Map<Integer, Set<Integer>> valuesByType = new HashMap<>();
    for (Entry entry : entries) {
      valuesByType
          .computeIfAbsent(snapshot.type(entry.value()).id(), type -> new HashSet<>())
          .add(entry.value());
    }
    return entries.stream()
        .filter(entry -> valuesByType.get(snapshot.type(entry.value()).id()).size() == 1)
        .toList();
  }

  private boolean isOlder(int key, long oldest) {
    return snapshot.isImmortal(key) || snapshot.bornAt(key) < oldest;
  }

  /** The nearest entries with a name that lead to the object. */
  private List<Entry> nearestEntries(int holder) {
    BitSet seen = new BitSet();
    seen.set(holder);
    IntArrayList level = IntArrayList.from(holder);
    List<Entry> entries = new ArrayList<>();
    for (int step = 0; step < MOST_STEPS && entries.isEmpty() && !level.isEmpty(); step++) {
      level = climb(level, seen, entries);
      if (seen.cardinality() > MOST_OBJECTS) {
        return List.of();
      }
    }
    return entries;
  }

  /**
   * The referrers of some objects, those inside of a collection passed over; what only the objects
   * themselves lead to is none.
   *
   * @param entries gets the entries with a name that were met
   */
  private IntArrayList climb(IntArrayList level, BitSet seen, List<Entry> entries) {
    PathsThrough below = new PathsThrough(paths, snapshot.objectCount(), level.toArray());
    IntArrayList next = new IntArrayList();
    IntArrayList open = new IntArrayList(level);
    for (int i = 0; i < open.size() && seen.cardinality() <= MOST_OBJECTS; i++) {
      int node = open.get(i);
      for (int at = heap.incoming().first(node); at < heap.incoming().first(node + 1); at++) {
        int referrer = heap.incoming().referrer(at);
        if (!paths.isReached(referrer) || seen.get(referrer) || below.leadTo(referrer)) {
          continue;
        }
        seen.set(referrer);
        int key = isNode(node) ? NONE : key(referrer);
        if (key != NONE && key != node) {
          if (snapshot.type(key).className().equals(STRING)) {
            entries.add(new Entry(referrer, key, node));
          }
        } else if (isPart(referrer)) {
          open.add(referrer);
        } else {
          next.add(referrer);
        }
      }
    }
    return next;
  }

  private boolean isNode(int node) {
    return parts.isNode(snapshot.type(node));
  }

  private boolean isPart(int node) {
    return isNode(node) || paths.isInternal(node);
  }

  /** The key that an entry of a map refers to; NONE for everything else. */
  private int key(int node) {
    if (!isNode(node)) {
      return NONE;
    }
    for (int edge = snapshot.firstEdge(node); edge < snapshot.firstEdge(node + 1); edge++) {
      if (snapshot.type(node).referenceName(snapshot.referenceIndex(edge)).endsWith(KEY)) {
        return snapshot.referent(edge);
      }
    }
    return NONE;
  }

  private Optional<String> text(int key) {
    List<Integer> path = paths.pathTo(key);
    int root = path.get(0);
    if (heap.roots().kind(root) != GraphRoots.Kind.STATIC) {
      return Optional.empty();
    }
    int[] slots = new int[path.size()];
    int[] references = new int[path.size() - 1];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = snapshot.slot(path.get(i));
      if (i > 0) {
        references[i - 1] = snapshot.referenceIndex(paths.edge(path.get(i)));
      }
    }
    StaticEdge edge = heap.roots().staticEdge(root);
    return texts.text(edge.typeId(), ReferenceNames.field(edge.field()), slots, references);
  }

  private Optional<HolderName> named(Entry entry, String text) {
    String type = ClassNames.readable(snapshot.type(entry.value()).className());
    return mapOf(entry.node()).map(map -> new HolderName(type, printable(text), map));
  }

  /** The field that refers to the map an entry belongs to. */
  private Optional<String> mapOf(int entry) {
    int map = entry;
    while (!paths.isRoot(map) && isPart(map)) {
      map = paths.referrer(map);
    }
    if (!paths.isRoot(map)) {
      int index = snapshot.referenceIndex(paths.edge(map));
      return Optional.of(snapshot.type(paths.referrer(map)).referenceName(index))
          .map(ReferenceNames::readable);
    }
    return heap.roots().kind(map) == GraphRoots.Kind.STATIC
        ? Optional.of(ReferenceNames.readable(heap.roots().staticEdge(map).field()))
        : Optional.empty();
  }

  private static String printable(String text) {
    String shown = text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "…";
    return shown.replaceAll("\\p{C}", "?");
  }
}
