package io.refledger.weave.spec;

/** Gives out the numbers of methods and sites that woven code passes to the hooks. */
public interface SiteNumbers {
  /** One number for everything, which nobody looks up: for code that is woven and never runs. */
  SiteNumbers FORGOTTEN =
      new SiteNumbers() {
        @Override
        public int method(String className, String method, String file, boolean application) {
          return 1;
        }

        @Override
        public int site(int method, int line) {
          return 1;
        }

        @Override
        public int storeSite(
            int method, int line, String ownerInternalName, String field, String descriptor) {
          return 1;
        }
      };

  /** The number of a method: {@code className} dotted, {@code file} null when unknown. */
  int method(String className, String method, String file, boolean application);

  /** The site of a line in a method; line 0 when unknown. */
  int site(int method, int line);

  /** A local variable begins its life at a site. */
  default void local(int site, String name) {}

  /** The site of a store to a field, named as the instruction names it. */
  int storeSite(int method, int line, String ownerInternalName, String field, String descriptor);
}
