package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.spi.UnclosedDeathVisitor;
import io.refledger.rt.table.CountWord;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Resources are type 20, what can be closed besides 10, all else 1. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnclosedResourcesTest {
  private static final int OTHER = 1;
  private static final int WRAPPER = 10;
  private static final int FILE = 20;
  private static final int STORED = 31;
  private static final int DROPPED = 41;
  private static final int CELLS = 3;

  private final Heap heap = Heap.of();

  UnclosedResourcesTest() {
    heap.ledger.kinds(
        new ObjectKinds() {
          @Override
          public boolean isReference(int slot) {
            return false;
          }

          @Override
          public boolean isResource(int slot) {
            return heap.ledger.typeOf(slot) == FILE;
          }
        });
  }

  @AfterEach
  void validate() {
    heap.close();
  }

  @Test
  void open_resource_should_be_noted_where_it_dies() {
    drop(open(FILE));

    assertThat(unclosed()).containsExactly("1 of 20 dropped at 41, outermost 1");
  }

  @Test
  void each_death_should_be_kept_from_when_it_is_asked_for_until_it_is_drained() {
    // wrapper -> file, alone before and then twice
    DroppedResources dropped = heap.ledger.droppedResources();
    drop(open(FILE));
    dropped.keep();
    for (int i = 0; i < 2; i++) {
      int wrapper = open(WRAPPER);
      int file = open(FILE);
      store(wrapper, 0, file);
      drop(file, wrapper);
    }

    assertThat(drained(dropped)).containsExactly("10 to 20 at 41", "10 to 20 at 41");
    assertThat(drained(dropped)).isEmpty();
  }

  @Test
  void deaths_should_be_counted_when_there_is_no_room() {
    DroppedResources dropped = heap.ledger.droppedResources();
    dropped.keep();
    for (int i = 0; i < UnclosedDeaths.MOST + 3; i++) {
      drop(open(FILE));
    }

    assertThat(drained(dropped)).hasSize(UnclosedDeaths.MOST + 1).endsWith("missed 3");
  }

  private static List<String> drained(DroppedResources dropped) {
    List<String> deaths = new ArrayList<>();
    dropped.drainTo(
        new UnclosedDeathVisitor() {
          @Override
          public void died(
              long epochMillis,
              long threadId,
              int[] typeIds,
              int[] allocationContexts,
              boolean[] areOpen,
              String closer,
              int dropContext) {
            deaths.add(typeIds[0] + " to " + typeIds[typeIds.length - 1] + " at " + dropContext);
          }

          @Override
          public void missed(long count) {
            deaths.add("missed " + count);
          }
        });
    return deaths;
  }

  @Test
  void closed_resource_and_open_wrapper_should_not_be_noted() {
    // wrapper -> file
    int file = open(FILE);
    int wrapper = open(WRAPPER);
    store(wrapper, 0, file);
    heap.ledger.clearFlags(file, CountWord.OPEN);

    drop(file, wrapper);

    assertThat(unclosed()).isEmpty();
  }

  @Test
  void outermost_open_object_should_stand_for_what_it_holds() {
    // other -> wrapper -> other -> file
    int[] chain = {object(OTHER), open(WRAPPER), object(OTHER), open(FILE)};
    for (int i = 0; i < 3; i++) {
      store(chain[i], i % CELLS, chain[i + 1]);
    }

    drop(chain[3], chain[2], chain[1], chain[0]);

    assertThat(unclosed())
        .containsExactly("1 of 10[1]@31 -> (1)[2]@31 -> 20 dropped at 41, outermost 1");
  }

  @Test
  void bytes_should_be_those_of_resources_and_of_what_led_to_them() {
    // wrapper -> other -> file, alone and with a second file
    for (int files = 1; files <= 2; files++) {
      int wrapper = open(WRAPPER);
      int other = object(OTHER);
      store(wrapper, 0, other);
      for (int i = 0; i < files; i++) {
        int file = open(FILE);
        store(other, i, file);
        drop(file);
      }
      drop(other, wrapper);
    }

    assertThat(bytes()).containsExactlyInAnyOrder(2L * 3 * 32, 1L * 32);
  }

  @Test
  void bytes_should_tell_of_garbage_too() {
    // wrapper <-> file
    int wrapper = open(WRAPPER);
    int file = open(FILE);
    store(wrapper, 0, file);
    store(file, 0, wrapper);
    drop(file, wrapper);

    heap.collect(2);

    assertThat(bytes()).containsExactly(2L * 32);
  }

  private List<Long> bytes() {
    List<Long> bytes = new ArrayList<>();
    show(
        (proxy, method, arguments) -> {
          if (method.getName().equals("unclosed")) {
            bytes.add((Long) arguments[9]);
          }
          return null;
        });
    return bytes;
  }

  @Test
  void closed_wrapper_should_not_stand_for_what_it_holds() {
    // wrapper (closed) -> file
    int file = open(FILE);
    int wrapper = object(WRAPPER);
    store(wrapper, 0, file);

    drop(file, wrapper);

    assertThat(unclosed()).containsExactly("1 of 20 dropped at 41, outermost 1");
  }

  @Test
  void resource_that_somebody_else_still_holds_should_be_noted_alone() {
    // wrapper -> file <- local
    int file = open(FILE);
    int wrapper = open(WRAPPER);
    store(wrapper, 0, file);

    drop(wrapper);
    drop(file);

    assertThat(unclosed()).containsExactly("1 of 20 dropped at 41, outermost 1");
  }

  @Test
  void wrapper_of_two_resources_should_be_counted_once() {
    // wrapper -> file, wrapper -> file
    for (int i = 0; i < 100; i++) {
      int wrapper = open(WRAPPER);
      int first = open(FILE);
      int second = open(FILE);
      store(wrapper, 0, first);
      store(wrapper, 2, second);
      drop(first, second, wrapper);
    }

    assertThat(unclosed())
        .containsExactlyInAnyOrder(
            "100 of 10[0]@31 -> 20 dropped at 41, outermost 100",
            "100 of 10[2]@31 -> 20 dropped at 41, outermost 0");
  }

  @Test
  void elements_should_be_of_one_kind_whatever_their_index() {
    int array = heap.ledger.birth(heap.c, OTHER, id(OTHER), 2, CountWord.ARRAY, 32);
    int wrapper = open(WRAPPER);
    store(wrapper, 0, array);
    for (int i = 0; i < 2; i++) {
      int file = open(FILE);
      store(array, i, file);
      drop(file);
    }

    drop(array, wrapper);

    assertThat(unclosed())
        .containsExactly("2 of 10[0]@31 -> (1)[-]@31 -> 20 dropped at 41, outermost 1");
  }

  @Test
  void garbage_should_be_named_by_what_was_dropped_last() {
    // wrapper <-> inner wrapper -> file: the wrapper goes last
    int wrapper = open(WRAPPER);
    int inner = open(WRAPPER);
    int file = open(FILE);
    store(wrapper, 0, inner);
    store(inner, 1, wrapper);
    store(inner, 2, file);
    drop(file, inner);
    heap.ledger.unpin(wrapper, heap.c, 42);

    heap.collect(2);

    assertThat(unclosed())
        .containsExactly("1 of 10[0]@31 -> 10[2]@31 -> 20 dropped at 42, outermost 1");
  }

  @Test
  void sets_of_one_collection_should_keep_their_own_statements() {
    // two times: wrapper -> wrapper, wrapper -> file
    for (int statement = 42; statement <= 43; statement++) {
      int wrapper = open(WRAPPER);
      int file = open(FILE);
      store(wrapper, 0, wrapper);
      store(wrapper, 1, file);
      drop(file);
      heap.ledger.unpin(wrapper, heap.c, statement);
    }

    heap.collect(2);

    assertThat(unclosed())
        .containsExactlyInAnyOrder(
            "1 of 10[1]@31 -> 20 dropped at 42, outermost 1",
            "1 of 10[1]@31 -> 20 dropped at 43, outermost 1");
  }

  @Test
  void chain_should_go_on_where_a_cycle_interrupts_it() {
    // reader -> decoder <-> other, decoder -> file: the reader dies by count
    int reader = open(WRAPPER);
    int decoder = open(WRAPPER);
    int other = object(OTHER);
    int file = open(FILE);
    store(reader, 1, decoder);
    store(decoder, 0, other);
    store(other, 0, decoder);
    store(decoder, 2, file);
    drop(file, other, decoder, reader);

    heap.collect(2);

    assertThat(unclosed())
        .containsExactly("1 of 10[1]@31 -> 10[2]@31 -> 20 dropped at 41, outermost 1");
  }

  @Test
  void interrupted_chain_should_end_when_somebody_else_dropped_the_cycle_later() {
    // reader -> decoder -> decoder, decoder -> file: a local holds the decoder on
    int reader = open(WRAPPER);
    int decoder = open(WRAPPER);
    int file = open(FILE);
    store(reader, 1, decoder);
    store(decoder, 0, decoder);
    store(decoder, 2, file);
    drop(file, reader);
    heap.ledger.unpin(decoder, heap.c, 42);

    heap.collect(2);

    assertThat(unclosed()).containsExactly("1 of 10[2]@31 -> 20 dropped at 42, outermost 1");
  }

  @Test
  void living_open_resource_should_be_shown() {
    int file = open(FILE);
    open(WRAPPER);
    object(FILE);

    List<Integer> shown = new ArrayList<>();
    show(
        (proxy, method, arguments) -> {
          if (method.getName().equals("open")) {
            shown.add((Integer) arguments[0]);
          }
          return null;
        });

    assertThat(shown).containsExactly(file);
  }

  private int open(int type) {
    int slot = object(type);
    heap.ledger.setFlags(slot, CountWord.OPEN);
    return slot;
  }

  private int object(int type) {
    return heap.ledger.birth(heap.c, type, id(type), CELLS, 0, 32);
  }

  private int id(int type) {
    return heap.ledger.births().intern(type, Heap.BORN);
  }

  private void store(int from, int index, int to) {
    heap.ledger.store(from, index, to, heap.c, STORED);
  }

  private void drop(int... slots) {
    for (int slot : slots) {
      heap.ledger.unpin(slot, heap.c, DROPPED);
    }
  }

  /** Without names, all references are null: the cell is taken from where it lies. */
  private List<String> unclosed() {
    heap.ledger.names(new NamesByIndex());
    List<String> kinds = new ArrayList<>();
    show(
        (proxy, method, arguments) -> {
          if (method.getName().equals("unclosed")) {
            kinds.add(kind(arguments));
          }
          return null;
        });
    return kinds;
  }

  private static String kind(Object[] shown) {
    int[] types = (int[]) shown[0];
    boolean[] areOpen = (boolean[]) shown[2];
    String[] references = (String[]) shown[3];
    int[] stored = (int[]) shown[4];
    var text = new StringBuilder();
    for (int i = 0; i < types.length; i++) {
      text.append(areOpen[i] ? types[i] : "(" + types[i] + ")");
      if (i < references.length) {
        text.append(references[i] == null ? "[-]" : references[i]).append('@').append(stored[i]);
        text.append(" -> ");
      }
    }
    return shown[7] + " of " + text + " dropped at " + shown[6] + ", outermost " + shown[8];
  }

  private void show(InvocationHandler handler) {
    heap.ledger.accept(
        (SnapshotVisitor)
            Proxy.newProxyInstance(
                SnapshotVisitor.class.getClassLoader(),
                new Class<?>[] {SnapshotVisitor.class},
                handler));
  }

  private static final class NamesByIndex implements io.refledger.rt.spi.SnapshotNames {
    @Override
    public void visitTypes(SnapshotVisitor visitor) {}

    @Override
    public void visitContexts(SnapshotVisitor visitor) {}

    @Override
    public boolean hasOutlivedItsReferent(int slot) {
      return false;
    }

    @Override
    public String staticName(int typeId, int index) {
      return "[" + index + "]";
    }

    @Override
    public String referenceName(int typeId, int index) {
      return "[" + index + "]";
    }
  }
}
