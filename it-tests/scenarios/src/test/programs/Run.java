import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Echoes its input, and ends with the status that its first argument says; or waits for a signal. */
public class Run {
  public static void main(String[] arguments) throws Exception {
    System.out.println("arguments " + List.of(arguments));
    System.out.println("agents " + agents());
    System.out.println("java " + System.getProperty("java.home"));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println("read " + line);
    }
    System.err.println("an error");
    if (arguments[0].equals("wait")) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("asked to end")));
      System.out.println("waiting");
      Thread.sleep(120_000);
    }
    System.exit(Integer.parseInt(arguments[0]));
  }

  /** Their jars' names, with options, in the order of the command line. */
  private static List<String> agents() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-javaagent:"))
        .map(argument -> argument.replaceAll(".*/", ""))
        .toList();
  }
}
