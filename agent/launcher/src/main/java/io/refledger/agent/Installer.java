package io.refledger.agent;

import io.refledger.agent.log.Console;
import io.refledger.agent.log.LogLevel;
import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.OptionException;
import io.refledger.agent.option.OptionKey;
import io.refledger.agent.option.OptionSources;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Starts the agent from within the isolated loader: options, boot classes, ledger, weaving. */
public final class Installer {
  private static final String NOT_AGAIN =
      "; the program runs on, and this JVM takes no other agent of ours\n";

  private Installer() {}

  /**
   * Starts the agent. Never throws; a problem is one line on standard error.
   *
   * @return whether the program may run, with the agent or without
   */
  public static boolean start(
      String optionString, Instrumentation instrumentation, JarFile jar, boolean isAttach) {
    Map<String, String> given = Map.of();
    try {
      OptionSources sources = OptionSources.of(optionString, System.getProperties());
      given = sources.given();
      try {
        sources.readConfig();
      } finally {
        given = sources.given();
      }
      install(AgentOptions.of(given), instrumentation, jar, isAttach);
      return true;
    } catch (OptionException | StartException problem) {
      return failed(problem.getMessage(), problem, given, isAttach);
    } catch (Throwable problem) {
      return failed("the agent cannot start: " + problem, problem, given, isAttach);
    }
  }

  /**
   * Starts the agent in a program that runs, which is told nothing. Never throws.
   *
   * @param options {@code key=value} each
   * @return what came out of it: its first line is {@code ok}, {@code error}, or {@code refused} if
   *     nothing was done at all, so that another try is possible
   */
  public static String attach(List<String> options, Instrumentation instrumentation, JarFile jar) {
    AgentOptions checked;
    try {
      OptionSources sources = OptionSources.of(options, System.getProperties());
      sources.readConfig();
      checked = AgentOptions.of(sources.given());
    } catch (OptionException e) {
      return "refused\n" + e.getMessage() + "\n";
    } catch (Throwable e) {
      return "refused\nthe agent cannot start: " + e + "\n";
    }
    try {
      return "ok\n" + install(checked, instrumentation, jar, true).attached();
    } catch (StartException e) {
      return "error\n" + e.getMessage() + NOT_AGAIN;
    } catch (Throwable e) {
      Console.trace(e);
      return "error\nthe agent cannot start: " + e + NOT_AGAIN;
    }
  }

  /** Read this first. */
  private static Agent install(
      AgentOptions options, Instrumentation instrumentation, JarFile jar, boolean isAttach)
      throws IOException, StartException {
    LogLevel.set(options.get(OptionKey.LOG));
    for (String line : Features.ignored(options)) {
      Console.line(line);
    }
    AgentJar agentJar = new AgentJar(jar);
    Map<String, byte[]> classFiles = agentJar.bootClasses();
    new BootClasses(classFiles).define(instrumentation);
    Agent agent = new Agent(options, instrumentation, version(jar), agentJar.build(), isAttach);
    agent.start(instrumentation, new ArrayList<>(classFiles.values()));
    return agent;
  }

  private static String version(JarFile jar) throws IOException {
    Attributes manifest = jar.getManifest().getMainAttributes();
    String version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    return version == null ? "unknown" : version;
  }

  private static boolean failed(
      String message, Throwable problem, Map<String, String> given, boolean isAttach) {
    boolean mayRun = isAttach || !AgentOptions.isStrict(given);
    Console.failure(
        message + (mayRun ? "; the program runs without the agent" : "; strict, status 2"),
        problem);
    return mayRun;
  }
}
