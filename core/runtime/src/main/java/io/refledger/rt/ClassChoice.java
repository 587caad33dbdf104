package io.refledger.rt;

/** A choice of classes by name, with dots. Asked within hooks: it may call nothing that stores. */
@FunctionalInterface
public interface ClassChoice {
  /** Whether the class of this name is chosen. */
  boolean isChosen(String className);
}
