package io.refledger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.snapshot.PoolStats;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ArenaMappingTest {
  private final ArenaMapping mapping = new ArenaMapping();

  @Test
  void map_should_have_each_arena_with_its_pools_in_use() {
    mapping.arena(0, 62);
    mapping.pool(0, 0, 3, 17);
    mapping.pool(0, 5, 1, 2);
    mapping.arena(4, 64);

    assertThat(mapping.map())
        .isEqualTo(
            new PoolStats.ArenaMap(
                List.of(
                    new PoolStats.Arena(
                        0, List.of(new PoolStats.Pool(0, 3, 17), new PoolStats.Pool(5, 1, 2))),
                    new PoolStats.Arena(4, List.of())),
                0));
  }

  @Test
  void arenas_beyond_the_most_should_be_a_number() {
    for (int arena = 0; arena < 515; arena++) {
      mapping.arena(arena, 63);
      mapping.pool(arena, 0, 0, 1);
    }

    PoolStats.ArenaMap map = mapping.map();

    assertThat(map.arenas()).hasSize(512);
    assertThat(map.arenas().get(511).pools()).containsExactly(new PoolStats.Pool(0, 0, 1));
    assertThat(map.leftOut()).isEqualTo(3);
  }
}
