package io.refledger.agent.jfr;

import io.refledger.leak.Finding;
import io.refledger.snapshot.Frame;
import java.util.Optional;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Period;
import jdk.jfr.StackTrace;

/** A finding of a report, or as of the end of a chunk of the recording. */
@Name("refledger.Finding")
@Label("Finding")
@Category("RefLedger")
@Description("What a report found; also made when a recording is dumped or goes on to a new chunk")
@Period("endChunk")
@StackTrace(false)
final class FindingEvent extends Event {
  @Label("Id")
  @Description("The fingerprint, the same in each run")
  String id;

  @Label("Kind")
  String kind;

  @Label("Origin")
  @Description("application, or library")
  String origin;

  @Label("Class")
  String type;

  @Label("Objects")
  long count;

  @Label("Shallow Size")
  @DataAmount
  long shallowSize;

  @Label("Retained Size")
  @DataAmount
  long retainedSize;

  @Label("Allocated At")
  String allocatedAt;

  @Label("Stored At")
  String storedAt;

  @Label("Dropped At")
  String droppedAt;

  @Label("Excused")
  @Description("Suppressed, or in the baseline")
  boolean isExcused;

  @Label("Advice")
  String advice;

  static FindingEvent of(Finding finding) {
    var event = new FindingEvent();
    event.id = finding.id();
    event.kind = finding.kind().name();
    event.origin = finding.origin().word();
    event.type = finding.type();
    event.count = finding.count();
    event.shallowSize = finding.shallowBytes();
    event.retainedSize = finding.retainedBytes();
    event.allocatedAt = text(finding.allocatedAt());
    event.storedAt = text(finding.storedAt());
    event.droppedAt = text(finding.droppedAt());
    event.isExcused = finding.isExcused();
    event.advice = finding.advice();
    return event;
  }

  private static String text(Optional<Frame> frame) {
    return frame.map(Frame::toString).orElse("");
  }
}
