package io.refledger.weave.file;

/** The lengths of the methods of a class file, in bytes of bytecode (JVMS 4.7.3). */
public final class CodeSizes {
  private CodeSizes() {}

  /** The lengths by method, in the order of the class file; 0 for a method without code. */
  public static int[] of(byte[] classFile) {
    int[] starts = MethodCode.starts(classFile);
    int[] sizes = new int[starts.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = starts[i] == 0 ? 0 : MethodCode.length(classFile, starts[i]);
    }
    return sizes;
  }
}
