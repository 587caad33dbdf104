package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.spi.SnapshotVisitor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LedgerSnapshotTest {

  @Test
  void visitor_should_see_objects_edges_and_statics_in_this_order() {
    // root -> a -> b, static -> b
    try (var heap = Heap.of("root -> a", "a -> b")) {
      int statics = heap.ledger.newStatics(5, 3);
      heap.ledger.store(statics, 1, heap.slot("b"), heap.c, 44);

      assertThat(seen(heap))
          .containsExactly(
              "object a type 7 born at 11 refs 1 pins 0 generation 0 size 32",
              "object b type 7 born at 11 refs 2 pins 0 generation 0 size 32",
              "edge a[0] -> b stored at 12",
              "static 5 -> b stored at 44");
    }
  }

  @Test
  void census_should_add_up_deaths_by_birth_and_statement() {
    try (var heap = Heap.of("root1 -> a", "root2 -> b", "root3 -> x")) {
      heap.drop("root1", 21).drop("root2", 21).drop("root3", 22);

      assertThat(seen(heap))
          .containsExactlyInAnyOrder(
              "census type 7 born at 11 died at 21: 2", "census type 7 born at 11 died at 22: 1");
    }
  }

  @Test
  void cycle_should_be_named_by_its_closing_edge_and_its_drop() {
    // a is older than b: b -> a closes the cycle
    try (var heap = Heap.of("root -> a", "a <-> b")) {
      heap.drop("root", 23);
      heap.collect(2);

      assertThat(seen(heap))
          .containsExactly(
              "cycle type 7 born at 11 dropped at 23: 1, closed by 7 -> 7 stored at 12",
              "census type 7 born at 11 died at 23: 2");
    }
  }

  private static List<String> seen(Heap heap) {
    var seen = new ArrayList<String>();
    heap.ledger.accept(new Recorder(heap, seen));
    return seen;
  }

  /** Writes down what it is shown. */
  private record Recorder(Heap heap, List<String> seen) implements SnapshotVisitor {
    private String name(int slot) {
      return heap.name(slot);
    }

    @Override
    public void type(int typeId, String className, String[] referenceNames) {
      seen.add("type " + className);
    }

    @Override
    public void context(
        int contextId,
        String className,
        String method,
        String file,
        int line,
        boolean application,
        int calledFrom) {
      seen.add("context " + contextId);
    }

    @Override
    public void object(
        int slot,
        int typeId,
        int allocationContext,
        int birthClock,
        int dropContext,
        int dropClock,
        int refs,
        int pins,
        int generation,
        int sizeBytes) {
      seen.add(
          String.format(
              "object %s type %d born at %d refs %d pins %d generation %d size %d",
              name(slot), typeId, allocationContext, refs, pins, generation, sizeBytes));
    }

    @Override
    public void edge(int referrer, int index, int referent, int storeContext) {
      seen.add(
          String.format(
              "edge %s[%d] -> %s stored at %d",
              name(referrer), index, name(referent), storeContext));
    }

    @Override
    public void staticEdge(int typeId, String field, int referent, int storeContext) {
      seen.add(String.format("static %d -> %s stored at %d", typeId, name(referent), storeContext));
    }

    @Override
    public void cycle(
        int typeId,
        int allocationContext,
        int dropContext,
        long count,
        int closingReferrerType,
        String closingReference,
        int closingReferentType,
        int closingStoreContext) {
      seen.add(
          String.format(
              "cycle type %d born at %d dropped at %d: %d, closed by %d -> %d stored at %d",
              typeId,
              allocationContext,
              dropContext,
              count,
              closingReferrerType,
              closingReferentType,
              closingStoreContext));
    }

    @Override
    public void census(int allocationContext, int typeId, int deathContext, long count) {
      seen.add(
          String.format(
              "census type %d born at %d died at %d: %d",
              typeId, allocationContext, deathContext, count));
    }
  }
}
