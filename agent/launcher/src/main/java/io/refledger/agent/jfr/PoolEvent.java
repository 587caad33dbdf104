package io.refledger.agent.jfr;

import io.refledger.snapshot.PoolStats;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** The simulated pools of one size class. */
@Name("refledger.Pool")
@Label("Pools of a Size Class")
@Category("RefLedger")
@Description("The simulated pools of one size class that is in use")
@Period("10 s")
@StackTrace(false)
final class PoolEvent extends Event {
  @Label("Simulated Allocator")
  String config;

  @Label("Size Class")
  int sizeClass;

  @Label("Block Size")
  @DataAmount
  int blockSize;

  @Label("Pools")
  int pools;

  @Label("Blocks in Use")
  int blocksInUse;

  @Label("Free Blocks")
  int freeBlocks;

  static PoolEvent of(String config, PoolStats.SizeClassStats sizeClass) {
    var event = new PoolEvent();
    event.config = config;
    event.sizeClass = sizeClass.index();
    event.blockSize = sizeClass.blockBytes();
    event.pools = sizeClass.pools();
    event.blocksInUse = sizeClass.inUse();
    event.freeBlocks = sizeClass.free();
    return event;
  }
}
