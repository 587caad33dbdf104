import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes and prints what became of each test, in the order of their names. Arguments with
 * an equals sign are parameters of JUnit, {@code -text} prints failures in full, others are classes.
 */
public class TestRun implements TestExecutionListener {
  private final Map<String, String> outcomes = new TreeMap<>();
  private final List<String> entries = new ArrayList<>();
  private final boolean inFull;

  TestRun(boolean inFull) {
    this.inFull = inFull;
  }

  public static void main(String[] arguments) {
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    boolean inFull = false;
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (argument.equals("-text")) {
        inFull = true;
      } else if (equals > 0) {
        request.configurationParameter(
            argument.substring(0, equals), argument.substring(equals + 1));
      } else {
        request.selectors(DiscoverySelectors.selectClass(argument));
      }
    }
    TestRun run = new TestRun(inFull);
    Launcher launcher = LauncherFactory.create();
    launcher.execute(request.build(), run);
    run.outcomes.forEach((test, outcome) -> System.out.println(test + ": " + outcome));
    run.entries.stream().sorted().forEach(System.out::println);
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean isContainer = !test.isTest();
    if (isContainer && result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
      return;
    }
    String text = result.getThrowable().map(Throwable::getMessage).orElse("");
    String shown = inFull || text == null ? text : text.lines().findFirst().orElse("");
    outcomes.put(name(test), result.getStatus() + (shown.isEmpty() ? "" : " " + shown));
  }

  @Override
  public synchronized void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    Map<String, String> values = entry.getKeyValuePairs();
    entries.add(
        "entry "
            + name(test)
            + " "
            + values.get("refledger.kind")
            + " "
            + values.get("refledger.origin")
            + " fails="
            + values.get("refledger.fails")
            + (inFull ? " " + values.get("refledger.id") : ""));
  }

  private static String name(TestIdentifier test) {
    String method =
        test.getSource()
            .filter(MethodSource.class::isInstance)
            .map(MethodSource.class::cast)
            .map(source -> source.getClassName() + "." + source.getMethodName())
            .orElse(test.getLegacyReportingName());
    boolean isRepeated = test.getUniqueId().contains(":#");
    return isRepeated ? method + " " + test.getDisplayName() : method;
  }
}
