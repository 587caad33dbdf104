package io.refledger.snapshot;

import com.carrotsearch.hppc.IntObjectHashMap;
import java.util.Optional;

/**
 * The frames by context. Most contexts are asked for by nobody, so a frame is made when it is.
 * Thread-safe once all are added.
 */
final class Frames {
  private final IntObjectHashMap<Raw> rawByContext = new IntObjectHashMap<>();

  /** Those that were asked for. Guarded by this. */
  private final IntObjectHashMap<Optional<Frame>> known = new IntObjectHashMap<>();

  /** A context as visited: it may name a caller that is visited after it. */
  private record Raw(
      String className,
      String method,
      String file,
      int line,
      boolean isApplication,
      int calledFrom) {

    Frame toFrame(Optional<Frame> caller) {
      return new Frame(className, method, file, line, isApplication, caller);
    }
  }

  /** {@code file} is empty if unknown, {@code calledFrom} a context or 0. */
  void add(
      int context,
      String className,
      String method,
      String file,
      int line,
      boolean isApplication,
      int calledFrom) {
    rawByContext.put(context, new Raw(className, method, file, line, isApplication, calledFrom));
  }

  /** The frame of a context. */
  synchronized Optional<Frame> of(int context) {
    Optional<Frame> frame = known.get(context);
    if (frame == null) {
      Raw raw = rawByContext.get(context);
      if (raw == null) {
        return Optional.empty();
      }
      frame = Optional.of(raw.toFrame(caller(raw)));
      known.put(context, frame);
    }
    return frame;
  }

  /** A frame has one caller at most, and that one is the application's: no deeper chain. */
  private Optional<Frame> caller(Raw called) {
    Raw caller = rawByContext.get(called.calledFrom());
    boolean isLast = caller == null || rawByContext.get(caller.calledFrom()) == null;
    return isLast ? of(called.calledFrom()) : Optional.of(caller.toFrame(Optional.empty()));
  }
}
