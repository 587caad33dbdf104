package io.refledger.agent.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;
import jdk.jfr.Timestamp;

/*
 * A death happens inside a hook, where no event can be written: that is code of the JDK's, which is
 * woven. So the event comes from a thread of the agent's, and has the statement as fields.
 */
/** The death of a resource that nobody has closed. */
@Name("refledger.ResourceDropped")
@Label("Resource Dropped")
@Category("RefLedger")
@Description("A resource died without having been closed, told up to half a second later")
@Period("endChunk")
@StackTrace(false)
final class ResourceDroppedEvent extends Event {
  @Label("Class")
  @Description("The outermost object that should have been closed")
  String type;

  @Label("Resource Class")
  @Description("What it held open, or itself")
  String resource;

  @Label("Closing Method")
  String closer;

  @Label("Drop Time")
  @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
  long dropTime;

  @Label("Dropped in Class")
  @Description("The statement that dropped the last reference")
  String droppedClass;

  @Label("Dropped in Method")
  String droppedMethod;

  @Label("Dropped at Line")
  int droppedLine;

  @Label("Opened in Class")
  String openedClass;

  @Label("Opened in Method")
  String openedMethod;

  @Label("Opened at Line")
  int openedLine;

  @Label("Java Thread Id")
  @Description("The thread that dropped it; 0 if the cycle detector found it")
  long javaThreadId;

  static ResourceDroppedEvent of(LedgerLog.Drop drop) {
    var event = new ResourceDroppedEvent();
    event.type = drop.type();
    event.resource = drop.resource();
    event.closer = drop.closer();
    event.dropTime = drop.droppedAt();
    event.droppedClass = drop.dropped().className();
    event.droppedMethod = drop.dropped().method();
    event.droppedLine = drop.dropped().line();
    event.openedClass = drop.opened().className();
    event.openedMethod = drop.opened().method();
    event.openedLine = drop.opened().line();
    event.javaThreadId = drop.threadId();
    return event;
  }
}
