package io.refledger.graph;

import io.refledger.snapshot.ObjectType;
import io.refledger.snapshot.TypeProperty;
import java.util.Set;
import java.util.regex.Pattern;

/*
 * Names decide: the JDK's collections keep their elements in nested classes called Node, Entry and the
 * like, and in arrays that their own fields refer to.
 *
 * Of two classes one cannot tell a table from an array that the program put into a map. The reference
 * tells: a part is what a field of a collection refers to, wherever that class was extended, and the
 * fields of entries called value, item and the like refer to elements.
 */
/** What the JDK's collections are made of, and no program knows: tables, nodes, entries. */
public final class CollectionParts {
  private static final Pattern NODE =
      Pattern.compile(
          "java\\.util\\.(concurrent\\.)?\\w+\\$"
              + "(\\w*Node|\\w*Entry|TreeBin|TreeBucket|Index|HeadIndex|Segment)");
  private static final String OF_THREAD_LOCALS = "java.lang.ThreadLocal$ThreadLocalMap$Entry";
  private static final Pattern SET = Pattern.compile("java\\.util\\.(concurrent\\.)?\\w+Set");
  private static final Pattern BEHIND_SET =
      Pattern.compile("java\\.util\\.(concurrent\\.)?(\\w+Map|CopyOnWriteArrayList)");

  private static final String THREAD_LOCAL_MAP = "java.lang.ThreadLocal$ThreadLocalMap";
  private static final Pattern COLLECTION =
      Pattern.compile(
          "java\\.util\\.(concurrent\\.(atomic\\.)?)?[\\w$]+"
              + "|java\\.lang\\.ThreadLocal\\$ThreadLocalMap(\\$Entry)?");
  private static final Pattern BEFORE_MAP =
      Pattern.compile(
          "java\\.util\\.(concurrent\\.)?"
              + "(\\w+Set|Collections\\$SetFromMap|ConcurrentHashMap\\$CollectionView)");

  /** Fields that refer to an element, whatever that is. */
  private static final Set<String> OF_ELEMENTS =
      Set.of(
          "key",
          "value",
          "val",
          "item",
          "element",
          "e0",
          "e1",
          "k0",
          "v0",
          "outcome",
          "result",
          "reference");

  private final TypeProperty isNode = new TypeProperty(type -> isNode(type.className()));
  private final TypeProperty isArray = new TypeProperty(type -> type.className().startsWith("["));
  private final TypeProperty isCollection =
      new TypeProperty(
          type ->
              type.className().startsWith("java.util.")
                  || type.className().startsWith("java.lang.ThreadLocal$"));
  private final TypeProperty isSet =
      new TypeProperty(type -> SET.matcher(type.className()).matches());
  private final TypeProperty isThreadLocalMap =
      new TypeProperty(type -> type.className().equals(THREAD_LOCAL_MAP));
  private final TypeProperty isBehindSet =
      new TypeProperty(type -> BEHIND_SET.matcher(type.className()).matches());

  /** Whether a referrer keeps its elements in the referent, which is no element itself. */
  public boolean isInternal(ObjectType referrer, ObjectType referent) {
    if (isNode.of(referent) || isThreadLocalMap.of(referent)) {
      return true;
    }
    return isArray.of(referent)
        ? isCollection.of(referrer)
        : isSet.of(referrer) && isBehindSet.of(referent);
  }

  /**
   * Whether a reference leads from a collection, or a part of it, to a part of it.
   *
   * @param referrer as {@link Class#getName()} gives it
   * @param reference "Declaring.Class#field", or "[x]"
   * @param referent as {@link Class#getName()} gives it
   */
  public static boolean leadsToPart(String referrer, String reference, String referent) {
    int hash = reference.indexOf('#');
    if (hash < 0) {
      return isNode(referent) && isArrayOfNodes(referrer);
    }
    String declaring = reference.substring(0, hash);
    if (!COLLECTION.matcher(declaring).matches()) {
      return declaring.equals("java.lang.Thread") && referent.equals(THREAD_LOCAL_MAP);
    }
    boolean isPart =
        isNode(referent)
            || referent.startsWith("[")
            || (BEFORE_MAP.matcher(declaring).matches() && BEHIND_SET.matcher(referent).matches());
    return isPart && !OF_ELEMENTS.contains(reference.substring(hash + 1));
  }

  private static boolean isArrayOfNodes(String className) {
    return className.startsWith("[L") && isNode(className.substring(2, className.length() - 1));
  }

  private static boolean isNode(String className) {
    return NODE.matcher(className).matches() || isOfThreadLocals(className);
  }

  /** Whether it is the class of the entries in which threads have their thread locals. */
  public static boolean isOfThreadLocals(String className) {
    return className.equals(OF_THREAD_LOCALS);
  }

  /** Whether objects of the type are nodes or entries of a collection. */
  public boolean isNode(ObjectType type) {
    return isNode.of(type);
  }
}
