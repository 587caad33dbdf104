import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names that are remembered to tell the first visit; the strings are the leak, not their bytes. */
class StringSet implements Pattern {
  static final Set<String> SEEN = new HashSet<>();

  @Override
  public void step(int i, List<Object> keptByMain) {
    // GROWTH 6000 java.lang.String by StringSet.SEEN
    SEEN.add("user " + i);
  }
}
