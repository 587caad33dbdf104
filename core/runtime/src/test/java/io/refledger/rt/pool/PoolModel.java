package io.refledger.rt.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The slow obvious answer: a list of what is alive, from which every figure is counted anew.
 *
 * <p>It knows addresses and requests, and nothing of free lists: where a block should lie is the
 * vectors' question.
 */
final class PoolModel {
  private static final int POOLS = PoolLayout.POOLS_PER_ARENA;

  private final PoolLayout layout;
  private final PoolSimulator simulator;
  private final List<Block> live = new ArrayList<>();
  private long systemRequests;
  private long systemRequestedBytes;

  private record Block(int address, int requestBytes) {
    boolean isSystem() {
      return address == PoolSimulator.SYSTEM;
    }
  }

  PoolModel(String config) {
    layout = PoolLayout.named(config);
    simulator = PoolSimulator.create(config);
  }

  void apply(PoolRequest request) {
    if (request instanceof PoolRequest.Allocate allocate) {
      for (int i = 0; i < allocate.count(); i++) {
        born(simulator.allocate(allocate.requestBytes()), allocate.requestBytes());
      }
    } else if (request instanceof PoolRequest.Free free) {
      free(free);
    } else if (request instanceof PoolRequest.Reallocate reallocate && !live.isEmpty()) {
      reallocate(live.remove(at(reallocate.which())), reallocate.requestBytes());
    }
  }

  private void free(PoolRequest.Free free) {
    int from = live.isEmpty() ? 0 : at(free.from());
    Set<Integer> dead = new HashSet<>();
    for (int i = from; i < live.size() && dead.size() < free.count(); i += free.step()) {
      dead.add(i);
      simulator.free(live.get(i).address(), live.get(i).requestBytes());
    }
    List<Block> left = new ArrayList<>();
    for (int i = 0; i < live.size(); i++) {
      if (!dead.contains(i)) {
        left.add(live.get(i));
      }
    }
    live.clear();
    live.addAll(left);
  }

  private void reallocate(Block before, int requestBytes) {
    int address = simulator.reallocate(before.address(), before.requestBytes(), requestBytes);
    if (before.isSystem()) {
      assertThat(address).as("the system's blocks stay with it").isEqualTo(PoolSimulator.SYSTEM);
      bornInSystem(requestBytes);
    } else {
      int size = SizeClass.blockBytes(SizeClass.of(before.requestBytes()));
      boolean fits = requestBytes <= size && requestBytes > size - size / 4;
      assertThat(address == before.address()).as("%s resized stays", before).isEqualTo(fits);
      if (fits) {
        // The block keeps its class, whatever it is filled with.
        live.add(new Block(address, Math.max(requestBytes, before.requestBytes())));
      } else {
        born(address, requestBytes);
      }
    }
  }

  private void born(int address, int requestBytes) {
    boolean isSmall = requestBytes >= 1 && requestBytes <= 512;
    assertThat(address == PoolSimulator.SYSTEM)
        .as("%s is the system's", address)
        .isNotEqualTo(isSmall);
    if (isSmall) {
      live.add(new Block(address, requestBytes));
    } else {
      bornInSystem(requestBytes);
    }
  }

  private void bornInSystem(int requestBytes) {
    systemRequests++;
    systemRequestedBytes += requestBytes;
    live.add(new Block(PoolSimulator.SYSTEM, requestBytes));
  }

  private int at(int thousandths) {
    return (int) ((long) thousandths * (live.size() - 1) / 1000);
  }

  /** Frees all that is left. */
  void freeAll() {
    apply(new PoolRequest.Free(0, live.size(), 1));
  }

  /** Checks the simulator's own invariants, the place of every block, and every figure. */
  void check() {
    simulator.validate();
    Map<Integer, Integer> classByPool = new HashMap<>();
    int[] blocks = new int[SizeClass.COUNT];
    Set<Integer> units = new HashSet<>();
    for (Block block : live) {
      if (!block.isSystem()) {
        int sizeClass = SizeClass.of(block.requestBytes());
        blocks[sizeClass]++;
        checkPlace(block, sizeClass, units);
        int pool = layout.poolOf(block.address());
        Integer other = classByPool.put(pool, sizeClass);
        assertThat(other == null ? sizeClass : other)
            .as("class of pool %s", pool)
            .isEqualTo(sizeClass);
      }
    }
    checkFigures(classByPool, blocks);
    checkSystem();
  }

  private void checkPlace(Block block, int sizeClass, Set<Integer> units) {
    int first = block.address();
    int length = SizeClass.blockBytes(sizeClass) / 16;
    int offset = layout.offsetInPool(first) - 3;
    assertThat(offset).as("%s lies behind the header", block).isNotNegative();
    assertThat(offset % length).as("%s is cut at a multiple of its size", block).isZero();
    assertThat(layout.poolOf(first + length - 1))
        .as("pool of %s", block)
        .isEqualTo(layout.poolOf(first));
    for (int unit = first; unit < first + length; unit++) {
      if (!units.add(unit)) {
        throw new AssertionError(block + " overlaps another at unit " + unit);
      }
    }
  }

  private void checkFigures(Map<Integer, Integer> classByPool, int[] blocks) {
    PoolStatistics statistics = simulator.statistics();
    Map<Integer, Integer> poolsByArena = new HashMap<>();
    int[] pools = new int[SizeClass.COUNT];
    classByPool.forEach(
        (pool, sizeClass) -> {
          pools[sizeClass]++;
          poolsByArena.merge(pool / POOLS, 1, Integer::sum);
        });
    long inUse = 0;
    int poolsNeeded = 0;
    for (int c = 0; c < SizeClass.COUNT; c++) {
      assertThat(statistics.pools(c)).as("pools of class %s", c).isEqualTo(pools[c]);
      assertThat(statistics.blocksInUse(c)).as("blocks of class %s", c).isEqualTo(blocks[c]);
      inUse += (long) blocks[c] * SizeClass.blockBytes(c);
      poolsNeeded += (int) Math.ceil((double) blocks[c] / layout.blocksPerPool(c));
    }
    assertThat(statistics.bytesInUse()).isEqualTo(inUse);
    assertThat(statistics.arenasNeeded()).isEqualTo((int) Math.ceil(poolsNeeded / 64.0));
    assertThat(accounted(statistics)).as("bytes accounted for").isEqualTo(statistics.bytesHeld());
    checkArenas(statistics, poolsByArena);
  }

  private void checkArenas(PoolStatistics statistics, Map<Integer, Integer> poolsByArena) {
    int current = statistics.arenasCurrent();
    int[] occupancy = new int[5];
    occupancy[0] = current - poolsByArena.size();
    poolsByArena.values().forEach(used -> occupancy[(int) Math.ceil(used / 16.0)]++);
    assertThat(statistics.arenasByOccupancy()).isEqualTo(occupancy);
    assertThat(occupancy[0])
        .as("arenas kept wholly free")
        .isBetween(0, layout.keepsLastArena ? 1 : 0);
    assertThat(statistics.arenasNeeded()).isLessThanOrEqualTo(current);
    assertThat(statistics.arenasHighwater()).isBetween(current, statistics.arenasAllocated());
    assertThat(statistics.arenasReclaimed()).isEqualTo(statistics.arenasAllocated() - current);
  }

  private static long accounted(PoolStatistics statistics) {
    return statistics.bytesInUse()
        + statistics.bytesAvailable()
        + statistics.headerBytes()
        + statistics.quantizationBytes()
        + (long) statistics.unusedPools() * statistics.poolBytes();
  }

  private void checkSystem() {
    PoolStatistics statistics = simulator.statistics();
    assertThat(statistics.systemRequests()).isEqualTo(systemRequests);
    assertThat(statistics.systemRequestedBytes()).isEqualTo(systemRequestedBytes);
    assertThat(statistics.systemInUse()).isEqualTo(live.stream().filter(Block::isSystem).count());
    assertThat(statistics.systemBytesInUse())
        .isEqualTo(live.stream().filter(Block::isSystem).mapToLong(Block::requestBytes).sum());
  }
}
