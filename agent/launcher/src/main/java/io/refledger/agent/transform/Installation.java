package io.refledger.agent.transform;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.agent.builder.AgentBuilder.RedefinitionStrategy;
import net.bytebuddy.agent.builder.ResettableClassFileTransformer;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.Nexus;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.utility.JavaModule;

/** Puts woven classes in the place of loaded ones and weaves what is loaded later. */
public final class Installation {
  /** What Byte Buddy's own transformer would do; ours takes its place. */
  private static final AgentBuilder.Transformer NOTHING =
      new AgentBuilder.Transformer() {
        @Override
        public DynamicType.Builder<?> transform(
            DynamicType.Builder<?> builder,
            TypeDescription type,
            ClassLoader loader,
            JavaModule module,
            ProtectionDomain domain) {
          return builder;
        }
      };

  private final GuardedWeaver weaver;
  private final Instrumentation instrumentation;
  private final Progress progress = new Progress();

  private final RedefinitionStrategy.BatchAllocator batches;

  /**
   * An installation of what this weaver makes; for one use.
   *
   * @param isRunning whether the program runs, so that no stop may be long: the JVM exchanges a few
   *     classes at a time
   */
  public Installation(GuardedWeaver weaver, Instrumentation instrumentation, boolean isRunning) {
    this.weaver = weaver;
    this.instrumentation = instrumentation;
    batches =
        isRunning
            ? RedefinitionStrategy.BatchAllocator.ForFixedSize.ofSize(Removal.BATCH)
            : RedefinitionStrategy.BatchAllocator.ForTotal.INSTANCE;
  }

  /**
   * Retransforms the class that defines hidden classes, alone: hidden classes are woven from now
   * on. First, as those that {@link #install} itself brings about are many.
   */
  public void weaveHiddenClasses(Class<?> definer) {
    OneClass transformer = new OneClass(definer, weaver, progress);
    instrumentation.addTransformer(transformer, true);
    try {
      instrumentation.retransformClasses(definer);
    } catch (UnmodifiableClassException e) {
      throw new IllegalStateException("hidden classes cannot be woven: " + e.getMessage(), e);
    } finally {
      instrumentation.removeTransformer(transformer);
    }
  }

  /**
   * Read this first. Adds the transformer and retransforms all other loaded classes.
   *
   * @return the transformer
   */
  public ClassFileTransformer install() {
    AgentBuilder builder = builder(new UnwovenClasses(weaver, progress));
    ClassFileTransformer transformer = builder.installOn(instrumentation);
    progress.end();
    return transformer;
  }

  /**
   * The agent builder. The nexus, through which instrumented classes would find their initializers,
   * is switched off meanwhile: it takes sun.misc.Unsafe, of which newer JVMs warn.
   */
  private AgentBuilder builder(RedefinitionStrategy.DiscoveryStrategy unwovenClasses) {
    System.setProperty(Nexus.PROPERTY, "true");
    try {
      return new AgentBuilder.Default(new ByteBuddy().with(TypeValidation.DISABLED))
          .disableClassFormatChanges()
          .with(RedefinitionStrategy.RETRANSFORMATION)
          .with(batches)
          .with(unwovenClasses)
          .with(new Bisection(weaver.coverage()))
          .with(new DiscoveryFailures(weaver.coverage()))
          .with(replacement())
          .ignore(ElementMatchers.none())
          .type(ElementMatchers.any())
          .transform(NOTHING);
    } finally {
      System.clearProperty(Nexus.PROPERTY);
    }
  }

  /** Puts our transformer in the place of Byte Buddy's. */
  private AgentBuilder.TransformerDecorator replacement() {
    return new AgentBuilder.TransformerDecorator() {
      @Override
      public ResettableClassFileTransformer decorate(ResettableClassFileTransformer byteBuddy) {
        return new WeavingTransformer(byteBuddy, weaver, progress);
      }
    };
  }
}
