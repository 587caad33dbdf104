package io.refledger.agent.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import jdk.jfr.Timestamp;

/** A collection of the ledger's cycle detector. */
@Name("refledger.Collection")
@Label("Ledger Collection")
@Category("RefLedger")
@Description("A collection of the ledger's cycle detector, told up to half a second after its end")
@Period("endChunk")
@StackTrace(false)
final class CollectionEvent extends Event {
  @Label("Generation")
  @Description("The oldest generation collected, 0 to 2")
  int generation;

  @Label("Unreachable Objects")
  @Description("Objects that only references among themselves held")
  long unreachable;

  @Label("Collection Start")
  @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
  long collectionStart;

  @Label("Collection Time")
  @Description("From its start to its end; the program's threads run for most of it")
  @Timespan(Timespan.NANOSECONDS)
  long collectionTime;

  @Label("Java Thread Id")
  @Description("The thread in which it ran")
  long javaThreadId;

  static CollectionEvent of(LedgerLog.Collection collection) {
    var event = new CollectionEvent();
    event.generation = collection.generation();
    event.unreachable = collection.found();
    event.collectionStart = collection.startedAt();
    event.collectionTime = collection.nanos();
    event.javaThreadId = collection.threadId();
    return event;
  }
}
