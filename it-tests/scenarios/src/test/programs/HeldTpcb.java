import java.io.File;
import java.sql.Connection;
import java.sql.DriverManager;

/**
 * Runs the H2 workload, keeps its database open, and counts the objects of each class in the heap
 * just before it ends.
 */
public class HeldTpcb {
  public static void main(String[] arguments) throws Exception {
    Connection kept = DriverManager.getConnection("jdbc:h2:mem:tpcb;DB_CLOSE_ON_EXIT=FALSE");
    Class.forName("Driver").getMethod("main", String[].class).invoke(null, (Object) arguments);
    String jcmd = System.getProperty("java.home") + "/bin/jcmd";
    String self = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder(jcmd, self, "GC.class_histogram")
        .redirectOutput(new File("histogram.txt"))
        .start()
        .waitFor();
    System.out.println("open: " + !kept.isClosed());
    System.exit(0);
  }
}
