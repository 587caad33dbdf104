package io.refledger.graph;

import io.refledger.snapshot.ObjectType;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/*
 * Names decide: the JDK's collections keep their elements in nested classes called Node, Entry and the
 * like, and in arrays that their own fields refer to.
 */
/** What the JDK's collections are made of, and no program knows: tables, nodes, entries. */
public final class CollectionParts {
  private static final Pattern NODE =
      Pattern.compile(
          "java\\.util\\.(concurrent\\.)?\\w+\\$"
              + "(\\w*Node|\\w*Entry|TreeBin|TreeBucket|Index|HeadIndex|Segment)");
  private static final String THREAD_LOCALS = "java.lang.ThreadLocal$ThreadLocalMap$Entry";
  private static final Pattern SET = Pattern.compile("java\\.util\\.(concurrent\\.)?\\w+Set");
  private static final Pattern BEHIND_SET =
      Pattern.compile("java\\.util\\.(concurrent\\.)?(\\w+Map|CopyOnWriteArrayList)");

  private final Map<Integer, Boolean> isNodeByType = new HashMap<>();
  private final Map<Integer, Boolean> isOfJdkByType = new HashMap<>();

  /** Whether a referrer keeps its elements in the referent, which is no element itself. */
  public boolean isInternal(ObjectType referrer, ObjectType referent) {
    if (isNode(referent)) {
      return true;
    }
    boolean isArray = referent.className().startsWith("[");
    return isArray ? isCollection(referrer) : isBehindSet(referrer, referent);
  }

  /** Whether objects of the type are nodes or entries of a collection. */
  public boolean isNode(ObjectType type) {
    return isNodeByType.computeIfAbsent(
        type.id(),
        id -> NODE.matcher(type.className()).matches() || type.className().equals(THREAD_LOCALS));
  }

  private boolean isCollection(ObjectType type) {
    return isOfJdkByType.computeIfAbsent(
        type.id(),
        id ->
            type.className().startsWith("java.util.")
                || type.className().startsWith("java.lang.ThreadLocal$"));
  }

  private static boolean isBehindSet(ObjectType referrer, ObjectType referent) {
    return SET.matcher(referrer.className()).matches()
        && BEHIND_SET.matcher(referent.className()).matches();
  }
}
