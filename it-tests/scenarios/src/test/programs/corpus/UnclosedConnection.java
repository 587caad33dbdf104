import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Closes its statements and results, and forgets the connection. */
public class UnclosedConnection {
  public static void main(String[] arguments) throws SQLException {
    boolean fixed = arguments[0].equals("fixed");
    long sum = 0;
    for (int i = 0; i < 1000; i++) {
      sum += query(fixed);
    }
    System.out.println("sum=" + sum);
    System.out.println("DONE UnclosedConnection " + arguments[0] + " n=1000");
    System.exit(0);
  }

  static int query(boolean fixed) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:h2:mem:x;DB_CLOSE_DELAY=-1");
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select 7")) {
      result.next();
      return result.getInt(1);
    } finally {
      if (fixed) {
        connection.close();
      }
    }
  }
}
