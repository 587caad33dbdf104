package io.refledger.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.snapshot.Inlining.Outgrown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InliningTest {
  private static final int LIMIT = 325;

  @Test
  void methods_of_the_application_should_be_told_first_then_those_that_grew_most() {
    Outgrown little = new Outgrown("a.A.little()V", 320, 330, true);
    Outgrown much = new Outgrown("a.A.much()V", 100, 400, true);
    Outgrown first = new Outgrown("java.A.first()V", 300, 900, false);
    Outgrown second = new Outgrown("java.A.second()V", 300, 900, false);

    Inlining inlining = Inlining.of(LIMIT, List.of(second, first, little, much));

    assertThat(inlining.largest()).containsExactly(much, little, first, second);
    assertThat(inlining.methods()).isEqualTo(4);
  }

  @Test
  void all_should_be_counted_and_a_hundred_told() {
    List<Outgrown> all = new ArrayList<>();
    for (int i = 1; i <= 101; i++) {
      all.add(new Outgrown("a.A.method" + i + "()V", 300, LIMIT + i, false));
    }
    Collections.shuffle(all, new java.util.Random(1));

    Inlining inlining = Inlining.of(LIMIT, all);

    assertThat(inlining.methods()).isEqualTo(101);
    assertThat(inlining.largest()).hasSize(100);
    assertThat(inlining.largest().get(0).name()).isEqualTo("a.A.method101()V");
    assertThat(inlining.largest().get(99).name()).isEqualTo("a.A.method2()V");
  }
}
