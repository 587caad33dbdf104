package io.refledger.it.random;

import io.refledger.it.vectors.SourceCompiler;
import io.refledger.it.vectors.WovenClasses;
import io.refledger.weave.spec.Locals;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Programs compiled at once; each can be run plain and woven. */
final class ProgramRuns {
  private static final String PACKAGE = "io.refledger.it.random.woven";

  private final ClassLoader plain;
  private final Map<Locals, ClassLoader> woven;

  private ProgramRuns(Map<String, byte[]> classFileByName) {
    plain = new PlainClasses(classFileByName);
    woven =
        Map.of(
            Locals.EXACT, new WovenClasses(classFileByName, Locals.EXACT),
            Locals.LEAN, new WovenClasses(classFileByName, Locals.LEAN));
  }

  static ProgramRuns compile(List<Program> programs) {
    Map<String, String> sourceByName = new HashMap<>();
    for (int i = 0; i < programs.size(); i++) {
      sourceByName.put(className(i), source(programs.get(i), i));
    }
    return new ProgramRuns(SourceCompiler.compile(sourceByName));
  }

  static String source(Program program, int index) {
    return SourceText.of(PACKAGE, "P" + index, program);
  }

  private static String className(int index) {
    return PACKAGE + ".P" + index;
  }

  /** What a program prints when nothing is counted. */
  List<String> plain(int index) {
    return run(plain, index, Trace.start(false));
  }

  /** What it prints when it is woven, deaths included. */
  List<String> woven(int index, Locals locals) {
    return run(woven.get(locals), index, Trace.start(true));
  }

  private static List<String> run(ClassLoader loader, int index, Trace trace) {
    call(loader, index, "run");
    Trace.collect();
    call(loader, index, "clear");
    Trace.collect();
    trace.end();
    return trace.events();
  }

  private static void call(ClassLoader loader, int index, String method) {
    try {
      loader.loadClass(className(index)).getMethod(method).invoke(null);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the program threw", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(className(index), e);
    }
  }
}
