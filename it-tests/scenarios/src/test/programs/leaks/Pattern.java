import java.util.List;

/**
 * A way in which programs hold objects. All patterns of a run take turns, so that they share its
 * allocation clock evenly.
 *
 * <p>The line above a store that leaks says what a report has to tell of it: {@code GROWTH count
 * type by reference}, the reference being one on the path. A pattern without such a line leaks
 * nothing. There are two counts where the newest object is held by another reference as well.
 */
interface Pattern {
  /** How often each pattern has its turn. */
  int STEPS = 6000;

  /**
   * Has one turn.
   *
   * @param i the number of turns before this one
   * @param keptByMain a list that a local variable of {@code main} holds
   */
  void step(int i, List<Object> keptByMain) throws Exception;
}
