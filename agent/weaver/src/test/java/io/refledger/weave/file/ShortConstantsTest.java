package io.refledger.weave.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ShortConstantsTest {
  private static final int ALL = 1 << 16;

  // Among them: switches of both kinds, wide instructions, calls of interfaces, arrays of arrays.
  @ParameterizedTest
  @ValueSource(
      classes = {
        java.util.Calendar.class,
        java.util.Formatter.class,
        java.util.regex.Pattern.class,
        java.util.concurrent.ConcurrentHashMap.class,
        java.text.DecimalFormat.class,
        java.math.BigInteger.class,
        java.util.zip.ZipFile.class,
        String.class
      })
  void short_constants_should_be_those_that_asm_reads(Class<?> c) throws IOException {
    byte[] classFile = classFile(c);

    int[] found = ShortConstants.of(classFile, Short.MIN_VALUE, ALL);

    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < found.length; i += 2) {
      assertThat(classFile[found[i]]).isEqualTo((byte) Opcodes.SIPUSH);
      numbers.add(found[i + 1] + Short.MIN_VALUE);
    }
    assertThat(numbers).isEqualTo(readByAsm(classFile));
  }

  private static List<Integer> readByAsm(byte[] classFile) {
    List<Integer> numbers = new ArrayList<>();
    var reader =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitIntInsn(int opcode, int operand) {
                if (opcode == Opcodes.SIPUSH) {
                  numbers.add(operand);
                }
              }
            };
          }
        };
    new ClassReader(classFile).accept(reader, 0);
    return numbers;
  }

  private static byte[] classFile(Class<?> c) throws IOException {
    try (InputStream in = c.getResourceAsStream(c.getSimpleName() + ".class")) {
      return in.readAllBytes();
    }
  }
}
