package io.refledger.rt.spi;

/** What the ledger, which knows numbers only, asks of those who know the names. */
public interface SnapshotNames {
  /** Reports every type to {@link SnapshotVisitor#type}. */
  void visitTypes(SnapshotVisitor visitor);

  /** Reports every context to {@link SnapshotVisitor#context}. */
  void visitContexts(SnapshotVisitor visitor);

  /** Reports one context to {@link SnapshotVisitor#context}; nothing for what is none. */
  default void visitContext(int context, SnapshotVisitor visitor) {}

  /** Whether an object is a {@code java.lang.ref.Reference} whose referent is dead. */
  boolean hasOutlivedItsReferent(int slot);

  /** The name "Declaring.Class#field" of a static reference cell of {@code typeId}. */
  String staticName(int typeId, int index);

  /** The name "Declaring.Class#field" of a reference of {@code typeId}; "[x]" for arrays. */
  String referenceName(int typeId, int index);

  /** The method by which objects of a type are closed, null if there is none. */
  default String closer(int typeId) {
    return null;
  }
}
