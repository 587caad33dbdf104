package io.refledger.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/*
 * Three methods of the JDK begin with a call, whatever is woven else:
 *
 *   Shutdown.exit(status)                     -> ExitStatus.exiting(status)
 *   Thread.dispatchUncaughtException(thrown)  -> ExitStatus.uncaught(this)
 *   Runtime.halt(status)                      -> status = ExitStatus.halting(status)
 */
/** Lets the runtime know the program's exit status. For any thread. */
final class ExitStatusTransformer implements ClassFileTransformer {
  private static final String STATUS = "io/refledger/rt/ExitStatus";
  private static final String SHUTDOWN = "java/lang/Shutdown";
  private static final String THREAD = "java/lang/Thread";
  private static final String RUNTIME = "java/lang/Runtime";

  private ExitStatusTransformer() {}

  /**
   * Has these classes call the runtime from now on.
   *
   * @throws StartException if the JVM does not allow it
   */
  static ClassFileTransformer install(Instrumentation instrumentation) throws StartException {
    var transformer = new ExitStatusTransformer();
    instrumentation.addTransformer(transformer, true);
    try {
      Class<?> shutdown = Class.forName(SHUTDOWN.replace('/', '.'));
      instrumentation.retransformClasses(shutdown, Thread.class, Runtime.class);
      return transformer;
    } catch (ClassNotFoundException | UnmodifiableClassException e) {
      throw new StartException("the program's exit status cannot be known: " + e, e);
    }
  }

  @Override
  public byte[] transform(
      Module module,
      ClassLoader loader,
      String name,
      Class<?> loaded,
      ProtectionDomain domain,
      byte[] classFile) {
    if (loader != null || name == null) {
      return null;
    }
    return switch (name) {
      case SHUTDOWN -> with(classFile, "exit", "(I)V", new Call("exiting", "(I)V", 0));
      case RUNTIME -> with(classFile, "halt", "(I)V", new Call("halting", "(I)I", 1));
      case THREAD ->
          with(
              classFile,
              "dispatchUncaughtException",
              "(Ljava/lang/Throwable;)V",
              new Call("uncaught", "(Ljava/lang/Thread;)V", 0));
      default -> null;
    };
  }

  /** A call of the runtime with what is in a local, and back if it returns something. */
  private record Call(String name, String descriptor, int local) {
    void writeTo(MethodVisitor code) {
      boolean isInt = descriptor.startsWith("(I)");
      code.visitVarInsn(isInt ? Opcodes.ILOAD : Opcodes.ALOAD, local);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, STATUS, name, descriptor, false);
      if (descriptor.endsWith("I")) {
        code.visitVarInsn(Opcodes.ISTORE, local);
      }
    }
  }

  /** The class with a call before a method's own code. */
  private static byte[] with(byte[] classFile, String name, String descriptor, Call call) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String method, String type, String signature, String[] exceptions) {
            MethodVisitor code = super.visitMethod(access, method, type, signature, exceptions);
            if (!method.equals(name) || !type.equals(descriptor)) {
              return code;
            }
            return new MethodVisitor(Opcodes.ASM9, code) {
              @Override
              public void visitCode() {
                super.visitCode();
                call.writeTo(mv);
              }
            };
          }
        },
        0);
    return writer.toByteArray();
  }
}
