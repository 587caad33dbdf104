import com.fasterxml.jackson.databind.ObjectMapper;
import org.jsoup.Jsoup;

/**
 * Parses documents and drops them: trees of jsoup, whose nodes know their parents, or (fixed) trees
 * of Jackson, which are acyclic. No leak, but garbage that counts alone never free.
 */
public class Documents {
  public static void main(String[] arguments) throws Exception {
    boolean fixed = arguments[0].equals("fixed");
    int sum = 0;
    for (int i = 0; i < 1000; i++) {
      sum += fixed ? json(i) : html(i);
    }
    System.out.println("sum=" + sum);
    System.out.println("DONE Documents " + arguments[0] + " n=1000");
    System.exit(0);
  }

  static int html(int i) {
    return Jsoup.parse("<html><body><p>x" + i + "<b>y</b></p></body></html>").select("p").size();
  }

  static int json(int i) throws Exception {
    return new ObjectMapper().readTree("{\"a\":[1,2,{\"b\":\"x" + i + "\"}]}").size();
  }
}
