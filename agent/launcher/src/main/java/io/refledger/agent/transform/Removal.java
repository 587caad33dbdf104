package io.refledger.agent.transform;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives loaded classes the code back that they would have without the agent. */
public final class Removal {
  private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

  /** How many classes the JVM exchanges in one stop. */
  static final int BATCH = 250;

  private final Instrumentation instrumentation;
  private int restored;
  private int kept;

  private Removal(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /**
   * What was done.
   *
   * @param restored classes that have their own code again
   * @param kept classes that the JVM lets nobody change: their calls do nothing
   */
  public record Result(int restored, int kept) {}

  /**
   * Takes the transformers out, and then the weaving. May block.
   *
   * @param weaver which classes were woven
   * @param others changed by other transformers
   */
  public static Result of(
      GuardedWeaver weaver,
      Instrumentation instrumentation,
      List<ClassFileTransformer> transformers,
      List<Class<?>> others) {
    transformers.forEach(instrumentation::removeTransformer);
    var removal = new Removal(instrumentation);
    Set<Class<?>> changed = new LinkedHashSet<>(others);
    for (Class<?> c : instrumentation.getAllLoadedClasses()) {
      boolean mayBeWoven =
          !c.isArray() && weaver.mayHaveWoven(c.getClassLoader(), c.getName().replace('.', '/'));
      if (!mayBeWoven || c.isPrimitive()) {
        continue;
      }
      if (c.isHidden() || !instrumentation.isModifiableClass(c)) {
        removal.kept++;
      } else {
        changed.add(c);
      }
    }
    List<Class<?>> woven = List.copyOf(changed);
    for (int from = 0; from < woven.size(); from += BATCH) {
      removal.restore(woven.subList(from, Math.min(woven.size(), from + BATCH)));
    }
    return new Result(removal.restored, removal.kept);
  }

  /** A batch that the JVM refuses is halved until the class at fault stands alone. */
  private void restore(List<Class<?>> batch) {
    try {
      instrumentation.retransformClasses(batch.toArray(Class<?>[]::new));
      restored += batch.size();
    } catch (UnmodifiableClassException | LinkageError | RuntimeException e) {
      if (batch.size() == 1) {
        LOG.warn("{} keeps calls that do nothing: {}", batch.get(0).getName(), e.toString());
        kept++;
      } else {
        int half = batch.size() / 2;
        restore(batch.subList(0, half));
        restore(batch.subList(half, batch.size()));
      }
    }
  }
}
