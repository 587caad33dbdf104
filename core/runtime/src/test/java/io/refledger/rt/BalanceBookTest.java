package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.spi.SnapshotVisitor;
import io.refledger.rt.table.CountWord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BalanceBookTest {
  private static final int STORE = 21;
  private static final int RELEASE = 22;
  private static final int LOCAL = 23;

  private final Heap heap = Heap.of();
  private final Ledger ledger = heap.ledger;
  private final Context c = heap.c;

  @AfterEach
  void validate() {
    heap.close();
  }

  @Test
  void nothing_should_be_recorded_of_what_is_not_watched() {
    int a = heap.born(0);
    ledger.incref(a, c, STORE);
    ledger.decref(a, c, RELEASE);
    ledger.unpin(a, c, 0);

    assertThat(balance()).isEmpty();
  }

  @Test
  void increfs_and_decrefs_should_be_recorded_by_site_and_pins_not() {
    int a = watched();
    ledger.incref(a, c, STORE);
    ledger.unpin(a, c, RELEASE);
    ledger.pin(a, c);
    ledger.incref(a, c, STORE);
    ledger.decref(a, c, RELEASE);
    ledger.unpin(a, c, RELEASE);

    assertThat(balance())
        .containsExactlyInAnyOrder(
            "type 7 born 1 before 0",
            "type 7 at 21 +2 -0",
            "type 7 at 22 +0 -1",
            "object 1 +2 -1",
            "object at 21 +2 -0",
            "object at 22 +0 -1");
    ledger.decref(a, c, RELEASE);
  }

  @Test
  void edges_should_be_recorded_where_they_are_stored_and_where_their_referrer_dies() {
    int referrer = heap.born(0);
    int a = watched();

    ledger.store(referrer, 0, a, c, STORE);
    ledger.unpin(a, c, 0);
    ledger.unpin(referrer, c, RELEASE);

    assertThat(ledger.isLive(a)).isFalse();
    assertThat(balance())
        .containsExactlyInAnyOrder(
            "type 7 born 1 before 0", "type 7 at 21 +1 -0", "type 7 at 22 +0 -1");
  }

  @Test
  void what_the_detector_frees_should_come_out_even() {
    int a = watched();
    int b = watched();
    ledger.store(a, 0, b, c, STORE);
    ledger.store(b, 0, a, c, STORE);
    ledger.unpin(a, c, RELEASE);
    ledger.unpin(b, c, RELEASE);

    assertThat(ledger.detector().collect(2, c)).isEqualTo(2);

    assertThat(balance())
        .containsExactlyInAnyOrder(
            "type 7 born 2 before 0", "type 7 at 21 +2 -0", "type 7 at 22 +0 -2");
  }

  @Test
  void exchanges_should_be_recorded_as_what_they_do_to_references() {
    int a = watched();
    ledger.bind(a, LOCAL);
    ledger.unbind(a, LOCAL);
    ledger.increfLocal(a, c, LOCAL);
    ledger.decref(a, c, LOCAL);

    assertThat(balance()).contains("type 7 at 23 +2 -2", "object at 23 +2 -2");
    ledger.unpin(a, c, 0);
  }

  @Test
  void objects_that_live_already_should_be_recorded_from_now_on_and_get_numbers_by_birth() {
    int a = heap.born(0);
    ledger.incref(a, c, STORE);
    int b = heap.born(0);
    ledger.incref(b, c, STORE);

    assertThat(watchAll()).isEqualTo(2);
    ledger.decref(b, c, RELEASE);
    ledger.incref(a, c, STORE);

    assertThat(ledger.refs(a)).isEqualTo(2);
    assertThat(balance())
        .containsExactlyInAnyOrder(
            "type 7 born 0 before 2",
            "type 7 at 22 +0 -1",
            "type 7 at 21 +1 -0",
            "object 1 +1 -0",
            "object at 21 +1 -0",
            "object 2 +0 -1",
            "object at 22 +0 -1");
    assertThat(watchAll()).isZero();
    release(a, 2);
    release(b, 0);
  }

  @Test
  void release_of_what_is_not_held_should_not_be_recorded() {
    int a = watched();

    ledger.decref(a, c, RELEASE);

    assertThat(ledger.totals().underflows()).isEqualTo(1);
    assertThat(balance()).containsExactlyInAnyOrder("type 7 born 1 before 0", "object 1 +0 -0");
    ledger.unpin(a, c, 0);
  }

  @Test
  void balance_of_each_live_object_should_be_its_refcount() {
    List<Integer> slots = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      int slot = watched();
      slots.add(slot);
      for (int n = 0; n <= i % 5; n++) {
        ledger.incref(slot, c, STORE + n);
      }
      if (i % 3 == 0) {
        ledger.decref(slot, c, RELEASE);
      }
      ledger.unpin(slot, c, 0);
    }
    List<String> wrong = new ArrayList<>();
    ledger
        .balance()
        .accept(
            new Listing(new ArrayList<>()) {
              @Override
              public void watchedObject(int slot, int serial, long increfs, long decrefs) {
                if (ledger.refs(slot) != increfs - decrefs || slots.get(serial - 1) != slot) {
                  wrong.add("object " + serial);
                }
              }
            });

    assertThat(wrong).isEmpty();
    slots.stream().filter(ledger::isLive).forEach(slot -> release(slot, ledger.refs(slot) - 1));
  }

  private void release(int slot, int more) {
    for (int i = 0; i < more; i++) {
      ledger.decref(slot, c, 0);
    }
    if (ledger.refs(slot) > 0) {
      ledger.decref(slot, c, 0);
    }
    if (ledger.isLive(slot)) {
      ledger.unpin(slot, c, 0);
    }
  }

  private int watched() {
    int birthId = ledger.births().intern(Heap.TYPE, Heap.BORN);
    return ledger.birth(c, Heap.TYPE, birthId, 2, CountWord.WATCHED, 32);
  }

  private long watchAll() {
    boolean[] types = new boolean[Heap.TYPE + 1];
    types[Heap.TYPE] = true;
    return ledger.balance().watch(types);
  }

  private List<String> balance() {
    List<String> lines = new ArrayList<>();
    ledger.balance().accept(new Listing(lines));
    return lines;
  }

  private static class Listing implements SnapshotVisitor {
    private final List<String> lines;

    Listing(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void watched(int typeId, long born, long before) {
      lines.add("type " + typeId + " born " + born + " before " + before);
    }

    @Override
    public void balance(int typeId, int contextId, long increfs, long decrefs) {
      lines.add("type " + typeId + " at " + contextId + " +" + increfs + " -" + decrefs);
    }

    @Override
    public void watchedObject(int slot, int serial, long increfs, long decrefs) {
      lines.add("object " + serial + " +" + increfs + " -" + decrefs);
    }

    @Override
    public void objectBalance(int slot, int contextId, long increfs, long decrefs) {
      lines.add("object at " + contextId + " +" + increfs + " -" + decrefs);
    }

    @Override
    public void balanceLost(long count, long ofObjects) {
      lines.add("lost " + count + " " + ofObjects);
    }
  }
}
