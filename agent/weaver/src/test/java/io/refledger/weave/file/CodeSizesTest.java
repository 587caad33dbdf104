package io.refledger.weave.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CodeSizesTest {
  @Test
  void size_should_be_that_of_the_bytecode_and_0_where_there_is_none() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_ABSTRACT, "Sized", null, "java/lang/Object", null);
    writer.visitField(Opcodes.ACC_STATIC, "Code", "J", null, 5L);
    method(writer, "one", 0);
    writer
        .visitMethod(Opcodes.ACC_ABSTRACT, "none", "()V", "()V", new String[] {"java/lang/Error"})
        .visitEnd();
    method(writer, "many", 300);
    writer.visitEnd();

    assertThat(CodeSizes.of(writer.toByteArray())).containsExactly(1, 0, 301);
  }

  private static void method(ClassWriter writer, String name, int padding) {
    String[] exceptions = {"java/lang/Exception"};
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, name, "()V", "()V", exceptions);
    code.visitCode();
    for (int i = 0; i < padding; i++) {
      code.visitInsn(Opcodes.NOP);
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
