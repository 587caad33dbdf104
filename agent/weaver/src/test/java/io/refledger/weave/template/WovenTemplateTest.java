package io.refledger.weave.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.weave.WeaveResult;
import io.refledger.weave.Weaver;
import io.refledger.weave.file.ShortConstants;
import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.ResourceMethods;
import io.refledger.weave.spec.SiteNumbers;
import io.refledger.weave.spec.WeaveRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WovenTemplateTest {
  /** Numbers from here on are pushed by instructions of three bytes, as those of a template. */
  private static final int SMALL = 1_000;

  @ParameterizedTest
  @ValueSource(
      classes = {
        java.util.HashMap.class,
        java.util.concurrent.ConcurrentHashMap.class,
        java.util.zip.ZipFile.class,
        String.class,
        Thread.class,
        java.text.DecimalFormat.class
      })
  void linked_template_should_be_what_weaving_with_the_same_numbers_gives(Class<?> c)
      throws IOException {
    byte[] classFile = classFile(c);
    Numbers direct = new Numbers(SMALL);
    WeaveResult woven = new Weaver(request(direct)).weave(classFile);

    Numbers later = new Numbers(SMALL);
    WovenTemplate template = WovenTemplate.of(classFile, request(new Numbers(SMALL))).orElseThrow();
    byte[] linked = template.link(later, later);

    assertThat(linked).isEqualTo(woven.bytes());
    assertThat(later.asked).isEqualTo(direct.asked).isNotEmpty();
    assertThat(template.shape()).isEqualTo(woven.shape());
    assertThat(template.skipped()).isEqualTo(woven.skipped());
    assertThat(template.outgrown()).isEqualTo(woven.outgrown()).isNotEmpty();
  }

  // Numbers on both sides of the largest that an instruction has room for.
  @ParameterizedTest
  @ValueSource(ints = {SMALL, Short.MAX_VALUE - 40, 1_000_000})
  void numbers_of_any_size_should_be_what_weaving_with_them_gives(int first) throws IOException {
    byte[] classFile = classFile(java.util.HashMap.class);
    byte[] woven = new Weaver(request(new Numbers(first))).weave(classFile).bytes();

    WovenTemplate template = WovenTemplate.of(classFile, request(new Numbers(SMALL))).orElseThrow();
    Numbers numbers = new Numbers(first);
    byte[] linked = template.link(numbers, numbers);

    assertThat(text(linked)).isEqualTo(text(woven));
  }

  @Test
  void template_should_be_linked_again_with_other_numbers() throws IOException {
    byte[] classFile = classFile(java.util.ArrayDeque.class);
    WovenTemplate template = WovenTemplate.of(classFile, request(new Numbers(SMALL))).orElseThrow();
    Numbers numbers = new Numbers(SMALL);
    byte[] first = template.link(numbers, numbers);
    byte[] second = template.link(numbers, numbers);

    assertThat(second).hasSameSizeAs(first).isNotEqualTo(first);
    assertThat(ShortConstants.of(first, NumberLog.FIRST, NumberLog.MOST)).isEmpty();
  }

  @Test
  void class_with_a_constant_that_looks_like_a_number_should_have_no_template() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Constant", null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "get", "()I", null, null);
    method.visitIntInsn(Opcodes.SIPUSH, NumberLog.FIRST + 7);
    method.visitInsn(Opcodes.IRETURN);
    method.visitMaxs(1, 0);
    writer.visitEnd();

    assertThat(WovenTemplate.of(writer.toByteArray(), request(new Numbers(SMALL)))).isEmpty();
  }

  private static WeaveRequest request(Numbers numbers) {
    return new WeaveRequest(
        Locals.LEAN, numbers, false, false, WeaveRequest.HUGE_METHOD_LIMIT, numbers);
  }

  private static String text(byte[] classFile) {
    StringWriter text = new StringWriter();
    new ClassReader(classFile)
        .accept(new TraceClassVisitor(null, new Textifier(), new PrintWriter(text)), 0);
    return text.toString();
  }

  private static byte[] classFile(Class<?> c) throws IOException {
    try (InputStream in = c.getResourceAsStream(c.getSimpleName() + ".class")) {
      return in.readAllBytes();
    }
  }

  /** Consecutive numbers, and what was asked. */
  private static final class Numbers implements SiteNumbers, ResourceMethods {
    final List<String> asked = new ArrayList<>();
    private int next;

    Numbers(int first) {
      next = first;
    }

    @Override
    public int method(String className, String method, String file, boolean application) {
      asked.add(className + "." + method + " " + file + " " + application);
      return asked.size();
    }

    @Override
    public int site(int method, int line) {
      asked.add(method + ":" + line);
      return next++;
    }

    @Override
    public void local(int site, String name) {
      asked.add(site + "=" + name);
    }

    @Override
    public int storeSite(int method, int line, String owner, String field, String descriptor) {
      asked.add(method + ":" + line + " " + owner + "." + field + descriptor);
      return next++;
    }

    @Override
    public int closer(String method) {
      return method.equals("close") ? 1 : 0;
    }

    @Override
    public int opener(String className, String method, boolean isCloseable) {
      if (!isCloseable || !method.equals("<init>")) {
        return 0;
      }
      asked.add("opener " + className);
      return next++;
    }
  }
}
