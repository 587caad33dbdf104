package io.refledger.agent.attach;

import io.refledger.agent.attach.RunningFrames.Frame;
import io.refledger.rt.ShownPlaces;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jdk.internal.misc.Unsafe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * A frame goes on with the code that its method had when it was entered. When all classes are woven the
 * frames that may be such ones are those that are active: some are woven already, which costs precision
 * and nothing else. What they may read is in the class files from before, which a transformer that
 * stands before the weaver is shown: most of them while all classes are woven, those of frames that
 * were entered meanwhile once more.
 */
/** The frames that were active when the agent came, and what they may read. */
public final class FramesFromBefore {
  private static final Logger LOG = LoggerFactory.getLogger(FramesFromBefore.class);
  private static final Unsafe U = Unsafe.getUnsafe();

  private final Instrumentation instrumentation;
  private final CodeOfClasses code = new CodeOfClasses();

  private FramesFromBefore(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Begins to read the code of active frames; before the transformer that weaves is added. */
  public static FramesFromBefore begin(Instrumentation instrumentation) {
    var frames = new FramesFromBefore(instrumentation);
    frames.code.want(classes(RunningFrames.ofPlatformThreads()));
    instrumentation.addTransformer(frames.code, true);
    return frames;
  }

  private static Set<String> classes(Set<Frame> frames) {
    Set<String> classes = new HashSet<>();
    for (Frame frame : frames) {
      classes.add(frame.internalName());
    }
    return classes;
  }

  /**
   * Tells the runtime what frames from before may read. When all classes are woven, and before the
   * first object is born.
   *
   * @return how many methods have such frames, at most
   */
  public int end(ShownPlaces shown) {
    Map<String, List<Class<?>>> loaded = loaded();
    Set<Frame> frames = RunningFrames.ofAllThreads(instrumentation);
    readMissing(classes(frames), loaded);
    Places places = new Places(loaded);
    for (Frame frame : frames) {
      for (CodeReads reads : code.reads(frame.internalName(), frame.method())) {
        places.add(frame, reads);
      }
    }
    instrumentation.removeTransformer(code);
    places.show(shown);
    return frames.size();
  }

  private Map<String, List<Class<?>>> loaded() {
    Map<String, List<Class<?>>> byName = new HashMap<>();
    for (Class<?> c : instrumentation.getAllLoadedClasses()) {
      byName.computeIfAbsent(c.getName().replace('.', '/'), name -> new ArrayList<>(1)).add(c);
    }
    return byName;
  }

  /**
   * Classes with frames that were entered while all was woven, and superclasses that are copied.
   */
  private void readMissing(Set<String> classes, Map<String, List<Class<?>>> loaded) {
    code.want(classes);
    List<Class<?>> missing = new ArrayList<>();
    for (String name : classes) {
      if (!code.knows(name)) {
        missing.addAll(loaded.getOrDefault(name, List.of()));
      }
    }
    for (Class<?> c : missing) {
      if (instrumentation.isModifiableClass(c) && !c.isHidden()) {
        retransform(c);
      }
    }
  }

  private void retransform(Class<?> c) {
    try {
      instrumentation.retransformClasses(c);
    } catch (UnmodifiableClassException | LinkageError | RuntimeException e) {
      LOG.debug("the code of {} before the agent is not known", c.getName(), e);
    }
  }

  /** The places in the order of their names. */
  private final class Places {
    private final Map<String, List<Class<?>>> loaded;
    private final Set<String> fields = new TreeSet<>();
    private final Set<String> elements = new TreeSet<>();
    private boolean areReferents;

    Places(Map<String, List<Class<?>>> loaded) {
      this.loaded = loaded;
    }

    void add(Frame frame, CodeReads reads) {
      reads.fields.forEach(this::addField);
      if (reads.readsElements) {
        Set<String> met = reads.elements.isEmpty() ? Set.of("java/lang/Object") : reads.elements;
        met.forEach(element -> elements.add(element.replace('/', '.')));
      }
      if (reads.readsOwnFields) {
        addOwnFields(frame.internalName());
      }
      areReferents |= reads.getters.stream().anyMatch(this::isReference);
    }

    private void addField(String ownerAndName) {
      int space = ownerAndName.indexOf(' ');
      String name = ownerAndName.substring(space + 1);
      for (Class<?> owner : loaded.getOrDefault(ownerAndName.substring(0, space), List.of())) {
        Class<?> declaring = owner;
        while (declaring != null && !declares(declaring, name)) {
          declaring = declaring.getSuperclass();
        }
        if (declaring != null) {
          fields.add(declaring.getName() + " " + name);
        }
      }
    }

    /** Of the class itself, and of its superclasses, whose code is read if it was not. */
    private void addOwnFields(String internalName) {
      for (Class<?> c : loaded.getOrDefault(internalName, List.of())) {
        for (Class<?> k = c; k != null && k != Object.class; k = k.getSuperclass()) {
          String name = k.getName().replace('.', '/');
          readMissing(Set.of(name), loaded);
          code.ownFields(name).forEach(this::addField);
        }
      }
    }

    private boolean isReference(String owner) {
      return loaded.getOrDefault(owner, List.of()).stream()
          .anyMatch(java.lang.ref.Reference.class::isAssignableFrom);
    }

    void show(ShownPlaces shown) {
      List<String> classes = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (String field : fields) {
        int space = field.indexOf(' ');
        classes.add(field.substring(0, space));
        names.add(field.substring(space + 1));
      }
      LOG.debug("frames from before may read {}, elements of {}", fields, elements);
      shown.set(
          classes.toArray(String[]::new),
          names.toArray(String[]::new),
          elements.toArray(String[]::new),
          areReferents);
    }
  }

  /** Without loading what reflection would load. */
  private static boolean declares(Class<?> c, String field) {
    try {
      return U.objectFieldOffset(c, field) >= 0;
    } catch (InternalError e) {
      return false;
    }
  }
}
