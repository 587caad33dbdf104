package io.refledger.agent;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What a class file says of its class as a whole.
 *
 * @param interfaces those that it names
 * @param isInterface whether it is an interface
 * @param hasDefaultMethods whether it has methods of instances with code
 * @param isFinalizable whether it declares a finalizer
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never kept
record ClassHeader(
    String internalName,
    String[] interfaces,
    boolean isInterface,
    boolean hasDefaultMethods,
    boolean isFinalizable) {

  /** Reads a class file. */
  static ClassHeader of(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    Methods methods = new Methods();
    reader.accept(
        methods, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return new ClassHeader(
        reader.getClassName(),
        reader.getInterfaces(),
        (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0,
        methods.hasCodeOfInstances,
        methods.hasFinalizer);
  }

  /** Looks at each method's head. */
  private static final class Methods extends ClassVisitor {
    private boolean hasCodeOfInstances;
    private boolean hasFinalizer;

    Methods() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      hasCodeOfInstances |= (access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT)) == 0;
      hasFinalizer |= name.equals("finalize") && descriptor.equals("()V");
      return null;
    }
  }
}
