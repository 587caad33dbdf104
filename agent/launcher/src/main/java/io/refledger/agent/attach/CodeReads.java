package io.refledger.agent.attach;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/*
 * A method gets a reference from a parameter, a result, a field, an array or a weak reference; the
 * first two are dealt with where they are passed. Of arrays their static types are noted wherever the
 * method meets one: an element that it reads is of an array of such a type, or of a subtype.
 */
/** What the code of one method, unwoven, may read references from. */
final class CodeReads extends MethodVisitor {
  private static final String OBJECT = "java/lang/Object";
  private static final String UNSAFE = "/misc/Unsafe";

  /** Owner and name of each field, as instructions name them, with a space between. */
  final Set<String> fields = new HashSet<>();

  /** Internal names of classes of whose objects it meets arrays. */
  final Set<String> elements = new HashSet<>();

  /** Owners of methods {@code get} without parameters: references, maybe. */
  final Set<String> getters = new HashSet<>();

  /** Whether it reads elements, of whatever arrays it meets. */
  boolean readsElements;

  /** Whether it copies objects whole, or reads places that it does not name. */
  boolean readsOwnFields;

  /** The reads of a method with this descriptor. */
  CodeReads(String descriptor) {
    super(Opcodes.ASM9);
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      meet(parameter);
    }
  }

  private void meet(Type type) {
    Type array = type;
    while (array.getSort() == Type.ARRAY) {
      array = Type.getType(array.getDescriptor().substring(1));
      if (array.getSort() == Type.ARRAY || array.getSort() == Type.OBJECT) {
        elements.add(array.getInternalName());
      }
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    Type type = Type.getType(descriptor);
    boolean isRead = opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC;
    if (isRead && type.getSort() >= Type.ARRAY) {
      fields.add(owner + " " + name);
      meet(type);
    }
  }

  @Override
  public void visitInsn(int opcode) {
    readsElements |= opcode == Opcodes.AALOAD;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.CHECKCAST) {
      meet(Type.getObjectType(type));
    } else if (opcode == Opcodes.ANEWARRAY) {
      elements.add(type);
      meet(Type.getObjectType(type));
    }
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    meet(Type.getType(descriptor));
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    meet(Type.getReturnType(descriptor));
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    Type result = Type.getReturnType(descriptor);
    meet(result);
    if (name.equals("get") && descriptor.equals("()Ljava/lang/Object;")) {
      getters.add(owner);
    } else if (name.equals("clone")) {
      readsElements |= owner.startsWith("[");
      readsOwnFields |= !owner.startsWith("[");
      meet(Type.getObjectType(owner));
    } else if (owner.equals("java/lang/System") && name.equals("arraycopy")) {
      readsElements = true;
    } else if (owner.equals("java/lang/reflect/Array") && name.equals("get")) {
      readsElements = true;
      elements.add(OBJECT);
    } else if (owner.endsWith(UNSAFE) && result.getSort() == Type.OBJECT) {
      readsElements = true;
      readsOwnFields = true;
    }
  }
}
