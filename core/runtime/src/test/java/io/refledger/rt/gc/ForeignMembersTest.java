package io.refledger.rt.gc;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.Heap;
import io.refledger.rt.table.CountWord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ForeignMembersTest {

  @Test
  void foreign_object_should_be_in_no_generation_and_keep_what_it_refers_to() {
    // root -> a <-> b, a foreign
    try (var heap = Heap.of("root -> a", "a <-> b")) {
      heap.ledger.detector().foreignMembers().leaveOut();
      turnForeign(heap, "a");
      heap.drop("root");

      assertThat(heap.collect(0)).isZero();
      assertThat(heap.collect(2)).isZero();

      assertThat(heap.generation(2)).containsExactly("b");
    }
  }

  @Test
  void cycle_through_an_object_that_was_foreign_should_be_found() {
    try (var heap = Heap.of("root -> a", "a <-> b")) {
      heap.ledger.detector().foreignMembers().leaveOut();
      turnForeign(heap, "a");
      heap.drop("root");
      heap.collect(2);

      takeBack(heap, "a");

      assertThat(heap.generation(0)).containsExactly("a");
      assertThat(heap.collect(0)).isZero(); // b is old
      assertThat(heap.collect(2)).isEqualTo(2);
    }
  }

  @Test
  void object_taken_back_at_once_should_be_a_member_once() {
    try (var heap = Heap.of("root -> a")) {
      heap.ledger.detector().foreignMembers().leaveOut();
      turnForeign(heap, "a");
      takeBack(heap, "a");

      assertThat(heap.generation(0)).containsExactly("a");
      heap.collect(0);
      assertThat(heap.generation(1)).containsExactly("a");
    }
  }

  @Test
  void foreign_objects_should_count_as_no_births() {
    try (var heap = Heap.of("root -> a", "root -> b")) {
      heap.ledger.detector().foreignMembers().leaveOut();
      int births = heap.ledger.detector().counts()[0];

      turnForeign(heap, "a");
      turnForeign(heap, "b");
      assertThat(heap.ledger.detector().counts()[0]).isEqualTo(births - 2);

      takeBack(heap, "a");
      assertThat(heap.ledger.detector().counts()[0]).isEqualTo(births - 1);
    }
  }

  private static void turnForeign(Heap heap, String name) {
    int slot = heap.slot(name);
    heap.ledger.setFlags(slot, CountWord.FOREIGN);
    heap.ledger.pin(slot, heap.c);
    heap.ledger.detector().foreignMembers().turned(slot, heap.c);
  }

  private static void takeBack(Heap heap, String name) {
    int slot = heap.slot(name);
    heap.ledger.clearFlags(slot, CountWord.FOREIGN);
    heap.ledger.detector().foreignMembers().takeBack(slot, heap.c);
    heap.ledger.unpin(slot, heap.c, 1);
  }
}
