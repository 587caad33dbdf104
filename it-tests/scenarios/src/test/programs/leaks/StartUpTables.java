import java.util.ArrayList;
import java.util.List;

/** Tables that are built in the first tenth of the run and read ever after. */
class StartUpTables implements Pattern {
  static final List<Row> ROWS = new ArrayList<>();
  static int read;

  record Row(int number) {}

  @Override
  public void step(int i, List<Object> keptByMain) {
    if (i < STEPS / 10) {
      for (int row = 5 * i; row < 5 * i + 5; row++) {
        ROWS.add(new Row(row));
      }
    }
    read += ROWS.get(i % ROWS.size()).number() + new int[] {i}.length;
  }
}
