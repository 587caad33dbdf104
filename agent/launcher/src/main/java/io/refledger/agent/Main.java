package io.refledger.agent;

import java.io.File;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/**
 * The command line of the agent's jar: hands over to the classes inside, which may use all of the
 * JDK here. Lies in the application's loader, as {@link PreMain}.
 */
public final class Main {
  private static final String TOOL = "io.refledger.cli.CommandLineTool";

  private Main() {}

  /** Runs a command and ends the JVM with its status. */
  public static void main(String[] arguments) throws Exception {
    File file = new File(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    JarFile jar = new JarFile(file, false);
    String version =
        jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    Object status =
        new IsolatedLoader(jar, ClassLoader.getSystemClassLoader())
            .loadClass(TOOL)
            .getMethod("run", Path.class, String.class, String[].class)
            .invoke(null, file.toPath(), version, arguments);
    System.exit((Integer) status);
  }
}
