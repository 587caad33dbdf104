package io.refledger.weave.spec;

/**
 * Which objects are tracked, as far as types tell. Descriptors and names are those of class files.
 * For any thread.
 */
public interface Scope {
  /** Everything is woven and every object tracked. */
  Scope EVERYTHING =
      new Scope() {
        @Override
        public boolean isNarrow() {
          return false;
        }

        @Override
        public boolean isTracked(String internalName) {
          return true;
        }

        @Override
        public boolean mayBeTracked(String descriptor) {
          return true;
        }

        @Override
        public boolean tracksArrays(String descriptor, String inClass) {
          return true;
        }

        @Override
        public boolean isNamedOnlyInWoven(String descriptor) {
          return true;
        }
      };

  /** Whether classes are left as they are that do not name a tracked one. */
  boolean isNarrow();

  /** Whether the instances of exactly this class are tracked. */
  boolean isTracked(String internalName);

  /** Whether a value of this static type may be a tracked object that can die by count. */
  boolean mayBeTracked(String descriptor);

  /** Whether arrays of this type are tracked that are made in a class of this internal name. */
  boolean tracksArrays(String descriptor, String inClass);

  /**
   * Whether every class that has this descriptor of a field or method in it is woven, because the
   * descriptor names a tracked class.
   */
  boolean isNamedOnlyInWoven(String descriptor);
}
