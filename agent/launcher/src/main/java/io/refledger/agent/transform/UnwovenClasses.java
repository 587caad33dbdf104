package io.refledger.agent.transform;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy.DiscoveryStrategy;

/*
 * The loaded classes are listed until a listing has nothing new, as weaving and installing load classes,
 * some of them between the JVM's call of the transformers and the end of their definition.
 */
/** Lists the loaded classes that are to be woven and were not, one list after the other. */
final class UnwovenClasses implements DiscoveryStrategy {
  private final GuardedWeaver weaver;
  private final Progress progress;

  UnwovenClasses(GuardedWeaver weaver, Progress progress) {
    this.weaver = weaver;
    this.progress = progress;
  }

  @Override
  public Iterable<Iterable<Class<?>>> resolve(Instrumentation instrumentation) {
    return new Iterable<>() { // No lambda: it would be a hidden class that is never woven.
      @Override
      public Iterator<Iterable<Class<?>>> iterator() {
        return new Listings(instrumentation);
      }
    };
  }

  /**
   * The loaded classes that neither the transformer nor an earlier listing has shown, without those
   * that are never woven. Each is listed once, whatever becomes of it, so that listings end.
   */
  private List<Class<?>> list(Instrumentation instrumentation) {
    List<Class<?>> unwoven = new ArrayList<>();
    HooksInLoaders hooks = new HooksInLoaders();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (!loaded.isArray() && !loaded.isHidden() && instrumentation.isModifiableClass(loaded)) {
        String internalName = loaded.getName().replace('.', '/');
        ClassLoader loader = loaded.getClassLoader();
        if (weaver.includes(loader, internalName) && progress.show(loader, internalName)) {
          hooks.ask(loader);
          unwoven.add(loaded);
        }
      }
    }
    return unwoven;
  }

  /** The listings of one installation; each is made when the one before it is woven. */
  private final class Listings implements Iterator<Iterable<Class<?>>> {
    private final Instrumentation instrumentation;
    private List<Class<?>> next;

    Listings(Instrumentation instrumentation) {
      this.instrumentation = instrumentation;
    }

    @Override
    public boolean hasNext() {
      if (next == null) {
        next = list(instrumentation);
      }
      return !next.isEmpty();
    }

    @Override
    public Iterable<Class<?>> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      List<Class<?>> listing = next;
      next = null;
      return listing;
    }
  }
}
