package io.refledger.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.weave.spec.HookNames;
import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.WeaveRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SpecialMethodsTest {
  private static final String THREAD = "java/lang/Thread";
  private static final String NATIVES = "java/lang/invoke/MethodHandleNatives";
  private static final String SET_TARGET =
      "(Ljava/lang/invoke/CallSite;Ljava/lang/invoke/MethodHandle;)V";

  /** In a hook that waits, a hook that waits would wait for ever, until the stack is full. */
  @Test
  void what_hooks_wait_with_should_have_no_hooks() {
    ClassWriter writer = classNamed(THREAD);
    MethodVisitor code = method(writer, "yield", "()V");
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, THREAD, "currentThread", "()L" + THREAD + ";", false);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, THREAD, "hashCode", "()I", false);
    code.visitInsn(Opcodes.POP);
    end(code);

    assertThat(hooksOf(writer)).isEmpty();
  }

  @Test
  void target_of_a_call_site_should_be_a_store_although_the_jvm_writes_it() {
    ClassWriter writer = classNamed("java/lang/invoke/CallSite");
    MethodVisitor code = method(writer, "setTargetNormal", SET_TARGET);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, NATIVES, "setCallSiteTargetNormal", SET_TARGET, false);
    end(code);

    assertThat(hooksOf(writer)).containsExactly("context", "beforeFieldStore", "afterStore");
  }

  /** Its carrier runs it: the hook has the thread, and no context. */
  @Test
  void end_of_a_virtual_thread_should_be_told() {
    ClassWriter writer = classNamed("java/lang/VirtualThread");
    MethodVisitor code = writer.visitMethod(0, "afterDone", "(Z)V", null, null);
    code.visitCode();
    end(code);

    assertThat(hooksOf(writer)).contains("virtualExited");
  }

  private static ClassWriter classNamed(String name) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    return writer;
  }

  private static MethodVisitor method(ClassWriter writer, String name, String descriptor) {
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, name, descriptor, null, null);
    code.visitCode();
    return code;
  }

  private static void end(MethodVisitor code) {
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static List<String> hooksOf(ClassWriter writer) {
    var request =
        new WeaveRequest(
            Locals.LEAN,
            new WovenSamples.CountingSites(),
            false,
            false,
            WeaveRequest.HUGE_METHOD_LIMIT);
    ClassNode node = new ClassNode();
    new ClassReader(new Weaver(request).weave(writer.toByteArray()).bytes()).accept(node, 0);
    List<String> hooks = new ArrayList<>();
    for (AbstractInsnNode x : node.methods.get(0).instructions) {
      if (x instanceof MethodInsnNode call && call.owner.equals(HookNames.OWNER)) {
        hooks.add(call.name);
      }
    }
    return hooks;
  }
}
