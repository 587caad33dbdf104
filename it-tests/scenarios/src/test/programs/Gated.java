import java.io.FileInputStream;
import java.io.IOException;
import java.util.List;

/** Drops files that it did not close, if it is told to, and ends as it is told. */
public class Gated {
  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    if (words.contains("leaky")) {
      forgetToClose();
    }
    if (words.contains("leakier")) {
      forgetOnceMore();
    }
    System.out.println("done");
    for (String word : words) {
      switch (word) {
        case "exit0" -> System.exit(0);
        case "exit3" -> System.exit(3);
        case "halt0" -> Runtime.getRuntime().halt(0);
        case "halt5" -> Runtime.getRuntime().halt(5);
        case "throws" -> throw new IllegalStateException("the program's own");
        case "otherThreadThrows" -> throwElsewhere();
        default -> {}
      }
    }
  }

  private static void forgetToClose() throws IOException {
    new FileInputStream("Gated.class").read();
  }

  private static void forgetOnceMore() throws IOException {
    new FileInputStream("Gated.class").read();
  }

  private static void throwElsewhere() throws InterruptedException {
    Thread other =
        new Thread(
            () -> {
              throw new IllegalStateException("of another thread");
            });
    other.start();
    other.join();
  }
}
