package io.refledger.weave;

import io.refledger.weave.WeaveResult.OutgrownMethod;
import io.refledger.weave.file.CodeSizes;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds the methods that weaving made too large to be inlined. */
final class OutgrownMethods {
  /** In the JDK's own classes the JVM inlines what has it whatever its size. */
  private static final String FORCE_INLINE = "Ljdk/internal/vm/annotation/ForceInline;";

  private OutgrownMethods() {}

  /**
   * The methods that have at most so many bytes in the one class file and more in the other, but
   * for static initialisers, which run once.
   *
   * @param node the class, its methods in the order of both class files
   */
  static List<OutgrownMethod> of(
      ClassNode node, byte[] plain, byte[] woven, int inlineLimit, boolean isApplication) {
    List<OutgrownMethod> outgrown = new ArrayList<>();
    int[] plainSizes = CodeSizes.of(plain);
    int[] wovenSizes = CodeSizes.of(woven);
    for (int i = 0; i < wovenSizes.length; i++) {
      MethodNode method = node.methods.get(i);
      if (plainSizes[i] <= inlineLimit
          && wovenSizes[i] > inlineLimit
          && !method.name.equals("<clinit>")
          && (isApplication || !isForced(method))) {
        outgrown.add(new OutgrownMethod(Weaver.nameOf(node, method), plainSizes[i], wovenSizes[i]));
      }
    }
    return List.copyOf(outgrown);
  }

  private static boolean isForced(MethodNode method) {
    if (method.visibleAnnotations != null) {
      for (AnnotationNode annotation : method.visibleAnnotations) {
        if (annotation.desc.equals(FORCE_INLINE)) {
          return true;
        }
      }
    }
    return false;
  }
}
