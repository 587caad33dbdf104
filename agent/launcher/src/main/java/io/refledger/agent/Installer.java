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
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Starts the agent from within the isolated loader: options, boot classes, ledger, weaving. */
public final class Installer {
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
      install(AgentOptions.of(given), instrumentation, jar);
      return true;
    } catch (OptionException | StartException problem) {
      return failed(problem.getMessage(), problem, given, isAttach);
    } catch (Throwable problem) {
      return failed("the agent cannot start: " + problem, problem, given, isAttach);
    }
  }

  /** Read this first. */
  private static void install(AgentOptions options, Instrumentation instrumentation, JarFile jar)
      throws IOException, StartException {
    LogLevel.set(options.get(OptionKey.LOG));
    for (String line : Features.ignored(options)) {
      Console.line(line);
    }
    AgentJar agentJar = new AgentJar(jar);
    Map<String, byte[]> classFiles = agentJar.bootClasses();
    new BootClasses(classFiles).define(instrumentation);
    Agent agent = new Agent(options, instrumentation, version(jar), agentJar.build());
    agent.start(instrumentation, new ArrayList<>(classFiles.values()));
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
