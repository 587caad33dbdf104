package io.refledger.weave.spec;

/** Gives out the numbers of methods and sites that woven code passes to the hooks. */
public interface SiteNumbers {
  /** The number of a method: {@code className} dotted, {@code file} null when unknown. */
  int method(String className, String method, String file, boolean application);

  /** The site of a line in a method; line 0 when unknown. */
  int site(int method, int line);

  /** A local variable begins its life at a site. */
  default void local(int site, String name) {}

  /** The site of a store to a field, named as the instruction names it. */
  int storeSite(int method, int line, String ownerInternalName, String field, String descriptor);
}
