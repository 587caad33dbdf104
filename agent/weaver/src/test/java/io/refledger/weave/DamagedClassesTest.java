package io.refledger.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.SiteNumbers;
import io.refledger.weave.spec.WeaveRequest;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DamagedClassesTest {
  private static final int MOST = 65535;
  private static final int GOTO_AT_0 = 0;

  private final Weaver weaver =
      new Weaver(
          new WeaveRequest(
              Locals.LEAN, SiteNumbers.FORGOTTEN, true, true, WeaveRequest.HUGE_METHOD_LIMIT));

  @Test
  void stack_and_locals_that_are_declared_and_not_used_should_take_no_memory() {
    byte[] classFile = withMaxima(MOST, MOST);
    long before = allocatedBytes();

    byte[] woven = weaver.weave(classFile).bytes();

    assertThat(allocatedBytes() - before).isLessThan(64L << 20);
    assertThat(Linking.of(woven)).isEqualTo("links, true");
  }

  @Test
  void class_that_declares_too_little_stack_should_not_be_mended() {
    byte[] classFile = withMaxima(1, 1);

    assertThat(Linking.of(classFile)).isEqualTo("java.lang.VerifyError");
    assertThatThrownBy(() -> weaver.weave(classFile))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max_stack=1, max_locals=1: too few for the code");
  }

  /** The JVM runs such code of its boot loader's, and agents do write it. */
  @Test
  void class_of_the_jdk_that_declares_too_little_stack_should_be_woven() {
    WeaveRequest request =
        new WeaveRequest(
            Locals.LEAN, SiteNumbers.FORGOTTEN, false, true, WeaveRequest.HUGE_METHOD_LIMIT);

    WeaveResult result = new Weaver(request).weave(withMaxima(1, 1));

    assertThat(result.skipped()).isEmpty();
    assertThat(Linking.of(result.bytes())).isEqualTo("links, true");
  }

  /** The JVM ignores it in the code, and would not at the method. */
  @Test
  void unknown_attribute_of_the_code_should_not_become_one_of_the_method() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Nested", null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()V", null, null);
    method.visitCode();
    Label start = new Label();
    method.visitLabel(start);
    method.visitLineNumber(1, start);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    int code = writer.newUTF8("Code");
    int lines = writer.newUTF8("LineNumberTable");
    writer.visitEnd();
    byte[] classFile = writer.toByteArray();
    int at = classFile.length - 1;
    while (classFile[at - 1] != lines || classFile[at] != 0) {
      at--;
    }
    classFile[at - 1] = (byte) code;

    assertThat(Linking.of(classFile)).isEqualTo("links, true");
    assertThat(Linking.of(weaver.weave(classFile).bytes())).isEqualTo("links, true");
  }

  @Test
  void method_whose_stack_grows_with_its_code_should_be_left_as_it_is() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Deep", null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "m", "()V", null, null);
    method.visitCode();
    for (int i = 0; i < 60_000; i++) {
      method.visitInsn(Opcodes.ACONST_NULL);
    }
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(60_000, 0);
    method.visitEnd();
    writer.visitEnd();
    long before = allocatedBytes();

    WeaveResult result = weaver.weave(writer.toByteArray());

    assertThat(allocatedBytes() - before).isLessThan(512L << 20);
    assertThat(result.skipped())
        .singleElement()
        .satisfies(skipped -> assertThat(skipped.reason()).startsWith("not analysable: "));
    assertThat(Linking.of(result.bytes())).isEqualTo("links, true");
  }

  @Test
  void what_does_not_begin_as_a_class_file_should_not_be_mended() {
    byte[] classFile = withMaxima(2, 2);
    classFile[3] ^= 1;

    assertThatThrownBy(() -> weaver.weave(classFile))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no class file: it begins with cafebabf");
  }

  @Test
  void bytes_behind_the_end_should_not_be_lost() {
    byte[] whole = withMaxima(2, 1);

    assertThatThrownBy(() -> weaver.weave(Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bytes behind the end of the class file");
  }

  /** Tools that change code leave the tables of debuggers as they were; the JVM takes that. */
  @Test
  void variable_that_begins_in_the_middle_of_an_instruction_should_be_left_out() {
    byte[] classFile = withBranch(GOTO_AT_0 + 1, 0);

    assertThat(Linking.of(classFile)).isEqualTo("links, true");
    assertThat(Linking.of(weaver.weave(classFile).bytes())).isEqualTo("links, true");
  }

  @Test
  void jump_into_the_middle_of_an_instruction_should_not_be_mended() {
    byte[] classFile = withBranch(GOTO_AT_0, 1);

    assertThat(Linking.of(classFile)).isEqualTo("java.lang.VerifyError");
    assertThatThrownBy(() -> weaver.weave(classFile))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("code refers to the middle of an instruction");
  }

  /**
   * A method with one jump, and one variable.
   *
   * @param start where the variable's range begins; it has three bytes
   * @param target of the jump, from where that stands
   */
  private static byte[] withBranch(int start, int target) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V1_6, Opcodes.ACC_PUBLIC, "Jumping", null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_STATIC, "m", "(Ljava/lang/Object;)V", null, null);
    Label begin = new Label();
    Label end = new Label();
    method.visitCode();
    method.visitLabel(begin);
    method.visitJumpInsn(Opcodes.GOTO, end);
    method.visitLabel(end);
    method.visitInsn(Opcodes.RETURN);
    method.visitLocalVariable("v", "Ljava/lang/Object;", null, begin, end, 0);
    method.visitMaxs(0, 1);
    method.visitEnd();
    writer.visitEnd();
    byte[] bytes = writer.toByteArray();
    int jump = indexOf(bytes, new byte[] {(byte) Opcodes.GOTO, 0, 3, (byte) Opcodes.RETURN});
    bytes[jump + 2] = (byte) (target == 0 ? 3 : target);
    // Behind the code: no handlers, one attribute with its name and length, one entry of a table.
    int entry = jump + 4 + 2 + 2 + 6 + 2;
    bytes[entry + 1] = (byte) start;
    bytes[entry + 3] = (byte) (3 - start);
    return bytes;
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    int at = 0;
    while (!Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
      at++;
    }
    return at;
  }

  /** A method that needs two places on the stack and one local. */
  private static byte[] withMaxima(int stack, int locals) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Wide", null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_STATIC, "m", "(Ljava/lang/Object;)V", null, null);
    method.visitCode();
    for (int i = 0; i < 1000; i++) {
      method.visitVarInsn(Opcodes.ALOAD, 0);
      method.visitInsn(Opcodes.DUP);
      method.visitInsn(Opcodes.POP2);
    }
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(stack, locals);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static long allocatedBytes() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
