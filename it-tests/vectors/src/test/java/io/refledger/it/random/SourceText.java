package io.refledger.it.random;

import java.util.ArrayList;
import java.util.List;

/** Writes a random program as a Java class with the methods {@code run()} and {@code clear()}. */
final class SourceText {
  private final StringBuilder out = new StringBuilder();
  private final Program program;
  private int indent;

  private SourceText(Program program) {
    this.program = program;
  }

  static String of(String packageName, String name, Program program) {
    SourceText text = new SourceText(program);
    text.line("package " + packageName + ";");
    text.line("");
    text.line("import io.refledger.it.random.*;");
    text.line("import java.util.*;");
    text.line("import java.util.function.BiConsumer;");
    text.line("import java.util.function.Supplier;");
    text.line("");
    text.open("public final class " + name);
    text.members();
    text.close();
    return text.out.toString();
  }

  private void members() {
    for (Static place : Static.values()) {
      if (!place.isFinal()) {
        line("static " + place.type().java() + " " + place.java() + ";");
      }
    }
    program.constants().forEach(this::constant);
    run();
    line("public static void clear() { s = null; t = null; u = null; }");
    methods(Type.OBJECT);
    open("interface Acting");
    act(Type.OBJECT, "default");
    close();
    open("abstract static class Action extends Thing");
    line("abstract Object run();");
    close();
    type(Type.NODE, "Thing implements Acting, AutoCloseable");
    type(Type.PAIR, "Node");
    type(Type.FAULT, "ThrownThing");
  }

  private void run() {
    if (program.mains() == 0) {
      return; // threads do it their way
    }
    open("public static void run()");
    for (int m = 0; m < program.mains(); m++) {
      line("Trace.rest();");
      String call = call(new Expr.Call(m, List.of()));
      line("try { " + call + "; } catch (RuntimeException e) { Trace.use(e, null); }");
    }
    close();
  }

  private void constant(Static place, Expr value) {
    String name = place.type().java() + " " + place.java();
    line("static final " + name + " = " + text(value) + ";");
  }

  /** Those that a class declares. */
  private void methods(Type home) {
    for (int m = 0; m < program.methods().size(); m++) {
      Method method = program.methods().get(m);
      if (method.home() == home) {
        boolean isLast = m == program.methods().size() - 1;
        String parameters = parameters(method.isStatic() ? method.parameters() : rest(method));
        method(
            (method.isStatic() ? "static " : "") + returns(method) + " m" + m,
            isLast ? parameters.replace("[]", "...") : parameters,
            method.body());
      }
    }
  }

  /** The parameters but for {@code this}. */
  private static List<Local> rest(Method method) {
    return method.parameters().subList(1, method.parameters().size());
  }

  private void type(Type type, String superclass) {
    open("static class " + type.java() + " extends " + superclass);
    for (Field field : Field.values()) {
      if (field.declaring() == type) {
        line("int " + field.java() + "Number;");
        line((field.isFinal() ? "final " : "") + field.type().java() + " " + field.java() + ";");
      }
    }
    for (Method constructor : program.constructors().getOrDefault(type, List.of())) {
      method(type.java(), parameters(rest(constructor)), constructor.body());
    }
    methods(type);
    if (program.acts().containsKey(type)) {
      act(type, "public");
    }
    if (type == Type.NODE) {
      line("@Override public void close() { Trace.mark(\"close\"); }");
    }
    close();
  }

  private void act(Type type, String modifier) {
    Method method = program.acts().get(type);
    method(modifier + " Object act", parameters(rest(method)), method.body());
  }

  private static String returns(Method method) {
    return method.isVoid() ? "void" : method.returns().get(0).java();
  }

  private static String parameters(List<Local> locals) {
    return String.join(", ", locals.stream().map(SourceText::declared).toList());
  }

  private static String declared(Local local) {
    return (local.isFinal() ? "final " : "") + local.type().java() + " " + local.java();
  }

  private void method(String head, String parameters, List<Stmt> body) {
    open(head + "(" + parameters + ")");
    statements(body);
    close();
  }

  private void open(String head) {
    line(head + " {");
    indent++;
  }

  private void close() {
    indent--;
    line("}");
  }

  private void line(String text) {
    out.append("  ".repeat(indent)).append(text).append('\n');
  }

  private void block(String head, List<Stmt> body) {
    open(head);
    statements(body);
    close();
  }

  private void statements(List<Stmt> body) {
    for (Stmt stmt : body) {
      if (stmt.isMarked()) {
        line("Trace.mark(\"" + stmt.label() + "\");");
      }
      statement(stmt);
    }
    if (Stmt.isEndMarked(body)) {
      line("Trace.mark(\"end\");");
    }
  }

  private void statement(Stmt stmt) {
    if (stmt instanceof Stmt.Declare s) {
      line(declared(s.local()) + " = " + text(s.value()) + ";");
    } else if (stmt instanceof Stmt.Evaluate s) {
      line(statement(s.value()) + ";");
    } else if (stmt instanceof Stmt.Use s) {
      line("Trace.use(" + text(s.first()) + ", " + text(s.second()) + ");");
    } else if (stmt instanceof Stmt.Say s) {
      line("Trace.mark(\"say \" + Trace.name(" + text(s.value()) + ") + 1L);");
    } else if (stmt instanceof Stmt.Wide s) {
      line(
          "long w%d = Trace.pick(3); double d%d = w%d;"
              .formatted(s.number(), s.number(), s.number()));
    } else if (stmt instanceof Stmt.Super s) {
      line((s.isOwn() ? "this(" : "super(") + arguments(s.arguments()) + ");");
    } else if (stmt instanceof Stmt.Initialize s) {
      line(statement(s.store()) + ";");
    } else if (stmt instanceof Stmt.Rest s) {
      line("if (Trace.isTired()) return" + (s.isVoid() ? ";" : " null;"));
    } else if (stmt instanceof Stmt.Copy s) {
      line(
          "System.arraycopy(%s, %d, %s, %d, %d);"
              .formatted(text(s.from()), s.at(), text(s.to()), s.start(), s.length()));
    } else if (stmt instanceof Stmt.Return s) {
      line(s.value().isEmpty() ? "return;" : "return " + text(s.value().get(0)) + ";");
    } else if (stmt instanceof Stmt.Throw s) {
      line("throw " + text(s.exception()) + ";");
    } else if (stmt instanceof Stmt.Collect) {
      line("Trace.collect();");
    } else if (stmt instanceof Stmt.Break) {
      line("break;");
    } else if (stmt instanceof Stmt.Continue) {
      line("continue;");
    } else {
      compound(stmt);
    }
  }

  private void compound(Stmt stmt) {
    if (stmt instanceof Stmt.Block s) {
      block("", s.body());
    } else if (stmt instanceof Stmt.If s) {
      branch("if (" + text(s.condition()) + ")", s.yes(), s.no());
    } else if (stmt instanceof Stmt.IfInstance s) {
      String test = s.tested().java() + " instanceof " + declared(s.bound());
      branch("if (" + test + ")", s.yes(), s.no());
    } else if (stmt instanceof Stmt.Times s) {
      String i = "i" + s.number();
      block(
          "for (int %s = 0; %s < %d && !Trace.isTired(); %s++)".formatted(i, i, s.times(), i),
          s.body());
    } else if (stmt instanceof Stmt.While s) {
      block("while (!Trace.isTired() && " + text(s.condition()) + ")", s.body());
    } else if (stmt instanceof Stmt.DoWhile s) {
      block("do", s.body());
      line("while (!Trace.isTired() && " + text(s.condition()) + ");");
    } else if (stmt instanceof Stmt.ForEach s) {
      block("for (" + declared(s.element()) + " : " + on(Type.ARRAY, s.array()) + ")", s.body());
    } else if (stmt instanceof Stmt.Each s) {
      block("for (" + declared(s.element()) + " : " + on(Type.LIST, s.list()) + ")", s.body());
    } else if (stmt instanceof Stmt.With s) {
      block("try (" + declared(s.resource()) + " = " + text(s.value()) + ")", s.body());
    } else if (stmt instanceof Stmt.Choose s) {
      open("switch (Trace.pick(" + (s.cases().size() + 1) + "))");
      for (int i = 0; i < s.cases().size(); i++) {
        block("case " + i + " ->", s.cases().get(i));
      }
      line("default -> {}");
      close();
    } else if (stmt instanceof Stmt.Synchronized s) {
      block("synchronized (" + on(Type.OBJECT, s.lock()) + ")", s.body());
    } else if (stmt instanceof Stmt.Try s) {
      block("try", s.body());
      s.handlers().forEach(c -> block("catch (" + declared(c.exception()) + ")", c.body()));
      s.finalizers().forEach(body -> block("finally", body));
    }
  }

  private void branch(String head, List<Stmt> yes, List<Stmt> no) {
    block(head, yes);
    if (!no.isEmpty()) {
      block("else", no);
    }
  }

  private String text(Cond condition) {
    if (condition instanceof Cond.IsNull c) {
      return "(" + text(c.value()) + " == null)";
    } else if (condition instanceof Cond.Same c) {
      return "((Object) " + text(c.left()) + " == (Object) " + text(c.right()) + ")";
    } else if (condition instanceof Cond.IsInstance c) {
      return "((Object) " + text(c.value()) + " instanceof " + c.type().java() + ")";
    } else if (condition instanceof Cond.HasNoNumber c) {
      return "(" + on(Type.NODE, c.on()) + ".aNumber == 0)";
    } else if (condition instanceof Cond.IsLong c) {
      return "(" + on(Type.ARRAY, c.array()) + ".length > 1)";
    } else if (condition instanceof Cond.Not c) {
      return "!" + text(c.operand());
    } else if (condition instanceof Cond.And c) {
      return "(" + text(c.left()) + " && " + text(c.right()) + ")";
    } else if (condition instanceof Cond.Or c) {
      return "(" + text(c.left()) + " || " + text(c.right()) + ")";
    }
    return "Trace.flip()";
  }

  /** With a cast that changes nothing: javac cannot always join arms of different types. */
  private String on(Type type, Expr expr) {
    return "((" + type.java() + ") " + text(expr) + ")";
  }

  private String arguments(List<Expr> arguments) {
    return String.join(", ", arguments.stream().map(this::text).toList());
  }

  /** An assignment is a statement only without parentheses. */
  private String statement(Expr expr) {
    String text = text(expr);
    boolean isAssignment =
        expr instanceof Expr.SetLocal
            || expr instanceof Expr.SetStatic
            || expr instanceof Expr.SetField
            || expr instanceof Expr.SetElement;
    return isAssignment ? text.substring(1, text.length() - 1) : text;
  }

  /** An expression that needs no parentheses. */
  private String text(Expr expr) {
    if (expr instanceof Expr.Get e) {
      return e.local().java();
    } else if (expr instanceof Expr.GetStatic e) {
      return e.place().java();
    } else if (expr instanceof Expr.GetField e) {
      return on(e.field().declaring(), e.on()) + "." + e.field().java();
    } else if (expr instanceof Expr.GetElement e) {
      return on(Type.ARRAY, e.array()) + "[" + e.index() + "]";
    } else if (expr instanceof Expr.SetLocal e) {
      return "(" + e.local().java() + " = " + text(e.value()) + ")";
    } else if (expr instanceof Expr.SetStatic e) {
      return "(" + e.place().java() + " = " + text(e.value()) + ")";
    } else if (expr instanceof Expr.SetField e) {
      String on = e.field().isFinal() ? "this" : on(e.field().declaring(), e.on());
      return "(" + on + "." + e.field().java() + " = " + text(e.value()) + ")";
    } else if (expr instanceof Expr.SetElement e) {
      return "(" + on(Type.ARRAY, e.array()) + "[" + e.index() + "] = " + text(e.value()) + ")";
    } else if (expr instanceof Expr.Cast e) {
      return "((" + e.type().java() + ") (Object) " + text(e.value()) + ")";
    } else if (expr instanceof Expr.Conditional e) {
      return "("
          + text(e.condition())
          + " ? "
          + on(e.type(), e.yes())
          + " : "
          + on(e.type(), e.no())
          + ")";
    } else if (expr instanceof Expr.Switch e) {
      return text(e);
    }
    return call(expr);
  }

  private String call(Expr expr) {
    if (expr instanceof Expr.New e) {
      return "new " + e.type().java() + "(" + arguments(e.arguments()) + ")";
    } else if (expr instanceof Expr.NewArray e) {
      return "Trace.array(new Object[" + e.length() + "])";
    } else if (expr instanceof Expr.ArrayOf e) {
      return "Trace.array(new Object[] {" + arguments(e.elements()) + "})";
    } else if (expr instanceof Expr.Matrix e) {
      return "Trace.matrix(new Object[" + e.rows() + "][" + e.columns() + "])";
    } else if (expr instanceof Expr.Clone e) {
      return "Trace.array(" + on(Type.ARRAY, e.array()) + ".clone())";
    } else if (expr instanceof Expr.Call e) {
      return call(e);
    } else if (expr instanceof Expr.Act e) {
      return on(Type.NODE, e.on()) + ".act(" + text(e.first()) + ", " + text(e.second()) + ")";
    } else if (expr instanceof Expr.Exchange e) {
      return "Exchange.pass(" + e.way() + ", " + text(e.value()) + ")";
    } else if (expr instanceof Expr.OnlyLock e) {
      return "Trace.onlyLock(" + text(e.value()) + ")";
    } else if (expr instanceof Expr.Lambda e) {
      return "Trace.call(() -> " + text(e.body()) + ")";
    } else if (expr instanceof Expr.Task e) {
      return "((Supplier<Object>) () -> " + text(e.body()) + ")";
    } else if (expr instanceof Expr.Collection e) {
      // Raw: javac takes a yield before two type arguments for a call.
      return "new " + e.className() + "()";
    } else if (expr instanceof Expr.Operate e) {
      return operate(e);
    } else if (expr instanceof Expr.Anonymous e) {
      return "new Action() { @Override Object run() { return " + text(e.body()) + "; } }.run()";
    }
    return "null";
  }

  private String call(Expr.Call e) {
    Method method = program.methods().get(e.method());
    String name = "m" + e.method();
    if (!method.isStatic()) {
      List<Expr> rest = e.arguments().subList(1, e.arguments().size());
      return on(method.home(), e.arguments().get(0)) + "." + name + "(" + arguments(rest) + ")";
    }
    boolean isLast = e.method() == program.methods().size() - 1;
    List<String> arguments = e.arguments().stream().map(this::text).toList();
    String separator = isLast ? ", (Object) " : ", ";
    String first = isLast && !arguments.isEmpty() ? "(Object) " : "";
    String home = method.home() == Type.OBJECT ? "" : method.home().java() + ".";
    return home + name + "(" + first + String.join(separator, arguments) + ")";
  }

  private String operate(Expr.Operate e) {
    List<String> operands = new ArrayList<>();
    for (int i = 0; i < e.operands().size(); i++) {
      operands.add(on(e.operation().operands().get(i), e.operands().get(i)));
    }
    return e.operation().java(operands);
  }

  private String text(Expr.Switch choice) {
    SourceText arms = new SourceText(program);
    arms.indent = indent + 1;
    for (int i = 0; i < choice.arms().size(); i++) {
      Expr.Arm arm = choice.arms().get(i);
      arms.open((i == choice.arms().size() - 1 ? "default" : "case " + i) + " ->");
      arms.statements(arm.block());
      String raw = choice.type().java().replaceAll("<.*>", "");
      arms.line("yield ((" + raw + ") " + text(arm.yield()) + ");");
      arms.close();
    }
    return "(switch (Trace.pick(%d)) {\n%s%s})"
        .formatted(choice.arms().size(), arms.out, "  ".repeat(indent));
  }
}
