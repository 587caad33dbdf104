package io.refledger.weave.spec;

/** Which methods open and close resources, and what may wrap one. Class names are with dots. */
public interface ResourceMethods {
  /** No method does. */
  ResourceMethods NONE =
      new ResourceMethods() {
        @Override
        public int closer(String method) {
          return 0;
        }

        @Override
        public int opener(String className, String method, boolean isCloseable) {
          return 0;
        }
      };

  /** The bit of a closing method's name; 0 if it closes nothing. */
  int closer(String method);

  /**
   * The number of a class, if its objects are open from the return of this method on; else 0.
   *
   * @param method its name, {@code <init>} for constructors
   * @param isCloseable whether the class declares a closing method
   */
  int opener(String className, String method, boolean isCloseable);
}
