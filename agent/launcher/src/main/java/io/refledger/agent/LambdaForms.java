package io.refledger.agent;

import io.refledger.rt.LinkedObjects;
import java.lang.reflect.Method;
import jdk.internal.misc.Unsafe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/*
 * The JDK runs method handles, linked call sites and, from 18 on, reflection by lambda forms. It spins
 * a hidden class for a form (`vmentry` is a method of it) and keeps the form in caches, from where the
 * program's own handles get it. What was spun before hidden classes went through the weaver cannot be
 * woven any more; but the JDK itself replaces a form's method when it compiles the form, and whoever
 * calls the form reads the field each time. So the forms are marked as not compiled, and compiled.
 *
 * Call sites that were linked by then keep the method they have. They lie in classes that are never
 * woven, or were linked anew when their class was.
 */
/** The lambda forms that were there before hidden classes were woven. */
final class LambdaForms {
  private static final Logger LOG = LoggerFactory.getLogger(LambdaForms.class);
  private static final Unsafe U = Unsafe.getUnsafe();

  private final Class<?>[] loaded;

  private LambdaForms(Class<?>[] loaded) {
    this.loaded = loaded;
  }

  /** The forms whose hidden classes are among these; nothing is looked up yet. */
  static LambdaForms of(Class<?>[] loaded) {
    return new LambdaForms(loaded);
  }

  /**
   * Has the JDK spin the classes of all forms once more. Never throws: a form that cannot be spun
   * stays as it is, with a line in the log. Allocates; births must be off.
   */
  void spinAgain() {
    long start = System.nanoTime();
    int spun = 0;
    try {
      Class<?> form = Class.forName("java.lang.invoke.LambdaForm");
      Class<?> member = Class.forName("java.lang.invoke.MemberName");
      long method = U.objectFieldOffset(form, "vmentry");
      long owner = U.objectFieldOffset(member, "clazz");
      long isCompiled = U.objectFieldOffset(form, "isCompiled");
      Method compile = form.getDeclaredMethod("compileToBytecode");
      compile.setAccessible(true);
      for (Object found : LinkedObjects.of(form, loaded)) {
        Object entry = found == null ? null : U.getReference(found, method);
        if (entry != null && isOld(U.getReference(entry, owner))) {
          U.putBoolean(found, isCompiled, false);
          compile.invoke(found);
          spun++;
        }
      }
    } catch (Throwable e) {
      LOG.warn("lambda forms that the JDK made before the agent stay unwoven: {}", e.toString());
    }
    LOG.debug("spun {} lambda forms in {} ms", spun, (System.nanoTime() - start) / 1_000_000);
  }

  private boolean isOld(Object owner) {
    if (!(owner instanceof Class<?> c) || !c.isHidden()) {
      return false;
    }
    for (Class<?> old : loaded) {
      if (old == c) {
        return true;
      }
    }
    return false;
  }
}
