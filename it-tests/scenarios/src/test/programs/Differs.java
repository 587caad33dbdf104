import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.function.Supplier;

/** Prints what a program may tell the agent by; numbers are left out. */
public final class Differs {
  private Differs() {}

  public static void main(String[] arguments) {
    System.out.println("agent in the command line " + hasAgentArgument());
    System.out.println("java.lang.RefLedgerHooks " + isVisible("java.lang.RefLedgerHooks"));
    System.out.println("io.refledger.api.Refs " + isVisible("io.refledger.api.Refs"));
    System.out.println("io.refledger.rt.Hooks " + isVisible("io.refledger.rt.Hooks"));
    System.out.println("io.refledger.agent.PreMain " + isVisible("io.refledger.agent.PreMain"));
    System.out.println("java.base reads unnamed " + Object.class.getModule().canRead(unnamed()));
    System.out.println("lambda " + lambda().getClass().getName().replaceAll("[0-9a-fx]+", "N"));
    System.out.println("null " + messageAboutNull());
  }

  private static boolean hasAgentArgument() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .anyMatch(argument -> argument.startsWith("-javaagent"));
  }

  private static boolean isVisible(String name) {
    try {
      return Class.forName(name, false, Differs.class.getClassLoader()) != null;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static Module unnamed() {
    return Differs.class.getModule();
  }

  private static Supplier<String> lambda() {
    return () -> "lambda";
  }

  /** A local variable of a JDK method is null. */
  private static String messageAboutNull() {
    try {
      return Collections.max(Arrays.asList("a", null));
    } catch (NullPointerException e) {
      return e.getMessage().replaceAll("local[0-9]+", "localN");
    }
  }
}
