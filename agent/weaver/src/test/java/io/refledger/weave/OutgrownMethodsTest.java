package io.refledger.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.weave.WeaveResult.OutgrownMethod;
import io.refledger.weave.file.CodeSizes;
import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.SiteNumbers;
import io.refledger.weave.spec.WeaveRequest;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A method that stores a reference, made as large as the limit asks by instructions that do
 * nothing.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutgrownMethodsTest {
  private static final int LIMIT = WeaveRequest.INLINE_LIMIT;
  private static final String METHOD = "store";
  private static final String NAME = "Padded.store(LPadded;Ljava/lang/Object;)V";
  private static final String FORCE_INLINE = "Ljdk/internal/vm/annotation/ForceInline;";

  private static final int PLAIN = CodeSizes.of(classFile(0, false))[0];
  private static final int WOVEN = CodeSizes.of(weave(true, classFile(0, false)).bytes())[0];

  @Test
  void method_should_be_named_from_the_first_byte_over_the_limit() {
    int padding = LIMIT - WOVEN;

    assertThat(weave(true, classFile(padding, false)).outgrown()).isEmpty();
    assertThat(weave(true, classFile(padding + 1, false)).outgrown())
        .containsExactly(new OutgrownMethod(NAME, PLAIN + padding + 1, LIMIT + 1));
  }

  @Test
  void method_that_was_over_the_limit_before_should_not_be_named() {
    int padding = LIMIT - PLAIN;

    assertThat(weave(true, classFile(padding, false)).outgrown())
        .containsExactly(new OutgrownMethod(NAME, LIMIT, WOVEN + padding));
    assertThat(weave(true, classFile(padding + 1, false)).outgrown()).isEmpty();
  }

  @Test
  void method_of_the_jdk_that_is_inlined_always_should_not_be_named() {
    int padding = LIMIT - PLAIN;

    assertThat(weave(false, classFile(padding, true)).outgrown()).isEmpty();
    assertThat(weave(false, classFile(padding, false)).outgrown()).hasSize(1);
    assertThat(weave(true, classFile(padding, true)).outgrown()).hasSize(1);
  }

  @Test
  void static_initialiser_should_not_be_named() {
    byte[] classFile = classFile("<clinit>", LIMIT - PLAIN, false);

    assertThat(CodeSizes.of(weave(true, classFile).bytes())[0]).isGreaterThan(LIMIT);
    assertThat(weave(true, classFile).outgrown()).isEmpty();
  }

  private static WeaveResult weave(boolean isApplication, byte[] classFile) {
    SiteNumbers sites = SiteNumbers.FORGOTTEN;
    int hugeLimit = WeaveRequest.HUGE_METHOD_LIMIT;
    return new Weaver(new WeaveRequest(Locals.LEAN, sites, isApplication, false, hugeLimit))
        .weave(classFile);
  }

  private static byte[] classFile(int padding, boolean isForced) {
    return classFile(METHOD, padding, isForced);
  }

  private static byte[] classFile(String name, int padding, boolean isForced) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_ABSTRACT, "Padded", null, "java/lang/Object", null);
    writer.visitField(0, "other", "Ljava/lang/Object;", null, null);
    writer.visitField(Opcodes.ACC_STATIC, "all", "[Ljava/lang/Object;", null, null);
    boolean isStore = name.equals(METHOD);
    String descriptor = isStore ? "(LPadded;Ljava/lang/Object;)V" : "()V";
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, name, descriptor, null, null);
    if (isForced) {
      code.visitAnnotation(FORCE_INLINE, true).visitEnd();
    }
    code.visitCode();
    for (int i = 0; i < padding; i++) {
      code.visitInsn(Opcodes.NOP);
    }
    if (isStore) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitFieldInsn(Opcodes.PUTFIELD, "Padded", "other", "Ljava/lang/Object;");
    } else {
      code.visitInsn(Opcodes.ICONST_0);
      code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
      code.visitFieldInsn(Opcodes.PUTSTATIC, "Padded", "all", "[Ljava/lang/Object;");
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
