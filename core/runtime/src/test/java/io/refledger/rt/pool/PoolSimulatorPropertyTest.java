package io.refledger.rt.pool;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds after any sequence of requests. A failing one is shrunk and printed with its seed. */
class PoolSimulatorPropertyTest {

  @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
  void books_should_equal_a_recount_after_every_request(
      @ForAll("configs") String config, @ForAll("programs") List<PoolRequest> program) {
    var model = new PoolModel(config);

    for (PoolRequest request : program) {
      model.apply(request);
      model.check();
    }

    model.freeAll();
    model.check();
  }

  @Provide
  Arbitrary<String> configs() {
    return Arbitraries.of("cpython-3.13", "cpython-3.9", "cpython-3.8");
  }

  @Provide
  Arbitrary<List<PoolRequest>> programs() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, allocations()), Tuple.of(3, frees()), Tuple.of(2, reallocations()))
        .list()
        .ofMaxSize(30);
  }

  /** Few, or enough to fill arenas. */
  private static Arbitrary<PoolRequest> allocations() {
    Arbitrary<Integer> counts =
        Arbitraries.frequencyOf(
            Tuple.of(4, Arbitraries.integers().between(1, 40)),
            Tuple.of(1, Arbitraries.integers().between(1, 2500)));
    return Combinators.combine(counts, requestBytes()).as(PoolRequest.Allocate::new);
  }

  private static Arbitrary<PoolRequest> frees() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 1000),
            Arbitraries.integers().between(1, 2500),
            Arbitraries.of(1, 1, 1, 2, 3, 31))
        .as(PoolRequest.Free::new);
  }

  private static Arbitrary<PoolRequest> reallocations() {
    return Combinators.combine(Arbitraries.integers().between(0, 1000), requestBytes())
        .as(PoolRequest.Reallocate::new);
  }

  /** Often of the largest class, of which the fewest fill an arena. */
  private static Arbitrary<Integer> requestBytes() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.integers().between(497, 512)),
        Tuple.of(4, Arbitraries.integers().between(1, 512)),
        Tuple.of(1, Arbitraries.of(0, 513, 4096, 1 << 20)));
  }
}
