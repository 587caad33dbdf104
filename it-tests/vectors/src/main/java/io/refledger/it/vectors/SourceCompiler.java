package io.refledger.it.vectors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The compiler of this JDK, from strings to class files. */
public final class SourceCompiler {
  private SourceCompiler() {}

  /**
   * The class files, by class name, of sources by the name of their public class.
   *
   * @throws IllegalArgumentException if the sources do not compile
   * @throws IllegalStateException if this Java has no compiler
   */
  public static Map<String, byte[]> compile(Map<String, String> sourceByName) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException(
          "woven programs need a compiler, run them on a JDK: java.home="
              + System.getProperty("java.home"));
    }
    List<Source> sources =
        sourceByName.entrySet().stream().map(e -> new Source(e.getKey(), e.getValue())).toList();
    List<String> options =
        List.of(
            "-g",
            "-proc:none",
            "--add-exports",
            "java.base/jdk.internal.misc=ALL-UNNAMED",
            "-classpath",
            System.getProperty("java.class.path"));
    var messages = new StringWriter();
    try (var standard = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        var output = new Output(standard)) {
      if (!compiler.getTask(messages, output, null, options, null, sources).call()) {
        throw new IllegalArgumentException("programs do not compile: " + messages);
      }
      return output.classFiles();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class ClassFile extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ClassFile(String className) {
      super(URI.create("bytes:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ClassFile> classFileByName = new HashMap<>();

    Output(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return classFileByName.computeIfAbsent(className, ClassFile::new);
    }

    Map<String, byte[]> classFiles() {
      var result = new HashMap<String, byte[]>();
      classFileByName.forEach((name, file) -> result.put(name, file.bytes.toByteArray()));
      return result;
    }
  }
}
