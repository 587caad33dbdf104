package io.refledger.weave;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.weave.spec.Locals;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Constructors, also such as javac does not make: everything dies when it does elsewhere. */
class ConstructorsTest {
  /** The last version whose verifier needs no stack maps. */
  private static final int WITHOUT_FRAMES = Opcodes.V1_5;

  static Stream<Arguments> samples() {
    return Arrays.stream(Samples.class.getDeclaredMethods())
        .filter(m -> m.getParameterCount() == 0 && Modifier.isStatic(m.getModifiers()))
        .filter(m -> !m.isSynthetic())
        .map(Method::getName)
        .flatMap(
            sample ->
                Stream.of(Arguments.of(Locals.EXACT, sample), Arguments.of(Locals.LEAN, sample)));
  }

  @ParameterizedTest
  @EnumSource(names = {"EXACT", "LEAN"})
  void what_a_constructor_took_goes_back_when_it_fails_before_super(Locals locals) {
    List<String> log = new WovenSamples(locals).run("argumentOfSuperThrows");

    assertThat(log)
        .containsExactly(
            "looks at local",
            "dies local",
            "dies temporary",
            "dies e",
            "dies d",
            "caught",
            "dies c",
            "after");
    assertThat(RecordingHooks.leftovers()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void locals_may_end_before_the_method_returns(Locals locals, String sample) {
    checkSame(locals, sample, ConstructorsTest::endLocalsEarly);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void local_0_of_a_constructor_may_be_overwritten(Locals locals, String sample) {
    checkSame(locals, sample, ConstructorsTest::overwriteThis);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_constructor_may_call_super_in_two_places(Locals locals, String sample) {
    checkSame(locals, sample, ConstructorsTest::chooseSuper);
  }

  private static void checkSame(Locals locals, String sample, Consumer<ClassNode> change) {
    List<String> plain = new WovenSamples(locals).run(sample);

    List<String> changed = new WovenSamples(locals, change).run(sample);

    assertThat(changed).isEqualTo(plain);
    assertThat(RecordingHooks.leftovers()).isEmpty();
  }

  /** As the compiler of Groovy does: what is in scope at the end is so up to the return only. */
  private static void endLocalsEarly(ClassNode node) {
    for (MethodNode method : node.methods) {
      if (method.localVariables != null) {
        AbstractInsnNode last = WovenSamples.lastReturn(method);
        LabelNode end = new LabelNode();
        method.instructions.insertBefore(last, end);
        for (LocalVariableNode variable : method.localVariables) {
          int oldEnd = method.instructions.indexOf(variable.end);
          variable.end = oldEnd > method.instructions.indexOf(last) ? end : variable.end;
        }
      }
    }
  }

  private static void overwriteThis(ClassNode node) {
    for (MethodNode method : node.methods) {
      if (method.name.equals("<init>")) {
        AbstractInsnNode last = WovenSamples.lastReturn(method);
        method.instructions.insertBefore(last, new InsnNode(Opcodes.ACONST_NULL));
        method.instructions.insertBefore(last, new VarInsnNode(Opcodes.ASTORE, 0));
      }
    }
  }

  /** As the compiler of Groovy does: several calls, of which a switch takes one. */
  private static void chooseSuper(ClassNode node) {
    if (!node.name.endsWith("$Named")) {
      return;
    }
    node.version = WITHOUT_FRAMES;
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode x : method.instructions.toArray()) {
        if (x instanceof FrameNode) {
          method.instructions.remove(x);
        } else if (x instanceof MethodInsnNode call && call.owner.endsWith("$Base")) {
          call(call, method.instructions);
        }
      }
    }
  }

  private static void call(MethodInsnNode call, InsnList instructions) {
    LabelNode otherwise = new LabelNode();
    LabelNode end = new LabelNode();
    instructions.insertBefore(call, new InsnNode(Opcodes.ICONST_1));
    instructions.insertBefore(call, new JumpInsnNode(Opcodes.IFNE, otherwise));
    instructions.insertBefore(call, call.clone(null));
    instructions.insertBefore(call, new JumpInsnNode(Opcodes.GOTO, end));
    instructions.insertBefore(call, otherwise);
    instructions.insert(call, end);
  }
}
