package io.refledger.weave.file;

/** Where the bytecode of methods stands in a class file (JVMS 4.7.3). */
final class MethodCode {
  private static final byte[] NAME = {'C', 'o', 'd', 'e'};

  /** Tag and length of a string come before its bytes. */
  private static final int STRING_HEAD = 3;

  /** Behind the head of the attribute: depth of the stack, number of locals. */
  private static final int LENGTH_AT = ClassBytes.ATTRIBUTE_HEAD + 4;

  private static final int CODE_AT = LENGTH_AT + 4;

  private MethodCode() {}

  /**
   * Where the first instruction stands, by method in the order of the class file; 0 without code.
   */
  static int[] starts(byte[] classFile) {
    boolean[] isNameOfCode = namesOfCode(classFile);
    int[] methods = ClassBytes.methods(classFile);
    int[] starts = new int[methods.length - 1];
    for (int i = 0; i < starts.length; i++) {
      int at = methods[i] + ClassBytes.MEMBER_HEAD;
      while (at < methods[i + 1]) {
        if (isNameOfCode[ClassBytes.unsigned(classFile, at)]) {
          starts[i] = at + CODE_AT;
        }
        at += ClassBytes.ATTRIBUTE_HEAD + ClassBytes.integer(classFile, at + ClassBytes.LENGTH_AT);
      }
    }
    return starts;
  }

  /** The bytes of the code that begins at {@code start}. */
  static int length(byte[] classFile, int start) {
    return ClassBytes.integer(classFile, start + LENGTH_AT - CODE_AT);
  }

  /** Whether an entry of the constant pool is the name of that attribute; there may be several. */
  private static boolean[] namesOfCode(byte[] classFile) {
    boolean[] isName = new boolean[ClassBytes.entries(classFile)];
    int at = ClassBytes.POOL_AT;
    for (int entry = 1; entry < isName.length; ) {
      isName[entry] = isNameOfCode(classFile, at);
      entry += ClassBytes.places(classFile[at]);
      at = ClassBytes.entryEnd(classFile, at);
    }
    return isName;
  }

  private static boolean isNameOfCode(byte[] classFile, int at) {
    if (classFile[at] != ClassBytes.UTF8 || ClassBytes.unsigned(classFile, at + 1) != NAME.length) {
      return false;
    }
    for (int i = 0; i < NAME.length; i++) {
      if (classFile[at + STRING_HEAD + i] != NAME[i]) {
        return false;
      }
    }
    return true;
  }
}
