import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A vocabulary of 400 words; after a third of the run all have been seen. */
class Interning implements Pattern {
  static final Map<String, String> WORDS = new HashMap<>();
  static final Random RANDOM = new Random(2);
  static int length;

  @Override
  public void step(int i, List<Object> keptByMain) {
    int number = i < STEPS / 3 ? i / 5 : RANDOM.nextInt(400);
    String word = "word " + number;
    length += WORDS.computeIfAbsent(word, w -> w).length();
  }
}
