package io.refledger.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.WeaveRequest;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicVerifier;

/**
 * What the JVM shows a transformer of a class that it never verified has no stack maps, whatever
 * its version. Nobody verifies the result either, and too small a stack ends the JVM.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FramelessClassesTest {
  private final Weaver weaver =
      new Weaver(
          new WeaveRequest(
              Locals.LEAN,
              new WovenSamples.CountingSites(),
              false,
              true,
              WeaveRequest.HUGE_METHOD_LIMIT));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java/util/ServiceLoader",
        "java/util/concurrent/ConcurrentHashMap",
        "java/lang/invoke/MethodHandles$Lookup",
        "java/util/regex/Pattern",
        "java/net/URI$Parser"
      })
  void stack_should_be_as_deep_as_the_code_needs(String name) throws Exception {
    byte[] woven = weaver.weave(withoutFrames(name)).bytes();

    ClassNode node = new ClassNode();
    ClassReader reader = new ClassReader(woven);
    reader.accept(node, 0);
    assertThat(node.version).isBetween(61, 100);
    for (MethodNode method : node.methods) {
      verify(node, method);
    }
  }

  private static byte[] withoutFrames(String name) throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      ClassWriter writer = new ClassWriter(0);
      new ClassReader(in.readAllBytes()).accept(writer, ClassReader.SKIP_FRAMES);
      return writer.toByteArray();
    }
  }

  /** Fails where the stack is deeper than the method says. */
  private static void verify(ClassNode node, MethodNode method) throws AnalyzerException {
    if (method.instructions.size() > 0) {
      new Analyzer<>(new BasicVerifier()).analyze(node.name, method);
    }
  }
}
