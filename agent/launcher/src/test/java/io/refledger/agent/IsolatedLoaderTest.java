package io.refledger.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IsolatedLoaderTest {
  /** A class that the loader is to define once more. */
  public static final class Guest {}

  private static final String GUEST = Guest.class.getName();

  @TempDir Path directory;

  @Test
  void class_should_be_defined_from_its_hidden_entry() throws Exception {
    String entry = "inst/" + GUEST.replace('.', '/') + ".classdata";

    try (JarFile jar = jar(Map.of(entry, JarFixture.classFile(Guest.class)))) {
      Class<?> guest = new IsolatedLoader(jar).loadClass(GUEST);

      assertThat(guest).isNotSameAs(Guest.class);
      assertThat(guest.getClassLoader()).isInstanceOf(IsolatedLoader.class);
    }
  }

  @Test
  void class_of_the_application_should_not_be_found() throws Exception {
    try (JarFile jar = jar(Map.of("inst/x", new byte[0]))) {
      IsolatedLoader loader = new IsolatedLoader(jar);

      assertThatThrownBy(() -> loader.loadClass(GUEST)).isInstanceOf(ClassNotFoundException.class);
    }
  }

  @Test
  void resource_should_be_readable_through_its_url() throws Exception {
    try (JarFile jar = jar(Map.of("inst/META-INF/services/S", new byte[] {7}))) {
      IsolatedLoader loader = new IsolatedLoader(jar);

      try (InputStream in = loader.getResourceAsStream("META-INF/services/S")) {
        assertThat(in.readAllBytes()).containsExactly(7);
      }
      assertThat(Collections.list(loader.getResources("META-INF/services/S"))).hasSize(1);
      assertThat(loader.getResource("META-INF/services/T")).isNull();
    }
  }

  private JarFile jar(Map<String, byte[]> entries) throws Exception {
    return JarFixture.jar(directory.resolve("a.jar"), entries);
  }
}
