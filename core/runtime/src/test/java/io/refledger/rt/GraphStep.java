package io.refledger.rt;

/** A step of a random program on a few locals; a local that holds nothing makes it do nothing. */
sealed interface GraphStep {
  /** A new object with null references goes to a local. */
  record Create(int local, int references, boolean isArray) implements GraphStep {}

  /** A reference of a local's object gets a new object with null references; index modulo. */
  record Grow(int local, int index, int references, boolean isArray) implements GraphStep {}

  /** A local gets what another holds. */
  record Copy(int local, int from) implements GraphStep {}

  /** A local lets go. */
  record Drop(int local) implements GraphStep {}

  /** A local gets what a reference of another local's object refers to; index modulo its number. */
  record Load(int local, int from, int index) implements GraphStep {}

  /** A reference of a local's object gets what another local holds; index modulo its number. */
  record Store(int local, int index, int from) implements GraphStep {}

  /** A collection. */
  record Collect(int generation) implements GraphStep {}
}
