package io.refledger.rt;

/** The fields that one class declares, as its class file says. */
final class Shape {
  /** What is known of a class that was never woven: nothing. */
  static final Shape OPAQUE =
      new Shape(0, "", new String[0], new String[0], new String[0], new String[0], null);

  /** Identity hash of the defining loader, 0 for the boot loader. */
  final int loader;

  /** Name of the class with dots. */
  final String className;

  /** Instance reference fields in declaration order. */
  final String[] instanceFields;

  /** Those of them that are final. */
  final String[] finalFields;

  /** Static reference fields in declaration order. */
  final String[] staticFields;

  /** Descriptor and name of its instance fields that are no references. */
  final String[] primitiveFields;

  /** The numbers of its code, null if it is never unloaded. */
  final CodeNumbers code;

  /** What was registered under the same name and loader before. Guarded by the lock of Shapes. */
  Shape earlier;

  Shape(
      int loader,
      String className,
      String[] instanceFields,
      String[] finalFields,
      String[] staticFields,
      String[] primitiveFields,
      CodeNumbers code) {
    this.loader = loader;
    this.className = className;
    this.instanceFields = instanceFields;
    this.finalFields = finalFields;
    this.staticFields = staticFields;
    this.primitiveFields = primitiveFields;
    this.code = code;
  }

  /** Whether it is that of a class; a hidden class has a slash and a number behind its name. */
  boolean isOf(String name) {
    int length = className.length();
    return name.startsWith(className) && (name.length() == length || name.charAt(length) == '/');
  }

  boolean isOpaque() {
    return this == OPAQUE;
  }
}
