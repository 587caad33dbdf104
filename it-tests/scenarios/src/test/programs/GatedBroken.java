import java.io.FileInputStream;
import java.io.IOException;

/** Drops a file that it did not close, and never gets to its main. */
public class GatedBroken {
  static {
    try {
      new FileInputStream("Gated.class").read();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    if (true) {
      throw new IllegalStateException("the program's own");
    }
  }

  public static void main(String[] arguments) {
    System.out.println("done");
  }
}
