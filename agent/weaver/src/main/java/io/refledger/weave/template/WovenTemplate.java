package io.refledger.weave.template;

import io.refledger.weave.ClassShape;
import io.refledger.weave.WeaveResult;
import io.refledger.weave.WeaveResult.OutgrownMethod;
import io.refledger.weave.WeaveResult.SkippedMethod;
import io.refledger.weave.Weaver;
import io.refledger.weave.file.ClassBytes;
import io.refledger.weave.file.ShortConstants;
import io.refledger.weave.spec.ResourceMethods;
import io.refledger.weave.spec.SiteNumbers;
import io.refledger.weave.spec.WeaveRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/*
 * The numbers of sites stand in instructions (SIPUSH). One that is too large there gets an entry of the
 * constant pool, and the instruction turns into an equally long one that loads it (LDC_W): so no
 * instruction moves. The JVM compares each entry that weaving adds to a loaded class with all others.
 */
/**
 * A woven class whose numbers are provisional. Thread-safe.
 *
 * @param classFile the woven class file with provisional numbers; not to be changed
 * @param shape its reference fields
 * @param skipped its methods that could not be woven
 * @param outgrown its methods that are too large to be inlined now
 * @param strings what the operations refer to
 * @param operations what the numbers stand for, see {@link NumberLog}
 * @param patches pairs: where in the class file a number is pushed, and which one
 */
@SuppressWarnings("ArrayRecordComponent") // big, and handed on only
public record WovenTemplate(
    byte[] classFile,
    ClassShape shape,
    List<SkippedMethod> skipped,
    List<OutgrownMethod> outgrown,
    List<String> strings,
    int[] operations,
    int[] patches) {
  private static final byte LDC_W = 19;

  /**
   * Weaves a class with provisional numbers; empty if the class itself has constants that look like
   * them, or too many sites.
   *
   * @param request its sites are not asked
   */
  public static Optional<WovenTemplate> of(byte[] classFile, WeaveRequest request) {
    if (numbersIn(classFile).length > 0) {
      return Optional.empty();
    }
    NumberLog log = new NumberLog(request.resources());
    WeaveResult woven = new Weaver(request.with(log, log)).weave(classFile);
    if (woven.bytes() == null
        || log.count() > NumberLog.MOST
        || !ClassBytes.hasRoom(woven.bytes(), log.count())) {
      return Optional.empty();
    }
    return Optional.of(
        new WovenTemplate(
            woven.bytes(),
            woven.shape(),
            woven.skipped(),
            woven.outgrown(),
            List.copyOf(log.strings()),
            log.operations(),
            numbersIn(woven.bytes())));
  }

  private static int[] numbersIn(byte[] classFile) {
    return ShortConstants.of(classFile, NumberLog.FIRST, NumberLog.MOST);
  }

  /** The class file with numbers of this JVM, which are asked for in the order of weaving. */
  public byte[] link(SiteNumbers sites, ResourceMethods resources) {
    int[] numbers = NumberLog.replay(operations, strings, sites, resources);
    int[] entries = new int[numbers.length];
    int[] large = new int[numbers.length];
    int size = 0;
    for (int n = 0; n < numbers.length; n++) {
      if (numbers[n] != (short) numbers[n]) {
        entries[n] = ClassBytes.entries(classFile) + size;
        large[size++] = numbers[n];
      }
    }
    byte[] linked = ClassBytes.withIntegers(classFile, Arrays.copyOf(large, size));
    push(linked, linked.length - classFile.length, numbers, entries);
    return linked;
  }

  /**
   * @param moved by how much all instructions stand later than in the template
   * @param entries by number, where the constant pool has it; 0 if it stands in the instruction
   */
  private void push(byte[] linked, int moved, int[] numbers, int[] entries) {
    for (int i = 0; i < patches.length; i += 2) {
      int at = patches[i] + moved;
      int n = patches[i + 1];
      if (entries[n] == 0) {
        ClassBytes.putUnsigned(linked, at + 1, numbers[n]);
      } else {
        linked[at] = LDC_W;
        ClassBytes.putUnsigned(linked, at + 1, entries[n]);
      }
    }
  }
}
