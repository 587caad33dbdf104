package io.refledger.it.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.refledger.rt.Installation;
import io.refledger.rt.LedgerTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Random programs print the same plain and woven, and objects die where the model says. Another
 * seed: {@code -Drandom.seed=N}, more programs: {@code -Drandom.programs=N}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RandomProgramsTest {
  private static final long SEED = Long.getLong("random.seed", 1);
  private static final int PROGRAMS = Integer.getInteger("random.programs", 400);
  private static final int TAPE = 500;

  @Test
  void objects_should_die_where_the_model_says_whether_locals_are_exact_or_lean() {
    List<Program> programs = new ArrayList<>();
    for (int i = 0; i < PROGRAMS; i++) {
      programs.add(Generator.program(Tape.random(SEED + i, TAPE)));
    }
    ProgramRuns runs = ProgramRuns.compile(programs);
    LedgerTotals before = Installation.LEDGER.totals();

    long survivors = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      survivors += Interpreter.run(programs.get(i)).stream().filter(Comparison::isSurvivor).count();
      if (Comparison.difference(programs.get(i), runs, i).isPresent()) {
        report(SEED + i);
      }
    }

    LedgerTotals totals = Installation.LEDGER.totals();
    assertThat(totals.revived() - before.revived()).as("revived").isZero();
    assertThat(totals.revivedWeak() - before.revivedWeak()).as("weakly revived").isZero();
    assertThat(totals.underflows() - before.underflows()).as("underflows").isZero();
    assertThat(totals.live() - before.live()).as("live, exact and lean").isEqualTo(2 * survivors);
  }

  private static void report(long seed) {
    Program shrunk = Generator.program(Comparison.shrunk(Tape.random(seed, TAPE)));
    Optional<String> difference =
        Comparison.difference(shrunk, ProgramRuns.compile(List.of(shrunk)), 0);
    fail("seed %d, shrunk: %s\n%s", seed, difference.orElse("?"), ProgramRuns.source(shrunk, 0));
  }
}
