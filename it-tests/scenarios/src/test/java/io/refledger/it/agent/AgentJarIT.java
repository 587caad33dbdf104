package io.refledger.it.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.Product;
import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AgentJarIT {

  @Test
  void plain_classes_should_be_the_entry_points_only() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.endsWith(".class"))
        .allMatch(name -> name.matches("io/refledger/agent/(PreMain|IsolatedLoader|Main).*"));
  }

  @Test
  void boot_classes_should_be_the_runtime_and_the_api_only() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.startsWith("boot/"))
        .contains("boot/io/refledger/rt/Hooks.classdata", "boot/io/refledger/api/Refs.classdata")
        .allMatch(name -> name.matches("boot/(io/(refledger/((rt|api)/.*)?)?)?"))
        .noneMatch(name -> name.contains("shaded"));
  }

  @Test
  void private_classes_should_be_relocated() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.startsWith("inst/") && name.endsWith(".classdata"))
        .contains(
            "inst/io/refledger/agent/Installer.classdata",
            "inst/io/refledger/weave/Weaver.classdata")
        .allMatch(name -> name.startsWith("inst/io/refledger/"))
        .noneMatch(name -> name.startsWith("inst/io/refledger/rt/"))
        .noneMatch(name -> name.startsWith("inst/io/refledger/api/"));
  }

  @Test
  void manifest_should_allow_retransformation() throws IOException {
    try (JarFile jar = new JarFile(Product.agentJar().toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();

      assertThat(manifest.getValue("Premain-Class")).isEqualTo("io.refledger.agent.PreMain");
      assertThat(manifest.getValue("Agent-Class")).isEqualTo("io.refledger.agent.PreMain");
      assertThat(manifest.getValue("Main-Class")).isEqualTo("io.refledger.agent.Main");
      assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(manifest.getValue("Can-Redefine-Classes")).isEqualTo("true");
    }
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(Product.agentJar().toFile())) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }
}
