package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.GraphModel.Node;
import io.refledger.rt.gc.CollectionListener;
import io.refledger.rt.table.CountWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * What holds after any program: counts are what a recount gives, what dies by counts dies in the
 * order of the plain recursion, and a collection frees what no local leads to, of what it looks at.
 */
class GraphPropertyTest {
  private static final int LOCALS = 6;
  private static final int OLDEST = 2;

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void ledger_should_equal_the_model_when_collections_are_asked_for(
      @ForAll("programs") List<GraphStep> program, @ForAll boolean sites) {
    LedgerConfig config = LedgerConfig.defaults().withCollector(false).withSites(sites);
    try (var run = new Run(config)) {
      program.forEach(run::apply);
    }
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void ledger_should_equal_the_model_when_it_collects_by_itself(
      @ForAll("programs") List<GraphStep> program) {
    LedgerConfig config = LedgerConfig.defaults().withThresholds(4, 1, 1).withReuseDistance(0);
    try (var run = new Run(config)) {
      program.forEach(run::apply);
    }
  }

  @Provide
  Arbitrary<List<GraphStep>> programs() {
    Arbitrary<Integer> locals = Arbitraries.integers().between(0, LOCALS - 1);
    Arbitrary<Integer> indexes = Arbitraries.integers().between(0, 9);
    Arbitrary<Integer> references = Arbitraries.integers().between(0, 5);
    Arbitrary<GraphStep> create =
        Combinators.combine(locals, references, Arbitraries.of(true, false))
            .as(GraphStep.Create::new);
    Arbitrary<GraphStep> grow =
        Combinators.combine(locals, indexes, references, Arbitraries.of(true, false))
            .as(GraphStep.Grow::new);
    Arbitrary<GraphStep> copy = Combinators.combine(locals, locals).as(GraphStep.Copy::new);
    Arbitrary<GraphStep> drop = locals.map(GraphStep.Drop::new);
    Arbitrary<GraphStep> load =
        Combinators.combine(locals, locals, indexes).as(GraphStep.Load::new);
    Arbitrary<GraphStep> store =
        Combinators.combine(locals, indexes, locals).as(GraphStep.Store::new);
    Arbitrary<GraphStep> collect = Arbitraries.integers().between(0, 2).map(GraphStep.Collect::new);
    return Arbitraries.frequencyOf(
            Tuple.of(4, create),
            Tuple.of(6, grow),
            Tuple.of(2, copy),
            Tuple.of(4, drop),
            Tuple.of(3, load),
            Tuple.of(6, store),
            Tuple.of(1, collect))
        .list()
        .ofMaxSize(150)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  /** A program that runs in a ledger and in the model. */
  private static final class Run implements AutoCloseable {
    private final Ledger ledger;
    private final Context c;
    private final GraphModel model = new GraphModel(LOCALS);
    private final Map<Node, Integer> slotByNode = new HashMap<>();
    private final Map<Integer, Integer> idBySlot = new HashMap<>();
    private final List<Integer> deathsByCount = new ArrayList<>();
    private final List<Integer> reclaimed = new ArrayList<>();
    private boolean isCollecting;

    Run(LedgerConfig config) {
      ledger = Ledger.create(config.withMaxBytes(8 << 20));
      c = ledger.newContext(1);
      ledger.onDeath(
          (slot, context, byCollector) ->
              (isCollecting ? reclaimed : deathsByCount).add(idBySlot.get(slot)));
      ledger
          .detector()
          .addListener(
              new CollectionListener() {
                @Override
                public void started(int generation) {
                  isCollecting = true;
                }

                @Override
                public void stopped(int generation, int collected, int uncollectable) {
                  isCollecting = false;
                }
              });
    }

    void apply(GraphStep step) {
      if (step instanceof GraphStep.Create create) {
        bind(create.local(), born(create.references(), create.isArray()));
      } else if (step instanceof GraphStep.Grow grow) {
        grow(grow);
      } else if (step instanceof GraphStep.Copy copy) {
        setLocal(copy.local(), model.local(copy.from()));
      } else if (step instanceof GraphStep.Drop drop) {
        setLocal(drop.local(), null);
      } else if (step instanceof GraphStep.Load load) {
        load(load);
      } else if (step instanceof GraphStep.Store store) {
        store(store);
      } else if (step instanceof GraphStep.Collect collect) {
        collect(collect.generation());
      }
      check();
    }

    /** A new object, pinned. */
    private Node born(int references, boolean isArray) {
      int flags = references == 0 ? CountWord.LEAF : isArray ? CountWord.ARRAY : 0;
      int birthId = ledger.births().intern(references << 1 | (isArray ? 1 : 0), 1);
      int slot = ledger.birth(c, 1, birthId, references, flags, 16 + 4 * references);
      checkReclaimed();
      Node node = model.create(references, isArray);
      slotByNode.put(node, slot);
      idBySlot.put(slot, node.id);
      return node;
    }

    private void grow(GraphStep.Grow grow) {
      Node referrer = model.local(grow.local());
      if (referrer != null && referrer.references.length > 0) {
        Node node = born(grow.references(), grow.isArray());
        put(referrer, grow.index() % referrer.references.length, node);
        ledger.unpin(slot(node), c, 1);
      }
    }

    private void setLocal(int local, Node node) {
      ledger.pin(slot(node), c);
      bind(local, node);
    }

    /** A local takes over the pin of an object. */
    private void bind(int local, Node node) {
      ledger.bind(slot(node), 0);
      int old = slot(model.local(local));
      model.setLocal(local, node);
      ledger.decref(old, c, 1);
    }

    private void load(GraphStep.Load load) {
      Node from = model.local(load.from());
      if (from != null && from.references.length > 0) {
        setLocal(load.local(), from.references[load.index() % from.references.length]);
      }
    }

    private void store(GraphStep.Store store) {
      Node referrer = model.local(store.local());
      if (referrer != null && referrer.references.length > 0) {
        put(referrer, store.index() % referrer.references.length, model.local(store.from()));
      }
    }

    private void put(Node referrer, int index, Node value) {
      model.setReference(referrer, index, value);
      ledger.store(slot(referrer), index, slot(value), c, 1);
    }

    private void collect(int generation) {
      List<Node> followed = followed(model.unreachable());
      int found = ledger.detector().collect(generation, c);
      long freed = reclaimed.stream().map(id -> id).distinct().count();
      if (generation == OLDEST) {
        assertThat(found).isEqualTo(followed.size());
      }
      assertThat(found).isLessThanOrEqualTo((int) freed);
      checkReclaimed();
      if (generation == OLDEST) {
        assertThat(model.unreachable()).isEmpty();
      }
    }

    /** Leaves are not followed: they die when the last of their referrers does. */
    private static List<Node> followed(List<Node> nodes) {
      return nodes.stream().filter(node -> node.references.length > 0).toList();
    }

    /** After this, the model knows what collections freed; nothing of it was reachable. */
    private void checkReclaimed() {
      List<Integer> unreachable = model.unreachable().stream().map(node -> node.id).toList();
      assertThat(reclaimed).doesNotHaveDuplicates();
      assertThat(unreachable).containsAll(reclaimed);
      model.reclaim(reclaimed);
      reclaimed.clear();
    }

    private void check() {
      assertThat(deathsByCount).isEqualTo(model.takeDeaths());
      deathsByCount.clear();
      for (Node node : model.live()) {
        int slot = slot(node);
        assertThat(ledger.isLive(slot)).as("object %d is alive", node.id).isTrue();
        assertThat(ledger.refs(slot)).as("refs of %d", node.id).isEqualTo(model.count(node));
        assertThat(ledger.pins(slot)).as("pins of %d", node.id).isZero();
      }
      assertThat(ledger.totals().live()).isEqualTo(model.live().size());
      ledger.validate();
    }

    private int slot(Node node) {
      return node == null ? 0 : slotByNode.get(node);
    }

    /** Lets go of everything. */
    @Override
    public void close() {
      for (int local = 0; local < LOCALS; local++) {
        apply(new GraphStep.Drop(local));
      }
      apply(new GraphStep.Collect(OLDEST));
      assertThat(model.live()).isEmpty();
      assertThat(ledger.totals().liveBytes()).isZero();
      assertThat(ledger.totals().underflows()).isZero();
      assertThat(ledger.totals().revived()).isZero();
      ledger.dispose();
    }
  }
}
