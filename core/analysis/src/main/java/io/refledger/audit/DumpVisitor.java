package io.refledger.audit;

/** Receives the objects of a heap dump. */
interface DumpVisitor {
  /** An object with its references, those of its superclasses last. */
  void instance(long id, InstanceLayout layout, long[] referents);

  /** An array of references. */
  void array(long id, String className, long[] elements);

  /** An array of primitives. */
  void primitives(long id, String className);
}
