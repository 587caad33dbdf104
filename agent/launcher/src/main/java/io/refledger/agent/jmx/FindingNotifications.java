package io.refledger.agent.jmx;

import io.refledger.agent.command.FindingListener;
import io.refledger.leak.Finding;
import io.refledger.snapshot.Frame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;

/*
 * Listeners may be the program's: they are called in a thread of their own, which is like one of the
 * program's, and never in the one that makes the report.
 */
/** A notification for each finding of a report that is new or has more objects than before. */
final class FindingNotifications implements FindingListener {
  private static final String PREFIX = "io.refledger.finding.";
  private static final String[] ITEMS = {
    "id", "kind", "type", "count", "retainedBytes", "allocatedAt", "storedAt", "droppedAt", "advice"
  };
  private static final String[] DESCRIPTIONS = {
    "fingerprint, the same in each run",
    "GROWTH, RESOURCE, SURVIVOR or CYCLE",
    "class of the objects",
    "number of objects",
    "retained size in bytes",
    "where they were allocated",
    "where the reference that holds them was stored",
    "the statement that dropped them",
    "what to do"
  };
  private static final OpenType<?>[] TYPES = {
    SimpleType.STRING,
    SimpleType.STRING,
    SimpleType.STRING,
    SimpleType.LONG,
    SimpleType.LONG,
    SimpleType.STRING,
    SimpleType.STRING,
    SimpleType.STRING,
    SimpleType.STRING
  };

  private final ObjectName source;
  private final NotificationBroadcasterSupport broadcaster;
  private final CompositeType type;

  /** The objects of each finding that was told. Guarded by this. */
  private final Map<String, Long> countById = new HashMap<>();

  private long sequence;

  /** Notifications from {@code source}, in threads of {@code threads}. */
  FindingNotifications(ObjectName source, Executor threads) throws OpenDataException {
    this.source = source;
    broadcaster = new NotificationBroadcasterSupport(threads, info());
    type = new CompositeType("Finding", "a finding of a report", ITEMS, DESCRIPTIONS, TYPES);
  }

  private static MBeanNotificationInfo info() {
    return new MBeanNotificationInfo(
        new String[] {
          PREFIX + "growth", PREFIX + "resource", PREFIX + "survivor", PREFIX + "cycle"
        },
        Notification.class.getName(),
        "A report has a finding that is new, or has more objects than before");
  }

  /** Whom listeners are added to. */
  NotificationBroadcasterSupport broadcaster() {
    return broadcaster;
  }

  @Override
  public synchronized void found(List<Finding> findings) {
    for (Finding finding : findings) {
      Long before = countById.put(finding.id(), finding.count());
      if (before == null || before < finding.count()) {
        broadcaster.sendNotification(notification(finding));
      }
    }
  }

  private Notification notification(Finding finding) {
    var notification =
        new Notification(
            PREFIX + finding.kind().word(),
            source,
            ++sequence,
            finding.kind() + " " + finding.count() + " " + finding.type());
    notification.setUserData(data(finding));
    return notification;
  }

  private CompositeData data(Finding finding) {
    Object[] values = {
      finding.id(),
      finding.kind().name(),
      finding.type(),
      finding.count(),
      finding.retainedBytes(),
      text(finding.allocatedAt()),
      text(finding.storedAt()),
      text(finding.droppedAt()),
      finding.advice()
    };
    try {
      return new CompositeDataSupport(type, ITEMS, values);
    } catch (OpenDataException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Optional<Frame> frame) {
    return frame.map(Frame::toString).orElse("");
  }
}
