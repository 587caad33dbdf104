package io.refledger.weave;

import io.refledger.weave.WeaveResult.SkippedMethod;
import io.refledger.weave.file.ClassBytes;
import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.Scope;
import io.refledger.weave.spec.SiteNumbers;
import io.refledger.weave.spec.WeaveRequest;
import io.refledger.weave.visit.MethodWeaver;
import io.refledger.weave.visit.Resources;
import io.refledger.weave.visit.SpecialMethods;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.commons.JSRInlinerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/**
 * Turns a class file into one that tells the hooks of every reference it moves. Pure: no
 * instrumentation, no class loading. Thread-safe as far as its {@link SiteNumbers} are.
 */
public final class Weaver {
  private static final int LARGEST_METHOD = 65535;

  /** What a class file begins with (JVMS 4.1). */
  private static final int MAGIC = 0xCAFEBABE;

  /** Where a class file has its version: the minor one, then the major one. */
  private static final int VERSION = 4;

  private static final String HELD = ": it holds what it meets until it returns";
  private static final String LEFT = ": it is left as it is";
  private static final String COUNTING_API = "io/refledger/api/Refs";

  /** What is done to one method. */
  private enum Treatment {
    FULL,
    REGION,
    UNTOUCHED
  }

  private final WeaveRequest request;

  /** A weaver for classes of one kind. */
  public Weaver(WeaveRequest request) {
    this.request = request;
  }

  /** The fields that a class declares, without weaving it. */
  public static ClassShape shapeOf(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile)
        .accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return shape(node, Scope.EVERYTHING);
  }

  /**
   * Weaves a class. A method that grows over a size limit holds what it meets until it returns; one
   * that cannot be woven is left as it is. Both are listed with the reason.
   */
  public WeaveResult weave(byte[] classFile) {
    Map<String, Treatment> treatmentByMethod = new HashMap<>();
    Map<String, SkippedMethod> skipped = new LinkedHashMap<>();
    ClassReader reader = new ClassReader(classFile);
    // Not by a buffer: it is the JDK's, and would hold the program's bytes in the books.
    int magic = reader.readInt(0);
    if (magic != MAGIC) {
      throw new IllegalArgumentException(
          "no class file: it begins with " + Integer.toHexString(magic));
    }
    if (ClassBytes.end(classFile) != classFile.length) {
      throw new IllegalArgumentException("bytes behind the end of the class file");
    }
    while (true) {
      ClassNode node = new InlinedClass();
      reader.accept(node, ClassReader.EXPAND_FRAMES);
      WholeInstructions.check(node);
      boolean lacksFrames = lacksFrames(node);
      if (weaveMethods(node, treatmentByMethod, skipped)) {
        byte[] woven = write(node, reader, lacksFrames);
        return new WeaveResult(
            woven,
            shape(node, request.scope()),
            List.copyOf(skipped.values()),
            OutgrownMethods.of(
                node, classFile, woven, request.inlineLimit(), request.application()));
      }
    }
  }

  /**
   * What the JVM shows of a class that it did not verify has no frames. From version 7 on ASM takes
   * the depth of the stack behind a jump from the frame there; in older classes it follows the
   * jumps.
   */
  private static byte[] write(ClassNode node, ClassReader reader, boolean lacksFrames) {
    int version = node.version;
    if (lacksFrames) {
      node.version = Opcodes.V1_6;
    }
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    node.accept(writer);
    byte[] classFile = writer.toByteArray();
    ByteBuffer.wrap(classFile).putInt(VERSION, version);
    return classFile;
  }

  /** Whether some method has jumps or handlers, and no frame. */
  private static boolean lacksFrames(ClassNode node) {
    for (MethodNode method : node.methods) {
      boolean hasFrame = false;
      boolean isBranched = !method.tryCatchBlocks.isEmpty();
      for (AbstractInsnNode x : method.instructions) {
        hasFrame |= x instanceof FrameNode;
        isBranched |=
            x instanceof JumpInsnNode
                || x instanceof TableSwitchInsnNode
                || x instanceof LookupSwitchInsnNode;
      }
      if (isBranched && !hasFrame) {
        return true;
      }
    }
    return false;
  }

  /** Returns false if a method needs another treatment, so that the class must be read again. */
  private boolean weaveMethods(
      ClassNode node,
      Map<String, Treatment> treatmentByMethod,
      Map<String, SkippedMethod> skipped) {
    boolean settled = true;
    Locals locals = localsFor(node);
    for (MethodNode method : node.methods) {
      if (method.instructions.size() == 0) {
        continue;
      }
      String key = method.name + method.desc;
      Treatment treatment = treatmentByMethod.getOrDefault(key, Treatment.FULL);
      if (treatment == Treatment.UNTOUCHED) {
        continue;
      }
      if (!request.application()) {
        method.maxStack = LARGEST_METHOD; // Of boot classes, which it does not verify, no JVM asks.
      }
      String problem = weaveMethod(node, method, treatment, locals);
      if (problem != null) {
        settled = false;
        boolean full = treatment == Treatment.FULL && !problem.startsWith("not analysable");
        treatmentByMethod.put(key, full ? Treatment.REGION : Treatment.UNTOUCHED);
        String result = full ? HELD : LEFT;
        skipped.put(key, new SkippedMethod(nameOf(node, method), problem + result));
      }
    }
    return settled;
  }

  /** The name of a method in reports. */
  static String nameOf(ClassNode node, MethodNode method) {
    return node.name.replace('/', '.') + "." + method.name + method.desc;
  }

  private Locals localsFor(ClassNode node) {
    if (request.locals() != Locals.LEAN) {
      return request.locals();
    }
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode x : method.instructions) {
        if (x instanceof MethodInsnNode call && call.owner.equals(COUNTING_API)) {
          return Locals.EXACT;
        }
      }
    }
    return Locals.LEAN;
  }

  /** Returns the reason why the method cannot be woven like this, or null. */
  private String weaveMethod(
      ClassNode node, MethodNode method, Treatment treatment, Locals locals) {
    int plainSize = sizeOf(method);
    try {
      if (SpecialMethods.weave(node, method) || isOnlySpecial(node)) {
        return null;
      }
      Resources.close(method, request.resources());
      boolean isRegion = treatment == Treatment.REGION;
      MethodWeaver.weave(node, method, request, isRegion ? Locals.OFF : locals, isRegion);
    } catch (AnalyzerException e) {
      return "not analysable: " + e.getMessage();
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
    int wovenSize = sizeOf(method);
    if (wovenSize > LARGEST_METHOD) {
      return "size limit: " + wovenSize + " bytes woven, a method has at most " + LARGEST_METHOD;
    }
    return mayGrow(method, treatment) ? null : growthProblem(plainSize, wovenSize);
  }

  /** The definer of hidden classes has nothing to do with tracked objects in a narrow scope. */
  private boolean isOnlySpecial(ClassNode node) {
    return request.scope().isNarrow() && SpecialMethods.isDefinerOfHiddenClasses(node);
  }

  /**
   * A static initialiser runs once and need not be compiled. Where even a region is too much, right
   * books count for more than compiled code.
   */
  private static boolean mayGrow(MethodNode method, Treatment treatment) {
    return method.name.equals("<clinit>") || treatment == Treatment.REGION;
  }

  private String growthProblem(int plainSize, int wovenSize) {
    int limit = request.hugeMethodLimit();
    if (plainSize > limit || wovenSize <= limit) {
      return null;
    }
    return "size limit: "
        + plainSize
        + " bytes grow to "
        + wovenSize
        + ", methods over "
        + limit
        + " are never compiled";
  }

  private static int sizeOf(MethodNode method) {
    CodeSizeEvaluator evaluator = new CodeSizeEvaluator(null);
    method.accept(evaluator);
    return evaluator.getMaxSize();
  }

  /**
   * A class without subroutines ({@code jsr}, {@code ret}), which versions before 51 may have: each
   * call of one is replaced by its code.
   */
  private static final class InlinedClass extends ClassNode {
    private static final int LAST_WITH_SUBROUTINES = Opcodes.V1_6;

    InlinedClass() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new CodeAttributes(
          (version & 0xffff) > LAST_WITH_SUBROUTINES
              ? method
              : new JSRInlinerAdapter(method, access, name, descriptor, signature, exceptions));
    }
  }

  /**
   * Leaves out the attributes of a method's code that ASM does not know, and the JVM neither: ASM
   * would write them as attributes of the method, where their names may mean something.
   */
  private static final class CodeAttributes extends MethodVisitor {
    private boolean isInCode;

    CodeAttributes(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      isInCode = true;
      super.visitCode();
    }

    @Override
    public void visitAttribute(Attribute attribute) {
      if (!isInCode) {
        super.visitAttribute(attribute);
      }
    }
  }

  /** Whether the stores to a field are counted. */
  private static boolean isCounted(ClassNode owner, FieldNode field, Scope scope) {
    return scope.mayBeTracked(field.desc)
        && (!scope.isNarrow()
            || scope.isTracked(owner.name)
            || scope.isNamedOnlyInWoven(field.desc));
  }

  private static ClassShape shape(ClassNode node, Scope scope) {
    List<String> instanceFields = new ArrayList<>();
    List<String> finalFields = new ArrayList<>();
    List<String> staticFields = new ArrayList<>();
    List<String> primitiveFields = new ArrayList<>();
    for (FieldNode field : node.fields) {
      boolean isStatic = (field.access & Opcodes.ACC_STATIC) != 0;
      boolean isReference = Type.getType(field.desc).getSort() >= Type.ARRAY;
      if (!isReference && !isStatic) {
        primitiveFields.add(field.desc + field.name);
      }
      if (isReference && isCounted(node, field, scope)) {
        (isStatic ? staticFields : instanceFields).add(field.name);
        if (!isStatic && (field.access & Opcodes.ACC_FINAL) != 0) {
          finalFields.add(field.name);
        }
      }
    }
    boolean isInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
    return new ClassShape(
        node.name,
        node.superName,
        List.copyOf(node.interfaces),
        instanceFields,
        finalFields,
        staticFields,
        primitiveFields,
        isInterface);
  }
}
