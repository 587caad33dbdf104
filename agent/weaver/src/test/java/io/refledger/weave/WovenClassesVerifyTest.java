package io.refledger.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.ResourceMethods;
import io.refledger.weave.spec.Scope;
import io.refledger.weave.spec.SiteNumbers;
import io.refledger.weave.spec.WeaveRequest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.analysis.Analyzer;

/** Every woven class passes the JVM's verifier. */
class WovenClassesVerifyTest {
  private static final List<Class<?>> IN_JARS =
      List.of(ClassReader.class, Analyzer.class, Assertions.class);

  @ParameterizedTest
  @CsvSource({"LEAN,true", "LEAN,false", "EXACT,true", "OFF,true", "OFF,false"})
  void every_class_of_some_libraries_links_after_weaving(Locals locals, boolean application)
      throws Exception {
    assertThatAllLink(
        new WeaveRequest(locals, new NoSites(), application, true, WeaveRequest.HUGE_METHOD_LIMIT));
  }

  @ParameterizedTest
  @EnumSource(Locals.class)
  void every_class_of_some_libraries_links_after_weaving_for_a_narrow_scope(Locals locals)
      throws Exception {
    assertThatAllLink(
        new WeaveRequest(
            locals,
            new NoSites(),
            true,
            true,
            WeaveRequest.HUGE_METHOD_LIMIT,
            ResourceMethods.NONE,
            new AllOfLibraries(),
            WeaveRequest.INLINE_LIMIT));
  }

  private static void assertThatAllLink(WeaveRequest request) throws Exception {
    Weaver weaver = new Weaver(request);
    Map<String, byte[]> woven = new TreeMap<>();
    for (Class<?> c : IN_JARS) {
      weaveJar(c, weaver, woven);
    }

    List<String> refused = link(woven);

    assertThat(woven).hasSizeGreaterThan(500);
    assertThat(refused).isEmpty();
  }

  private static void weaveJar(Class<?> inJar, Weaver weaver, Map<String, byte[]> woven)
      throws IOException, URISyntaxException {
    File jar = new File(inJar.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (ZipFile zip = new ZipFile(jar)) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.contains("META-INF") && !name.contains("-info")) {
          byte[] bytes;
          try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readAllBytes();
          }
          String className = name.substring(0, name.length() - 6).replace('/', '.');
          woven.put(className, weaver.weave(bytes).bytes());
        }
      }
    }
  }

  /** Links every class; returns what the verifier said of those it refused. */
  private static List<String> link(Map<String, byte[]> woven) {
    WovenLoader loader = new WovenLoader(woven);
    List<String> refused = new ArrayList<>();
    List<String> optional = new ArrayList<>();
    int linked = 0;
    for (String name : woven.keySet()) {
      try {
        linked += Class.forName(name, false, loader).getDeclaredMethods().length;
      } catch (VerifyError | ClassFormatError e) {
        refused.add(name + ": " + e.getMessage());
      } catch (NoClassDefFoundError | ClassNotFoundException e) {
        optional.add(name); // a dependency of the library is missing: nothing was verified
      }
    }
    assertThat(linked).as("methods verified, without %s", optional).isGreaterThan(5000);
    return refused;
  }

  private static final class WovenLoader extends ClassLoader {
    private final Map<String, byte[]> woven;

    WovenLoader(Map<String, byte[]> woven) {
      super(ClassLoader.getPlatformClassLoader());
      this.woven = woven;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = woven.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  /** Objects of the libraries' classes are tracked, and may be whatever is not a string. */
  private record AllOfLibraries() implements Scope {
    @Override
    public boolean isNarrow() {
      return true;
    }

    @Override
    public boolean isTracked(String internalName) {
      return internalName.contains("org/");
    }

    @Override
    public boolean mayBeTracked(String descriptor) {
      return descriptor.endsWith(";") && !descriptor.endsWith("Ljava/lang/String;");
    }

    @Override
    public boolean tracksArrays(String descriptor, String inClass) {
      return isTracked(descriptor) || isTracked(inClass);
    }

    @Override
    public boolean isNamedOnlyInWoven(String descriptor) {
      return descriptor.contains("Lorg/");
    }
  }

  private static final class NoSites implements SiteNumbers {
    @Override
    public int method(String className, String method, String file, boolean application) {
      return 1;
    }

    @Override
    public int site(int method, int line) {
      return line;
    }

    @Override
    public int storeSite(int method, int line, String owner, String field, String descriptor) {
      return line;
    }
  }
}
