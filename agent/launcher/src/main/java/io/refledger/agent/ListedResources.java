package io.refledger.agent;

import io.refledger.rt.Closeables;
import io.refledger.weave.spec.ResourceMethods;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells the weaver which methods open and close, and the runtime which classes are resources.
 * Thread-safe.
 */
final class ListedResources implements ResourceMethods {
  private static final String CONSTRUCTOR = "<init>";
  private static final int MOST_CLOSERS = 30;

  private final Closeables closeables;
  private final Map<String, Integer> closerByName = new HashMap<>();
  private final Map<String, List<String>> openingsByClass = new HashMap<>();

  /**
   * Registers the classes of a list.
   *
   * @throws StartException if the list has more different closing methods than there are bits
   */
  ListedResources(ResourceList list, Closeables closeables) throws StartException {
    this.closeables = closeables;
    closerByName.put("close", Closeables.CLOSE);
    for (ResourceList.Line line : list.lines()) {
      if (line.closings().isEmpty()) {
        closeables.exclude(line.className());
      } else {
        openingsByClass.put(line.className(), line.openings());
        closeables.list(line.className(), closers(line.closings()), line.closings().get(0));
      }
    }
  }

  /** Tells what woven code depends on. */
  @Override
  public String toString() {
    return new TreeMap<>(closerByName) + " " + new TreeMap<>(openingsByClass);
  }

  private int closers(List<String> names) throws StartException {
    int closers = 0;
    for (String name : names) {
      Integer closer = closerByName.get(name);
      if (closer == null) {
        if (closerByName.size() == MOST_CLOSERS) {
          throw new StartException(
              "resources: more than " + MOST_CLOSERS + " names of closing methods, with " + name);
        }
        closer = 1 << closerByName.size();
        closerByName.put(name, closer);
      }
      closers |= closer;
    }
    return closers;
  }

  @Override
  public int closer(String method) {
    Integer closer = closerByName.get(method);
    return closer == null ? 0 : closer;
  }

  @Override
  public int opener(String className, String method, boolean isCloseable) {
    List<String> openings = openingsByClass.get(className);
    boolean isOpening =
        openings == null
            ? isCloseable && method.equals(CONSTRUCTOR)
            : openings.contains(method.equals(CONSTRUCTOR) ? "new" : method);
    return isOpening ? closeables.opener(className) : 0;
  }
}
