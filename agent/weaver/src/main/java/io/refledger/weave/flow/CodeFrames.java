package io.refledger.weave.flow;

import org.objectweb.asm.LimitExceededException;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;

/*
 * A class file may declare 65535 locals and as much stack, and use none of it: frames of that size, one
 * an instruction, would be gigabytes. So the sizes are those that the code needs; for code that needs
 * too much the analyser has a limit. The writer of the woven class computes the sizes too, and would mend
 * a class that declares too little, which the JVM refuses.
 */
/** What is in the locals and on the stack before each instruction. */
final class CodeFrames {
  private CodeFrames() {}

  /**
   * The frames of a method; null before an instruction that cannot be reached.
   *
   * @throws AnalyzerException if its bytecode cannot be analysed
   * @throws IllegalArgumentException if it declares less than it needs
   */
  static Frame<StackValue>[] of(ClassNode owner, MethodNode method, StackInterpreter interpreter)
      throws AnalyzerException {
    int stack = method.maxStack;
    int locals = method.maxLocals;
    Frame<StackValue>[] frames = analyze(owner, method, interpreter);
    if (method.maxStack > stack || method.maxLocals > locals) {
      throw new IllegalArgumentException(
          "max_stack=" + stack + ", max_locals=" + locals + ": too few for the code");
    }
    return frames;
  }

  private static Frame<StackValue>[] analyze(
      ClassNode owner, MethodNode method, StackInterpreter interpreter) throws AnalyzerException {
    try {
      return new Analyzer<>(interpreter).analyzeAndComputeMaxs(owner.name, method);
    } catch (LimitExceededException e) {
      throw new AnalyzerException(null, e.getMessage(), e);
    }
  }
}
