package io.refledger.graph;

import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.TypeProperty;
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

  private final TypeProperty isNode =
      new TypeProperty(
          type ->
              NODE.matcher(type.className()).matches() || type.className().equals(THREAD_LOCALS));
  private final TypeProperty isArray = new TypeProperty(type -> type.className().startsWith("["));
  private final TypeProperty isCollection =
      new TypeProperty(
          type ->
              type.className().startsWith("java.util.")
                  || type.className().startsWith("java.lang.ThreadLocal$"));
  private final TypeProperty isSet =
      new TypeProperty(type -> SET.matcher(type.className()).matches());
  private final TypeProperty isBehindSet =
      new TypeProperty(type -> BEHIND_SET.matcher(type.className()).matches());

  /** Whether a referrer keeps its elements in the referent, which is no element itself. */
  public boolean isInternal(ObjectType referrer, ObjectType referent) {
    if (isNode.of(referent)) {
      return true;
    }
    return isArray.of(referent)
        ? isCollection.of(referrer)
        : isSet.of(referrer) && isBehindSet.of(referent);
  }

  /** Whether objects of the type are nodes or entries of a collection. */
  public boolean isNode(ObjectType type) {
    return isNode.of(type);
  }
}
