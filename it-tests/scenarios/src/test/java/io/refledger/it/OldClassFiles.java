package io.refledger.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Class files as compilers made them before there were stack maps. */
public final class OldClassFiles implements Opcodes {
  private static final String ROW = "([LItem;)V";
  private static final String OF_TRACKED = "(Lio/refledger/api/Tracked;)V";

  private OldClassFiles() {}

  /** Gives every class of a directory a version, and takes the stack maps out. */
  public static void rewrite(Path directory, int version) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : files) {
      ClassWriter writer = new ClassWriter(0);
      ClassVisitor changing =
          new ClassVisitor(ASM9, writer) {
            @Override
            public void visit(
                int ignored, int access, String name, String sig, String parent, String[] types) {
              super.visit(version, access, name, sig, parent, types);
            }
          };
      new ClassReader(Files.readAllBytes(file)).accept(changing, ClassReader.SKIP_FRAMES);
      Files.write(file, writer.toByteArray());
    }
  }

  /** The program {@code Subroutine} as a compiler of JDK 1.4 made it; version 49 is the last. */
  public static byte[] subroutine(int version) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(version, ACC_PUBLIC | ACC_SUPER, "Subroutine", null, "java/lang/Object", null);
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC | ACC_STATIC, "clear", ROW, null, null);
    clear(code);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void clear(MethodVisitor code) {
    Label begin = new Label();
    Label end = new Label();
    Label handler = new Label();
    Label subroutine = new Label();
    Label after = new Label();
    code.visitCode();
    code.visitTryCatchBlock(begin, end, handler, null);
    code.visitTypeInsn(NEW, "Item");
    code.visitInsn(DUP);
    code.visitMethodInsn(INVOKESPECIAL, "Item", "<init>", "()V", false);
    code.visitVarInsn(ASTORE, 1);
    code.visitVarInsn(ALOAD, 1);
    code.visitMethodInsn(
        INVOKESTATIC, "Scenes", "watch", "(Ljava/lang/Object;)Lio/refledger/api/Tracked;", false);
    code.visitVarInsn(ASTORE, 2);
    code.visitLabel(begin);
    store(code, 1);
    code.visitJumpInsn(JSR, subroutine);
    code.visitLabel(end);
    code.visitJumpInsn(GOTO, after);
    code.visitLabel(handler);
    code.visitVarInsn(ASTORE, 3);
    code.visitJumpInsn(JSR, subroutine);
    code.visitVarInsn(ALOAD, 3);
    code.visitInsn(ATHROW);
    code.visitLabel(subroutine);
    code.visitVarInsn(ASTORE, 4);
    store(code, -1);
    ask(code, "alive");
    code.visitInsn(ACONST_NULL);
    code.visitVarInsn(ASTORE, 1);
    code.visitVarInsn(RET, 4);
    code.visitLabel(after);
    ask(code, "dead");
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void store(MethodVisitor code, int local) {
    code.visitVarInsn(ALOAD, 0);
    code.visitInsn(ICONST_0);
    if (local < 0) {
      code.visitInsn(ACONST_NULL);
    } else {
      code.visitVarInsn(ALOAD, local);
    }
    code.visitInsn(AASTORE);
  }

  private static void ask(MethodVisitor code, String question) {
    code.visitVarInsn(ALOAD, 2);
    code.visitMethodInsn(INVOKESTATIC, "Scenes", question, OF_TRACKED, false);
  }
}
