package io.refledger.agent;

import io.refledger.rt.pool.PoolVisitor;
import io.refledger.snapshot.PoolStats;
import java.util.ArrayList;
import java.util.List;

/** Draws the map of the simulated arenas in the report's words. For one use. */
final class ArenaMapping implements PoolVisitor {
  private final List<PoolStats.Arena> complete = new ArrayList<>();
  private final List<PoolStats.Pool> pools = new ArrayList<>();
  private int serial;
  private int shown;

  @Override
  public void arena(int arena, int freePools) {
    complete();
    serial = arena;
    shown++;
  }

  @Override
  public void pool(int arena, int pool, int sizeClass, int blocksInUse) {
    if (isListed()) {
      pools.add(new PoolStats.Pool(pool, sizeClass, blocksInUse));
    }
  }

  /** The map of all that was shown. */
  PoolStats.ArenaMap map() {
    complete();
    return new PoolStats.ArenaMap(complete, shown - complete.size());
  }

  private void complete() {
    if (shown > complete.size() && isListed()) {
      complete.add(new PoolStats.Arena(serial, pools));
    }
    pools.clear();
  }

  private boolean isListed() {
    return shown <= PoolStats.ArenaMap.MOST_ARENAS;
  }
}
