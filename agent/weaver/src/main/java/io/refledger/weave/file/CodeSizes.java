package io.refledger.weave.file;

/** The lengths of the methods of a class file, in bytes of bytecode (JVMS 4.7.3). */
public final class CodeSizes {
  private static final byte[] NAME = {'C', 'o', 'd', 'e'};

  /** Tag and length of a string come before its bytes. */
  private static final int STRING_HEAD = 3;

  /** Behind the head of the attribute: depth of the stack, number of locals. */
  private static final int LENGTH_OF_CODE_AT = ClassBytes.ATTRIBUTE_HEAD + 4;

  private CodeSizes() {}

  /** The lengths by method, in the order of the class file; 0 for a method without code. */
  public static int[] of(byte[] classFile) {
    boolean[] isNameOfCode = namesOfCode(classFile);
    int[] starts = ClassBytes.methods(classFile);
    int[] sizes = new int[starts.length - 1];
    for (int i = 0; i < sizes.length; i++) {
      int at = starts[i] + ClassBytes.MEMBER_HEAD;
      while (at < starts[i + 1]) {
        if (isNameOfCode[ClassBytes.unsigned(classFile, at)]) {
          sizes[i] = ClassBytes.integer(classFile, at + LENGTH_OF_CODE_AT);
        }
        at += ClassBytes.ATTRIBUTE_HEAD + ClassBytes.integer(classFile, at + ClassBytes.LENGTH_AT);
      }
    }
    return sizes;
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
