package io.refledger.graph;

import java.util.Optional;

/** What only the JVM's heap knows, and no snapshot: the characters of strings. */
@FunctionalInterface
public interface HeapTexts {
  /** For snapshots whose program is not there any more. */
  HeapTexts NONE = (typeId, field, slots, references) -> Optional.empty();

  /**
   * The string at the end of a path that begins with a static field; empty if it cannot be read, or
   * the program has changed the path.
   *
   * @param typeId the class that declares the field
   * @param field the field's name
   * @param slots the objects of the path, the field's referent first, the string last
   * @param references for each object but the last the index of the reference to the next
   */
  Optional<String> text(int typeId, String field, int[] slots, int[] references);
}
