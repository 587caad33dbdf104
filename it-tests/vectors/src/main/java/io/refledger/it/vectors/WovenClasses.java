package io.refledger.it.vectors;

import io.refledger.rt.Hooks;
import io.refledger.rt.Installation;
import io.refledger.weave.ClassShape;
import io.refledger.weave.WeaveResult;
import io.refledger.weave.Weaver;
import io.refledger.weave.spec.HookNames;
import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.SiteNumbers;
import io.refledger.weave.spec.WeaveRequest;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/** Weaves classes, and defines them beside the runtime. */
public final class WovenClasses extends ClassLoader {
  private static final String[] NO_NAMES = {};

  /** Programs run once: that a method is too large to be compiled does not matter. */
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final Weaver weaver;
  private final Map<String, byte[]> classFileByName;

  /** A loader of these class files, which are woven when they are needed. */
  public WovenClasses(Map<String, byte[]> classFileByName, Locals locals) {
    super(WovenClasses.class.getClassLoader());
    weaver = new Weaver(new WeaveRequest(locals, new RuntimeSites(), true, false, NO_LIMIT));
    this.classFileByName = classFileByName;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] plain = classFileByName.get(name);
    if (plain == null) {
      throw new ClassNotFoundException(name);
    }
    WeaveResult result = weaver.weave(plain);
    if (!result.skipped().isEmpty()) {
      throw new IllegalArgumentException("cannot be woven: " + result.skipped());
    }
    ClassShape shape = result.shape();
    Installation.SHAPES.register(
        this,
        shape.internalName(),
        shape.instanceFields().toArray(NO_NAMES),
        shape.finalFields().toArray(NO_NAMES),
        shape.staticFields().toArray(NO_NAMES));
    byte[] woven = withoutDoor(result.bytes());
    return defineClass(name, woven, 0, woven.length);
  }

  /** Calls the hooks where they are: no agent has put a door to them into java.lang. */
  private static byte[] withoutDoor(byte[] woven) {
    var writer = new ClassWriter(0);
    String hooks = Hooks.class.getName().replace('.', '/');
    var toHooks = new SimpleRemapper(Opcodes.ASM9, Map.of(HookNames.OWNER, hooks));
    new ClassReader(woven).accept(new ClassRemapper(writer, toHooks), 0);
    return writer.toByteArray();
  }

  /** Numbers sites in the runtime. */
  private static final class RuntimeSites implements SiteNumbers {
    @Override
    public int method(String className, String method, String file, boolean application) {
      return Installation.SITES.method(className, method, file, application);
    }

    @Override
    public int site(int method, int line) {
      return Installation.SITES.site(method, line);
    }

    @Override
    public int storeSite(int method, int line, String owner, String field, String descriptor) {
      return Installation.SITES.storeSite(method, line, owner, field, descriptor);
    }
  }
}
