package io.refledger.audit;

/** The objects that a search of the heap found to have slots, by their place in its list. */
public interface HeapObjects {
  /** Their number. */
  int size();

  /** The slot of an object; its record may be dead. */
  int slot(int index);

  /** The class of an object. */
  String className(int index);

  /** Whether the object of a slot is never counted. */
  boolean isImmortal(int slot);

  /** Whether the object of a slot may be held by what is not woven. */
  boolean isForeign(int slot);
}
