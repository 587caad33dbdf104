package io.refledger.it.random;

import io.refledger.weave.spec.Locals;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether a program does the same plain, woven and in the model. */
final class Comparison {
  private static final int CONTEXT = 12;

  private Comparison() {}

  /** The first difference, in words. */
  static Optional<String> difference(Program program, ProgramRuns runs, int index) {
    List<String> model = Interpreter.run(program);
    List<String> printed = model.stream().filter(Comparison::isPrinted).toList();
    return difference("plain", printed, runs.plain(index))
        .or(() -> difference("exact", model, runs.woven(index, Locals.EXACT)))
        .or(() -> difference("lean", model, runs.woven(index, Locals.LEAN)));
  }

  private static boolean isPrinted(String event) {
    return !event.startsWith("dies") && !event.startsWith("collects") && !isSurvivor(event);
  }

  /** Whether an event tells of an object that is alive in the end: static final fields hold it. */
  static boolean isSurvivor(String event) {
    return event.startsWith("lives");
  }

  private static Optional<String> difference(
      String run, List<String> expected, List<String> actual) {
    int at = Arrays.mismatch(expected.toArray(), actual.toArray());
    return at < 0
        ? Optional.empty()
        : Optional.of(
            "%s differs at event %d\nexpected: %s\nactual:   %s"
                .formatted(run, at, around(expected, at), around(actual, at)));
  }

  private static List<String> around(List<String> events, int at) {
    return events.subList(Math.max(0, at - CONTEXT), Math.min(events.size(), at + CONTEXT));
  }

  /** A simpler tape whose program still does not do the same. */
  static int[] shrunk(int[] tape) {
    int[] smallest = tape;
    for (int size = tape.length / 2; size > 0; size /= 2) {
      for (int from = 0; from + size <= smallest.length; ) {
        int[] without = without(smallest, from, size);
        int[] zeroed = smallest.clone();
        Arrays.fill(zeroed, from, from + size, 0);
        if (fails(without)) {
          smallest = without;
        } else if (!Arrays.equals(zeroed, smallest) && fails(zeroed)) {
          smallest = zeroed;
          from += size;
        } else {
          from += size;
        }
      }
    }
    return smallest;
  }

  private static int[] without(int[] tape, int from, int size) {
    int[] shorter = new int[tape.length - size];
    System.arraycopy(tape, 0, shorter, 0, from);
    System.arraycopy(tape, from + size, shorter, from, shorter.length - from);
    return shorter;
  }

  private static boolean fails(int[] tape) {
    Program program = Generator.program(tape);
    try {
      return difference(program, ProgramRuns.compile(List.of(program)), 0).isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
