package io.refledger.agent.attach;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/*
 * It stands before the transformer that weaves, and changes nothing: so it is shown classes as they were
 * before. Any thread may load a class meanwhile, hence the locks.
 */
/** Reads the unwoven code of some classes while they are retransformed. */
final class CodeOfClasses implements ClassFileTransformer {
  /** Internal names. Guarded by this. */
  private final Set<String> wanted = new HashSet<>();

  /** By class and method, {@code Class method} with internal names. Guarded by this. */
  private final Map<String, List<CodeReads>> reads = new HashMap<>();

  /** By internal name of the class: owner and name of its own references. Guarded by this. */
  private final Map<String, Set<String>> ownFields = new HashMap<>();

  /** From now on these classes are read, by internal name. */
  synchronized void want(Set<String> classes) {
    wanted.addAll(classes);
  }

  /** Whether the code of a class was read. */
  synchronized boolean knows(String internalName) {
    return ownFields.containsKey(internalName);
  }

  /** The methods of this name that were read. */
  synchronized List<CodeReads> reads(String internalName, String method) {
    return new ArrayList<>(reads.getOrDefault(internalName + " " + method, List.of()));
  }

  /** Owner and name, with a space between, of the references that a class declares. */
  synchronized Set<String> ownFields(String internalName) {
    return new HashSet<>(ownFields.getOrDefault(internalName, Set.of()));
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String internalName,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (internalName != null && isWanted(internalName)) {
      read(internalName, classFile);
    }
    return null;
  }

  private synchronized boolean isWanted(String internalName) {
    return wanted.contains(internalName);
  }

  private synchronized void read(String internalName, byte[] classFile) {
    // No lambdas: hidden classes that are made now never are woven.
    Set<String> own = ownFields.getOrDefault(internalName, new HashSet<>());
    ownFields.put(internalName, own);
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public FieldVisitor visitField(
                  int access, String name, String descriptor, String signature, Object value) {
                if (descriptor.startsWith("L") || descriptor.startsWith("[")) {
                  own.add(internalName + " " + name);
                }
                return null;
              }

              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                CodeReads code = new CodeReads(descriptor);
                String key = internalName + " " + name;
                List<CodeReads> ofName = reads.getOrDefault(key, new ArrayList<>());
                ofName.add(code);
                reads.put(key, ofName);
                return code;
              }
            },
            ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
  }
}
