package io.refledger.it.vectors;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/*
 * Locals become locals, calls methods, objects with n references instances of On, arrays Object[],
 * statics static fields. A local is declared at the top of its method, in the order in which the
 * program binds locals first, so that its JVM slot has the place it has in a frame of CPython's.
 */
/** A program of a vector as the source of a Java class that tells {@link Probe} of each step. */
final class ProgramSource {
  private static final String PACKAGE = "io.refledger.it.vectors.woven";

  private final String name;
  private final StringBuilder methods = new StringBuilder();
  private final Set<String> statics = new TreeSet<>();
  private int calls;

  private ProgramSource(String name) {
    this.name = name;
  }

  /** The full name of the class that {@link #of} writes. */
  static String className(String name) {
    return PACKAGE + "." + name;
  }

  /** The source of a class with two methods, {@code main()} and {@code clear()}. */
  static String of(String name, JsonArray program) {
    var source = new ProgramSource(name);
    source.method("static void main()", List.of(), program, "");
    return source.text();
  }

  /**
   * The classes that programs make instances of: {@code Leaf}; {@code On} with the references f0 to
   * f(n-1), each declared by a class of its own; {@code Fn}, the same with a finalizer.
   */
  static String nodeClasses(int most) {
    var out = new StringBuilder("package " + PACKAGE + ";\n\n");
    out.append("import ").append(Born.class.getName()).append(";\n\n");
    out.append("class Leaf extends Born {\n  int value;\n}\n\nclass O0 extends Born {}\n");
    for (int n = 1; n <= most; n++) {
      out.append("\nclass O%d extends O%d {\n  Object f%d;\n}\n".formatted(n, n - 1, n - 1));
    }
    for (int n = 0; n <= most; n++) {
      out.append(
          "\nclass F%d extends O%d implements %s.Finalized {}\n"
              .formatted(n, n, Probe.class.getName()));
    }
    return out.toString();
  }

  private String text() {
    var out = new StringBuilder("package " + PACKAGE + ";\n\n");
    out.append("import ").append(Probe.class.getName()).append(";\n\n");
    out.append("public final class ").append(name).append(" {\n");
    statics.forEach(s -> out.append("  static Object ").append(s).append(";\n"));
    out.append("\n  public static void clear() {\n");
    statics.forEach(s -> out.append("    ").append(s).append(" = null;\n"));
    return out.append("  }\n").append(methods).append("}\n").toString();
  }

  private void method(String head, List<String> parameters, JsonArray body, String end) {
    var out = new StringBuilder("\n  public ").append(head).append(" {\n");
    Set<String> locals = new LinkedHashSet<>();
    body.forEach(op -> addBound(op.getAsJsonArray(), locals));
    parameters.forEach(locals::remove);
    locals.forEach(local -> out.append("    Object ").append(local).append(" = null;\n"));
    if (!parameters.isEmpty() || !end.isEmpty()) {
      out.append("    Probe.step(\"enter\");\n");
    }
    body.forEach(op -> out.append("    ").append(statement(op.getAsJsonArray())).append('\n'));
    methods.append(out).append(end).append("  }\n");
  }

  private static void addBound(JsonArray op, Set<String> locals) {
    switch (text(op, 0)) {
      case "new", "mov", "del", "get", "gget", "wload" -> locals.add(text(op, 1));
      case "call" -> {
        if (!op.get(5).isJsonNull()) {
          locals.add(text(op, 5));
        }
      }
      default -> {
        // Binds nothing.
      }
    }
  }

  private String statement(JsonArray op) {
    String label = text(op, 0);
    return switch (label) {
      case "new" -> text(op, 1) + " = " + creation(op) + born(op);
      case "mov" -> text(op, 1) + " = " + text(op, 2) + step(label);
      case "del" -> text(op, 1) + " = null" + step(label);
      case "put" -> reference(op, 1, 2, 4) + " = " + value(op.get(3)) + step(label);
      case "get" -> text(op, 1) + " = " + reference(op, 2, 3, 4) + step(label);
      case "gput" -> global(op, 1) + " = " + value(op.get(2)) + step(label);
      case "gget" -> text(op, 1) + " = " + global(op, 2) + step(label);
      case "call" -> call(op) + step(label);
      case "wref" -> "Probe.wref(%s, %s, %s);".formatted(op.get(1), text(op, 2), op.get(3));
      case "wload" -> text(op, 1) + " = Probe.target(" + op.get(2) + ")" + step(label);
      case "wget", "wdel", "collect" -> "Probe." + label + "(" + op.get(1) + ");";
      case "freeze" -> "Probe.freeze();";
      case "rc", "referents", "referrers", "tracked" -> "Probe." + label + "(" + text(op, 1) + ");";
      default -> throw new IllegalArgumentException("not an operation of woven programs: op=" + op);
    };
  }

  private static String creation(JsonArray op) {
    String kind = text(op, 3);
    return switch (kind) {
      case "A" -> "new Object[" + op.get(4) + "]";
      case "P" -> "new Leaf()";
      case "O", "F" -> "new " + kind + op.get(4) + "()";
      default -> throw new IllegalArgumentException("not a kind of woven programs: op=" + op);
    };
  }

  private static String born(JsonArray op) {
    return "; Probe.born(" + op.get(2) + ", " + text(op, 1) + ");";
  }

  private static String step(String label) {
    return "; Probe.step(\"" + label + "\");";
  }

  /** The field or element: object, index and kind stand at these places of the operation. */
  private static String reference(JsonArray op, int object, int index, int kind) {
    int i = op.get(index).getAsInt();
    return text(op, kind).equals("A")
        ? "((Object[]) " + text(op, object) + ")[" + i + "]"
        : "((O" + (i + 1) + ") " + text(op, object) + ").f" + i;
  }

  private String global(JsonArray op, int at) {
    statics.add(text(op, at));
    return text(op, at);
  }

  private String call(JsonArray op) {
    String callee = "call" + ++calls;
    List<String> parameters =
        op.get(1).getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList();
    List<String> arguments =
        op.get(2).getAsJsonArray().asList().stream().map(ProgramSource::value).toList();
    String head = "static Object " + callee + "(" + declared(parameters) + ")";
    String end = "    return " + value(op.get(4)) + ";\n";
    method(head, parameters, op.get(3).getAsJsonArray(), end);
    String result = op.get(5).isJsonNull() ? "" : text(op, 5) + " = ";
    return result + callee + "(" + String.join(", ", arguments) + ")";
  }

  private static String declared(List<String> parameters) {
    return String.join(", ", parameters.stream().map(p -> "Object " + p).toList());
  }

  private static String value(JsonElement variable) {
    return variable.isJsonNull() ? "null" : variable.getAsString();
  }

  private static String text(JsonArray op, int at) {
    return op.get(at).getAsString();
  }
}
