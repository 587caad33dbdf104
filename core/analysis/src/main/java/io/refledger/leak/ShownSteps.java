package io.refledger.leak;

import io.refledger.snapshot.Frame;
import io.refledger.snapshot.ObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/*
 * A reader knows a map and what was put into it; the table, the entries and the map behind a set are the
 * JDK's. So the steps from the collection to the element are one, as one statement of the program made
 * them. Only where the element leaves the collection is known what it is: a value, with a key beside it,
 * or a key.
 */
/** The steps of a path as people read them: a collection on it is one step, "HashMap[x]". */
public final class ShownSteps {

  /** The JDK's methods that store entries which are in the collection already. */
  private static final Pattern MOVE =
      Pattern.compile(
          "resize|transfer|rehash|split|(un)?treeify.*|moveRootToFront|rotate.*|balance.*"
              + "|fixAfter.*|afterNode.*|expunge.*|replaceStale.*|remove.*|delete.*|unlink.*|poll.*");

  private static final String OF_THREAD = "java.lang.Thread.";
  private static final String CONSTRUCTOR = "<init>";

  private ShownSteps() {}

  /** Read this first. What a path ends in stands last, were it a part of a collection. */
  public static List<ShownStep> of(List<PathStep> path) {
    List<ShownStep> shown = new ArrayList<>();
    int first = 0;
    for (int last = 0; last < path.size(); last++) {
      boolean goesOnInside = path.get(last).isInside() && last + 1 < path.size();
      if (!goesOnInside) {
        shown.add(joined(path.subList(first, last + 1)));
        first = last + 1;
      }
    }
    return shown;
  }

  /** All steps but the last one lead to parts. */
  private static ShownStep joined(List<PathStep> steps) {
    PathStep first = steps.get(0);
    PathStep last = steps.get(steps.size() - 1);
    if (steps.size() == 1) {
      return ShownStep.of(first);
    }
    // A thread is no collection: its thread locals have a name.
    String field = first.reference().startsWith(OF_THREAD) ? first.reference() : "";
    return new ShownStep(
        collection(first),
        field + ObjectType.ELEMENT,
        role(steps, last),
        last.referent(),
        storedAt(steps.get(steps.size() - 2), last),
        steps.stream().anyMatch(PathStep::isSuspect));
  }

  /** Of a map that is older than the agent only the table may be known: the map is shown for it. */
  private static String collection(PathStep first) {
    String referrer = first.referrer();
    int nested = referrer.lastIndexOf('$');
    boolean isTable = first.reference().equals(ObjectType.ELEMENT) && nested > 0;
    return isTable ? referrer.substring(0, nested) : referrer;
  }

  /** The keys of the map behind a set are its elements. */
  private static String role(List<PathStep> steps, PathStep last) {
    boolean isBehindSet =
        steps.stream().anyMatch(step -> step.isInside() && step.referent().endsWith("Map"));
    boolean isKey = last.reference().endsWith(".key") && !isBehindSet;
    return last.key().map(ShownStep::besideKey).orElse(isKey ? "as key" : "");
  }

  /**
   * Where the element came into the collection: its entry did, unless the entry was moved since.
   *
   * @param before leads to the entry, or to the table if that has the elements itself
   */
  private static Optional<Frame> storedAt(PathStep before, PathStep last) {
    if (last.isInside() || before.referent().endsWith("[]")) {
      return last.storedAt();
    }
    return before
        .storedAt()
        .filter(at -> !isMove(at))
        .or(() -> last.storedAt().map(ShownSteps::outsideOfEntry))
        .or(before::storedAt);
  }

  private static boolean isMove(Frame frame) {
    return ClassNames.isJdk(frame.className()) && MOVE.matcher(frame.method()).matches();
  }

  /** The constructor of an entry is as much the JDK's as the entry is. */
  private static Frame outsideOfEntry(Frame frame) {
    return frame.method().equals(CONSTRUCTOR) ? frame.calledFrom().orElse(frame) : frame;
  }
}
