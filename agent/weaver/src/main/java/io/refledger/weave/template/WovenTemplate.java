package io.refledger.weave.template;

import io.refledger.weave.ClassShape;
import io.refledger.weave.WeaveResult;
import io.refledger.weave.WeaveResult.OutgrownMethod;
import io.refledger.weave.WeaveResult.SkippedMethod;
import io.refledger.weave.Weaver;
import io.refledger.weave.file.ClassBytes;
import io.refledger.weave.spec.ResourceMethods;
import io.refledger.weave.spec.SiteNumbers;
import io.refledger.weave.spec.WeaveRequest;
import java.util.List;
import java.util.Optional;

/*
 * The numbers of sites stand in the constant pool, where woven code loads them from: there they are
 * exchanged, and no instruction moves.
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
 * @param patches pairs: where in the class file a number stands, and which one
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

  /**
   * Weaves a class with provisional numbers; empty if the class itself has constants that look like
   * them, or has too many sites.
   *
   * @param request its sites are not asked
   */
  public static Optional<WovenTemplate> of(byte[] classFile, WeaveRequest request) {
    if (PoolIntegers.of(classFile).length > 0) {
      return Optional.empty();
    }
    NumberLog log = new NumberLog(request.resources());
    WeaveResult woven = new Weaver(request.with(log, log)).weave(classFile);
    if (log.isFull() || woven.bytes() == null) {
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
            PoolIntegers.of(woven.bytes())));
  }

  /** The class file with numbers of this JVM, which are asked for in the order of weaving. */
  public byte[] link(SiteNumbers sites, ResourceMethods resources) {
    int[] numbers = NumberLog.replay(operations, strings, sites, resources);
    byte[] linked = classFile.clone();
    for (int i = 0; i < patches.length; i += 2) {
      ClassBytes.put(linked, patches[i], numbers[patches[i + 1]]);
    }
    return linked;
  }
}
