package io.refledger.it.random;

import static io.refledger.rt.Installation.LEDGER;

import io.refledger.api.Refs;
import io.refledger.api.Tracked;
import io.refledger.rt.Identity;
import io.refledger.rt.LedgerTotals;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;

/** Compares the ledger with the objects that static fields lead to, when no thread runs. */
final class FinalBooks {
  private final LedgerTotals before = LEDGER.totals();
  private final long lateLoadsBefore = LEDGER.lateLoads();
  private final long tooSmallBefore = LEDGER.detector().tooSmall();
  private final IdentityHashMap<Object, Integer> referencesByObject = new IdentityHashMap<>();
  private final Deque<Object> met = new ArrayDeque<>();
  private final List<String> differences = new ArrayList<>();

  /** Where the books and the objects that these classes refer to disagree. */
  List<String> differences(List<Class<?>> roots) {
    roots.forEach(root -> meetAll(references(root, null)));
    while (!met.isEmpty()) {
      Object object = met.remove();
      List<Object> references = references(object);
      meetAll(references);
      compareEdges(object, references);
    }
    referencesByObject.forEach(this::compareCounts);
    long live = LEDGER.totals().live() - before.live();
    long reached = referencesByObject.keySet().stream().filter(o -> Identity.slot(o) != 0).count();
    expect("objects alive", reached, live);
    return differences;
  }

  private void meetAll(List<Object> references) {
    for (Object object : references) {
      if (object != null
          && isCounted(object)
          && referencesByObject.merge(object, 1, Integer::sum) == 1) {
        met.add(object);
      }
    }
  }

  /** Objects that the JVM made, as some exceptions, are in no books. */
  private static boolean isCounted(Object object) {
    return object instanceof Member || object instanceof ThrownMember || object instanceof Object[];
  }

  private static List<Object> references(Object object) {
    if (object instanceof Object[] array) {
      List<Object> elements = new ArrayList<>(Arrays.asList(array));
      Collections.reverse(elements);
      return elements;
    }
    return references(object.getClass(), object);
  }

  /** What the fields of a class and those above it refer to; of null: its static fields. */
  private static List<Object> references(Class<?> type, Object object) {
    List<Object> references = new ArrayList<>();
    if (object != null && type.getSuperclass().getClassLoader() == type.getClassLoader()) {
      references.addAll(references(type.getSuperclass(), object));
    }
    for (Field field : type.getDeclaredFields()) {
      if (!field.getType().isPrimitive()
          && Modifier.isStatic(field.getModifiers()) == (object == null)) {
        references.add(read(field, object));
      }
    }
    return references;
  }

  private static Object read(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new LinkageError(field.toString(), e);
    }
  }

  private void compareEdges(Object object, List<Object> references) {
    List<Long> real =
        references.stream().filter(o -> o != null && isCounted(o)).map(FinalBooks::serial).toList();
    List<Long> booked = Refs.referents(object).stream().map(Tracked::serial).toList();
    expect("referents of " + name(object), real, booked);
  }

  private void compareCounts(Object object, int references) {
    expect("references to " + name(object), references, LEDGER.refs(Identity.slot(object)));
    expect("pins of " + name(object), 0, LEDGER.pins(Identity.slot(object)));
  }

  private static long serial(Object object) {
    return Refs.tracked(object).map(Tracked::serial).orElse(0L);
  }

  private static String name(Object object) {
    return object.getClass().getSimpleName() + " in slot " + Identity.slot(object);
  }

  /** Whether a load came too late: then its value was dead, and nothing about it is sure. */
  boolean sawLateLoad() {
    return LEDGER.lateLoads() != lateLoadsBefore;
  }

  /** What is left of the program when nothing refers to its objects any more. */
  List<String> leftovers() {
    differences.clear();
    LedgerTotals after = LEDGER.totals();
    expect("alive in the end", 0L, after.live() - before.live());
    expect("underflows", 0L, after.underflows() - before.underflows());
    expect("revived", 0L, after.revived() - before.revived());
    expect("weakly revived", 0L, after.revivedWeak() - before.revivedWeak());
    expect("foreign", 0L, after.foreign() - before.foreign());
    expect("stores dropped", 0L, after.droppedStores() - before.droppedStores());
    expect("locks broken", 0L, after.locksBroken() - before.locksBroken());
    expect("births untracked", 0L, after.untracked() - before.untracked());
    expect("counts too small", 0L, LEDGER.detector().tooSmall() - tooSmallBefore);
    return List.copyOf(differences);
  }

  private void expect(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      differences.add(what + ": expected " + expected + ", but was " + actual);
    }
  }
}
