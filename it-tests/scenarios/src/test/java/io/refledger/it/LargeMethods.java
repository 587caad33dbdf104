package io.refledger.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/**
 * A generated program of scenes. A scene calls a method of many statements, each of which makes an
 * item, stores it and reads another back; what the method has made is dead when it has returned.
 */
public final class LargeMethods {
  private static final String NAME = "Large";
  private static final int CELLS = 7;
  private static final int STRIDE = 3;
  private static final int LOCALS = 40;

  private LargeMethods() {}

  /**
   * Compiles a program of methods with so many statements each.
   *
   * @return the sizes of the methods {@code make0, make1...}, in bytes of bytecode
   */
  public static Map<String, Integer> compile(Path into, int... statements) throws IOException {
    Path source = Files.writeString(into.resolve(NAME + ".java"), source(statements));
    String programs = Product.program("Scenes").getParent().toString();
    List<String> options =
        List.of("-nowarn", "-g", "--release", "17", "-cp", Product.coreJar().toString());
    List<String> places = List.of("-d", into.toString(), "-sourcepath", programs);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments(options, places, List.of(source.toString())));
    if (status != 0) {
      throw new AssertionError("does not compile: " + NAME);
    }
    return sizes(into.resolve(NAME + ".class"));
  }

  private static String[] arguments(List<String> a, List<String> b, List<String> c) {
    return java.util.stream.Stream.of(a, b, c).flatMap(List::stream).toArray(String[]::new);
  }

  private static String source(int... statements) {
    StringBuilder code = new StringBuilder("import io.refledger.api.Tracked;\n");
    code.append("public final class Large extends Scenes {\n")
        .append("  public static void main(String[] arguments) throws InterruptedException {\n")
        .append("    new Large().run(arguments);\n  }\n")
        .append("  @Override public boolean play(int scene) {\n")
        .append("    Item[] row = new Item[7];\n    Tracked[] seen = new Tracked[3];\n")
        .append("    switch (scene) {\n");
    for (int i = 0; i < statements.length; i++) {
      int equal = (statements[i] + CELLS - 1) / CELLS;
      code.append(
          "      case %d: check(\"sum\", %d, make%d(row, seen)); break;\n".formatted(i, equal, i));
    }
    code.append("      default: return false;\n    }\n")
        .append("    dead(seen[0]);\n    dead(seen[1]);\n    alive(seen[2]);\n")
        .append("    row[0] = null;\n    dead(seen[2]);\n    return true;\n  }\n");
    for (int i = 0; i < statements.length; i++) {
      method(code, i, statements[i]);
    }
    return code.append("}\n").toString();
  }

  private static void method(StringBuilder code, int number, int statements) {
    code.append("  private static int make%d(Item[] row, Tracked[] seen) {\n".formatted(number))
        .append("    int sum = 0;\n    Item first = new Item();\n")
        .append("    seen[0] = watch(first);\n    first = null;\n");
    for (int i = 0; i < LOCALS; i++) {
      code.append("    Item a%d = null;\n".formatted(i));
    }
    for (int i = 0; i < statements; i++) {
      code.append(
          "    a%1$d = new Item(); row[%2$d] = a%1$d; if (row[%3$d] == a%1$d) sum++;\n"
              .formatted(i % LOCALS, i % CELLS, i * STRIDE % CELLS));
    }
    code.append("    seen[1] = watch(new Item());\n    seen[2] = watch(row[0]);\n")
        .append("    return sum;\n  }\n");
  }

  private static Map<String, Integer> sizes(Path classFile) throws IOException {
    Map<String, Integer> sizes = new TreeMap<>();
    ClassVisitor measuring =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            return new CodeSizeEvaluator(null) {
              @Override
              public void visitEnd() {
                if (name.startsWith("make")) {
                  sizes.put(name, getMinSize());
                }
              }
            };
          }
        };
    new ClassReader(Files.readAllBytes(classFile)).accept(measuring, 0);
    return sizes;
  }
}
