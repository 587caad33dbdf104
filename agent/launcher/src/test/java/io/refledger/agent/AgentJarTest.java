package io.refledger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AgentJarTest {
  interface Root {}

  interface Branch extends Root {}

  static class Trunk implements Branch {}

  static class Leaf extends Trunk implements Root {}

  @TempDir Path directory;

  @Test
  void boot_classes_should_be_the_class_files_under_boot() throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("boot/io/x/A.classdata", new byte[] {1});
    entries.put("boot/io/x/package-info.classdata", new byte[] {2});
    entries.put("boot/io/x/readme.txt", new byte[] {3});
    entries.put("inst/io/x/B.classdata", new byte[] {4});
    entries.put("io/x/C.class", new byte[] {5});

    try (JarFile jar = JarFixture.jar(directory.resolve("a.jar"), entries)) {
      assertThat(new AgentJar(jar).bootClasses())
          .containsExactly(Map.entry("io/x/A", new byte[] {1}));
    }
  }

  @Test
  void supertypes_should_be_defined_before_their_subtypes() throws Exception {
    Map<String, byte[]> classFiles = new LinkedHashMap<>();
    for (Class<?> type : new Class<?>[] {Leaf.class, Branch.class, Trunk.class, Root.class}) {
      classFiles.put(type.getName().replace('.', '/'), JarFixture.classFile(type));
    }

    assertThat(new BootClasses(classFiles).inDefinitionOrder())
        .containsExactly(
            "io/refledger/agent/AgentJarTest$Root",
            "io/refledger/agent/AgentJarTest$Branch",
            "io/refledger/agent/AgentJarTest$Trunk",
            "io/refledger/agent/AgentJarTest$Leaf");
  }
}
