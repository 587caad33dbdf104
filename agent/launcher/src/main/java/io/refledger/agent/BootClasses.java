package io.refledger.agent;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.internal.misc.Unsafe;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/*
 * The classes are defined one by one instead of appending a jar to the boot class path: that prints
 * a warning about class data sharing, and loaders that delegate only java.* would not see it. So the
 * one class that woven code names is copied into java.lang.
 */
/** Defines the runtime's and the API's classes in the boot loader. */
final class BootClasses {
  private static final String HOOKS = "io/refledger/rt/Hooks";
  private static final String DOOR = "java/lang/RefLedgerHooks";

  private final Map<String, byte[]> classFiles;

  /** Boot classes with these class files, by internal name. */
  BootClasses(Map<String, byte[]> classFiles) {
    this.classFiles = classFiles;
  }

  /**
   * Defines all classes, opens to their module what they use of the JDK, and defines the door class
   * that woven code calls. Postcondition: none of them is initialised.
   */
  void define(Instrumentation instrumentation) throws StartException {
    byte[] hooks = classFiles.get(HOOKS);
    if (hooks == null) {
      throw new StartException("the agent's jar has no " + HOOKS);
    }
    Module module = null;
    for (String name : inDefinitionOrder()) {
      byte[] classFile = classFiles.get(name);
      Class<?> defined =
          Unsafe.getUnsafe().defineClass(name, classFile, 0, classFile.length, null, null);
      module = defined.getModule();
    }
    open(instrumentation, module);
    defineDoor(hooks);
  }

  /** The names such that superclass and interfaces of each stand before it. */
  List<String> inDefinitionOrder() {
    Set<String> ordered = new LinkedHashSet<>();
    for (String name : classFiles.keySet()) {
      addWithSupertypes(name, ordered);
    }
    return new ArrayList<>(ordered);
  }

  private void addWithSupertypes(String name, Set<String> ordered) {
    if (ordered.contains(name) || !classFiles.containsKey(name)) {
      return;
    }
    ClassReader reader = new ClassReader(classFiles.get(name));
    addWithSupertypes(reader.getSuperName(), ordered);
    for (String parent : reader.getInterfaces()) {
      addWithSupertypes(parent, ordered);
    }
    ordered.add(name);
  }

  private static void open(Instrumentation instrumentation, Module boot) {
    Set<Module> only = Set.of(boot);
    instrumentation.redefineModule(
        Object.class.getModule(),
        only,
        Map.of("jdk.internal.misc", only, "jdk.internal.access", only),
        Map.of("java.lang", only, "java.lang.ref", only),
        Set.of(),
        Map.of());
  }

  private static void defineDoor(byte[] hooks) throws StartException {
    try {
      MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
          .defineClass(renamed(hooks));
    } catch (IllegalAccessException | LinkageError e) {
      throw new StartException("cannot define " + DOOR, e);
    }
  }

  private static byte[] renamed(byte[] hooks) {
    ClassWriter writer = new ClassWriter(0);
    SimpleRemapper names = new SimpleRemapper(org.objectweb.asm.Opcodes.ASM9, HOOKS, DOOR);
    new ClassReader(hooks).accept(new ClassRemapper(writer, names), 0);
    return writer.toByteArray();
  }
}
