package io.refledger.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarFile;

/*
 * The only class that the application's loader shares with the agent, with IsolatedLoader. It opens
 * the JDK's internals to the isolated loader and hands over to Installer there, by reflection: a
 * reference would resolve in the application's loader. An exception out of premain would end the JVM,
 * so none leaves. No lambda, no string concatenation by invokedynamic: hidden classes made here could
 * never be woven.
 */
/** The agent's entry points for {@code -javaagent} and attach. */
public final class PreMain {
  private static final String INSTALLER = "io.refledger.agent.Installer";
  private static final int STRICT_STATUS = 2;
  private static final String COMMANDS = "io.refledger.agent.command.Commands";
  private static final String COMMAND = "command=";
  private static final String ATTACH = "command=attach,answer=";
  private static final String REFUSED = "refused\n";
  private static final String ERROR = "error\n";
  private static final AtomicBoolean LOADED = new AtomicBoolean();

  /** The loader of the agent that was installed; null before. */
  private static volatile ClassLoader isolated;

  private PreMain() {}

  /** Starts the agent before the application's main. */
  public static void premain(String options, Instrumentation instrumentation) {
    if (!start(options, instrumentation, false)) {
      Runtime.getRuntime().exit(STRICT_STATUS);
    }
  }

  /**
   * Starts the agent in a program that runs already, which is never ended for a start-up problem;
   * or runs a command in the agent that is there.
   */
  public static void agentmain(String options, Instrumentation instrumentation) {
    if (options != null && options.startsWith(ATTACH) && LOADED.compareAndSet(false, true)) {
      attach(new File(options.substring(ATTACH.length())), instrumentation);
    } else if (options != null && options.startsWith(COMMAND)) {
      command(options);
    } else {
      start(options, instrumentation, true);
    }
  }

  /**
   * The options are in a file, one a line, where the answer goes. What cannot be is told there, not
   * on the program's standard error.
   */
  private static void attach(File file, Instrumentation instrumentation) {
    String answer;
    try {
      List<String> options = Files.readAllLines(file.toPath());
      answer =
          isKnownJvm() ? (String) attach(options, instrumentation) : REFUSED.concat(unknownJvm());
    } catch (InvocationTargetException e) {
      answer = ERROR.concat(String.valueOf(e.getCause()));
    } catch (Throwable e) {
      answer = ERROR.concat(String.valueOf(e));
    }
    if (answer.startsWith(REFUSED)) {
      LOADED.set(false);
      answer = ERROR.concat(answer.substring(REFUSED.length()));
    }
    try {
      Files.writeString(file.toPath(), answer);
    } catch (Throwable e) {
      line("the answer to attach cannot be written: ".concat(String.valueOf(e)));
    }
  }

  private static Object attach(List<String> options, Instrumentation instrumentation)
      throws Exception {
    JarFile jar = new JarFile(jarFile(), false);
    IsolatedLoader loader = new IsolatedLoader(jar);
    open(instrumentation, loader.getUnnamedModule());
    Object answer =
        loader
            .loadClass(INSTALLER)
            .getMethod("attach", List.class, Instrumentation.class, JarFile.class)
            .invoke(null, options, instrumentation, jar);
    isolated = ((String) answer).startsWith(REFUSED) ? null : loader;
    return answer;
  }

  /** The answer goes to a file that the options name. */
  private static void command(String options) {
    try {
      ClassLoader loader = isolated;
      if (loader == null) {
        loader = new IsolatedLoader(new JarFile(jarFile(), false));
      }
      Object problem =
          loader.loadClass(COMMANDS).getMethod("run", String.class).invoke(null, options);
      if (problem != null) {
        line((String) problem);
      }
    } catch (Throwable e) {
      line("no answer to a command: ".concat(String.valueOf(e)));
    }
  }

  /** Whether the program may run: with the agent, or without it unless it is strict. */
  private static boolean start(String options, Instrumentation instrumentation, boolean isAttach) {
    if (!LOADED.compareAndSet(false, true)) {
      line("the agent is loaded already; this -javaagent is ignored");
      return true;
    }
    try {
      return install(options, instrumentation, isAttach);
    } catch (InvocationTargetException e) {
      return failed(options, e.getCause());
    } catch (Throwable e) {
      return failed(options, e);
    }
  }

  private static boolean install(String options, Instrumentation instrumentation, boolean isAttach)
      throws Exception {
    if (!isKnownJvm()) {
      line(unknownJvm().concat("; the program runs without the agent"));
      return !isStrict(options);
    }
    JarFile jar = new JarFile(jarFile(), false);
    IsolatedLoader loader = new IsolatedLoader(jar);
    open(instrumentation, loader.getUnnamedModule());
    isolated = loader;
    Object mayRun =
        loader
            .loadClass(INSTALLER)
            .getMethod("start", String.class, Instrumentation.class, JarFile.class, boolean.class)
            .invoke(null, options, instrumentation, jar, isAttach);
    return (Boolean) mayRun;
  }

  private static String unknownJvm() {
    return "only HotSpot from JDK 17 to 25 is supported, this is "
        .concat(System.getProperty("java.vm.name"))
        .concat(" ")
        .concat(System.getProperty("java.version"));
  }

  private static boolean isKnownJvm() {
    String name = System.getProperty("java.vm.name", "");
    int feature = Runtime.version().feature();
    return (name.contains("HotSpot") || name.contains("OpenJDK")) && feature >= 17 && feature <= 25;
  }

  private static File jarFile() throws Exception {
    return new File(PreMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /**
   * Opens to the isolated loader, and to nobody else, what defining boot classes and spinning
   * lambda forms takes.
   */
  private static void open(Instrumentation instrumentation, Module isolated) {
    Set<Module> only = Set.of(isolated);
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.misc", only, "jdk.internal.access", only),
        Map.of("java.lang", only, "java.lang.invoke", only),
        Set.of(),
        Map.of());
  }

  private static boolean failed(String options, Throwable failure) {
    line(
        "the agent cannot start: "
            .concat(String.valueOf(failure))
            .concat("; the program runs without it"));
    return !isStrict(options);
  }

  /** What the options say when the class that reads them cannot be reached. */
  private static boolean isStrict(String options) {
    String given = ",".concat(String.valueOf(options)).concat(",");
    String property = System.getProperty("refledger.strict", "");
    return given.contains(",strict=true,")
        || property.equals("true")
        || (isGated(given) && !given.contains(",strict=false,") && !property.equals("false"));
  }

  private static boolean isGated(String given) {
    String property = System.getProperty("refledger.gate", "none");
    return given.contains(",gate=") || !property.equals("none");
  }

  private static void line(String text) {
    System.err.println("refledger: ".concat(text.replace('\n', ' ').replace('\r', ' ')));
  }
}
