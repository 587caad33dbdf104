package io.refledger.weave;

/** What the JVM says when it defines, verifies and prepares a class. */
final class Linking {
  private Linking() {}

  /** The class of the error, or that there is none. */
  static String of(byte[] classFile) {
    try {
      // Reads the methods, for which the class is linked.
      return "links, " + (new OneClass(classFile).define().getDeclaredMethods().length > 0);
    } catch (LinkageError | SecurityException e) {
      return e.getClass().getName();
    }
  }

  private static final class OneClass extends ClassLoader {
    private final byte[] classFile;

    OneClass(byte[] classFile) {
      super(Linking.class.getClassLoader());
      this.classFile = classFile;
    }

    Class<?> define() {
      return defineClass(null, classFile, 0, classFile.length);
    }
  }
}
