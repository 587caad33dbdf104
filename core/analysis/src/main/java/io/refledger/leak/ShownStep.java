package io.refledger.leak;

import io.refledger.snapshot.Frame;
import io.refledger.snapshot.ObjectType;
import java.util.Optional;

/**
 * One line of a path as people read it: a reference, or the way through a collection to an element.
 *
 * @param referrer a class, "static", or "thread NAME"
 * @param reference "Declaring.field", "[x]", "local NAME", or "java.lang.Thread.threadLocals[x]"
 * @param role what the element is to its map: "key TYPE" beside a value, "as key", or empty
 * @param storedAt where the element came into the collection
 */
public record ShownStep(
    String referrer,
    String reference,
    String role,
    String referent,
    Optional<Frame> storedAt,
    boolean isSuspect) {

  private static final String LOCAL = "local ";
  private static final String THREAD = "thread ";
  private static final String UNNAMED = "a local variable";

  static ShownStep of(PathStep step) {
    String role = step.key().map(ShownStep::besideKey).orElse("");
    return new ShownStep(
        step.referrer(),
        step.reference(),
        role,
        step.referent(),
        step.storedAt(),
        step.isSuspect());
  }

  static String besideKey(String key) {
    return "key " + ClassNames.simple(key);
  }

  /** Whether a field is the reference. */
  public boolean isField() {
    return reference.indexOf('.') > 0 && !isLocal();
  }

  /** Whether a local variable is the reference. */
  boolean isLocal() {
    return reference.startsWith(LOCAL);
  }

  /** What one takes things out of: "Registry.byName", "the HashMap", or a local variable. */
  String place() {
    if (isLocal()) {
      String name = reference.substring(LOCAL.length());
      return name.startsWith("of ") ? UNNAMED + " " + name : name.replace("?", UNNAMED);
    }
    if (isOfThreadLocals()) {
      return "a ThreadLocal" + (referrer.startsWith(THREAD) ? " of " + referrer : "");
    }
    if (!isField()) {
      return "the " + ClassNames.simple(referrer);
    }
    int dot = reference.lastIndexOf('.');
    return ClassNames.simple(reference.substring(0, dot)) + reference.substring(dot);
  }

  private boolean isOfThreadLocals() {
    boolean isElement = reference.endsWith(ObjectType.ELEMENT);
    return isElement && (isField() || referrer.equals("java.lang.ThreadLocal$ThreadLocalMap"));
  }
}
