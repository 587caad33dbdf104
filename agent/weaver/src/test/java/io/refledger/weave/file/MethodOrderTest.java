package io.refledger.weave.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MethodOrderTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void order_of_the_methods_should_not_matter(int seed) throws IOException {
    byte[] classFile = shuffled(classFile(StringBuilder.class), 0);
    byte[] shuffled = shuffled(classFile, seed);

    assertThat(shuffled).isNotEqualTo(classFile);
    assertThat(MethodOrder.of(shuffled).classFile())
        .isEqualTo(MethodOrder.of(classFile).classFile());
  }

  @ParameterizedTest
  @ValueSource(classes = {java.util.HashMap.class, StringBuilder.class, java.util.List.class})
  void methods_should_get_their_order_back(Class<?> c) throws IOException {
    byte[] classFile = shuffled(classFile(c), 1);
    MethodOrder order = MethodOrder.of(classFile);

    assertThat(methods(order.classFile()))
        .containsExactlyInAnyOrderElementsOf(methods(classFile))
        .isNotEqualTo(methods(classFile));
    assertThat(order.restore(order.classFile())).isEqualTo(classFile);
  }

  @Test
  void class_file_in_order_should_be_the_same_array() throws IOException {
    byte[] ordered = MethodOrder.of(classFile(String.class)).classFile();

    assertThat(MethodOrder.of(ordered).classFile()).isSameAs(ordered);
    assertThat(MethodOrder.of(ordered).restore(ordered)).isSameAs(ordered);
  }

  /** The class file with its methods in another order; its constants stay where they are. */
  private static byte[] shuffled(byte[] classFile, int seed) {
    ClassNode node = node(classFile);
    Collections.shuffle(node.methods, new Random(seed));
    ClassWriter writer = new ClassWriter(new ClassReader(classFile), 0);
    node.accept(writer);
    return writer.toByteArray();
  }

  private static List<String> methods(byte[] classFile) {
    return node(classFile).methods.stream().map(each -> each.name + each.desc).toList();
  }

  private static ClassNode node(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    return node;
  }

  private static byte[] classFile(Class<?> c) throws IOException {
    String name = "/" + c.getName().replace('.', '/') + ".class";
    try (InputStream in = c.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
