package io.refledger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.Hooks;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** What the hooks' copy in {@code java.lang} may use of the runtime, which is another package. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DoorClassTest {
  private static final String RUNTIME = "io/refledger/rt/";
  private static final String HOOKS = Type.getInternalName(Hooks.class);

  private final Set<String> inaccessible = new TreeSet<>();

  @Test
  void hooks_should_use_public_members_of_the_runtime_only() throws Exception {
    new ClassReader(JarFixture.classFile(Hooks.class)).accept(new Uses(), 0);

    assertThat(inaccessible).isEmpty();
  }

  @Test
  void hooks_should_have_no_state_and_no_nested_classes() {
    assertThat(Hooks.class.getDeclaredFields()).isEmpty();
    assertThat(Hooks.class.getDeclaredClasses()).isEmpty();
  }

  private void use(String owner, String name, String descriptor) {
    if (owner.startsWith(RUNTIME) && !owner.equals(HOOKS) && !isPublic(owner, name, descriptor)) {
      inaccessible.add(owner + "." + name + descriptor);
    }
  }

  private static boolean isPublic(String owner, String name, String descriptor) {
    try {
      Class<?> type = Class.forName(owner.replace('/', '.'), false, Hooks.class.getClassLoader());
      return Modifier.isPublic(type.getModifiers())
          && (descriptor.startsWith("(")
              ? hasPublicMethod(type, name, descriptor)
              : Modifier.isPublic(type.getField(name).getModifiers()));
    } catch (ClassNotFoundException | NoSuchFieldException e) {
      return false;
    }
  }

  private static boolean hasPublicMethod(Class<?> type, String name, String descriptor) {
    for (var method : type.getMethods()) {
      if (method.getName().equals(name) && Type.getMethodDescriptor(method).equals(descriptor)) {
        return true;
      }
    }
    return name.equals("<init>");
  }

  /** Visits the members that instructions name. */
  private final class Uses extends ClassVisitor {
    Uses() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
          use(owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          use(owner, name, descriptor);
        }
      };
    }
  }
}
