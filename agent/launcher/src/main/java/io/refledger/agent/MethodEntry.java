package io.refledger.agent;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A call of the runtime before a method's own code.
 *
 * @param method the method that gets it
 * @param type its descriptor
 * @param owner the runtime's class
 * @param callee the static method that is called
 * @param descriptor that one's: it takes one value, and may return an int, which replaces it
 * @param local the local variable whose value it gets
 */
record MethodEntry(
    String method, String type, String owner, String callee, String descriptor, int local) {

  /** The class with the call in it; the same code if it has no such method. */
  byte[] addedTo(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String type, String signature, String[] exceptions) {
            MethodVisitor code = super.visitMethod(access, name, type, signature, exceptions);
            boolean isIt = name.equals(method) && type.equals(MethodEntry.this.type);
            return isIt ? withCall(code) : code;
          }
        },
        0);
    return writer.toByteArray();
  }

  private MethodVisitor withCall(MethodVisitor code) {
    return new MethodVisitor(Opcodes.ASM9, code) {
      @Override
      public void visitCode() {
        super.visitCode();
        boolean isInt = descriptor.startsWith("(I)");
        mv.visitVarInsn(isInt ? Opcodes.ILOAD : Opcodes.ALOAD, local);
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, owner, callee, descriptor, false);
        if (descriptor.endsWith("I")) {
          mv.visitVarInsn(Opcodes.ISTORE, local);
        }
      }
    };
  }
}
