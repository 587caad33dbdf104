package io.refledger.agent.cache;

import io.refledger.weave.ClassShape;
import io.refledger.weave.WeaveResult.OutgrownMethod;
import io.refledger.weave.WeaveResult.SkippedMethod;
import io.refledger.weave.template.WovenTemplate;
import java.util.ArrayList;
import java.util.List;

/** Woven templates as bytes. */
final class TemplateCoding {
  private TemplateCoding() {}

  static void encode(WovenTemplate template, ByteWriter out) {
    out.putBytes(template.classFile());
    out.putIntegers(template.operations());
    out.putIntegers(template.patches());
    putTexts(template.strings(), out);
    ClassShape shape = template.shape();
    out.putText(shape.internalName());
    out.putText(shape.superName());
    putTexts(shape.interfaces(), out);
    putTexts(shape.instanceFields(), out);
    putTexts(shape.finalFields(), out);
    putTexts(shape.staticFields(), out);
    putTexts(shape.primitiveFields(), out);
    out.putInteger(shape.isInterface() ? 1 : 0);
    out.putInteger(template.skipped().size());
    for (SkippedMethod skipped : template.skipped()) {
      out.putText(skipped.name());
      out.putText(skipped.reason());
    }
    out.putInteger(template.outgrown().size());
    for (OutgrownMethod outgrown : template.outgrown()) {
      out.putText(outgrown.name());
      out.putInteger(outgrown.plainBytes());
      out.putInteger(outgrown.wovenBytes());
    }
  }

  static WovenTemplate decode(ByteReader in) {
    byte[] classFile = in.bytes();
    int[] operations = in.integers();
    int[] patches = in.integers();
    List<String> strings = texts(in);
    ClassShape shape =
        new ClassShape(
            in.text(),
            in.text(),
            texts(in),
            texts(in),
            texts(in),
            texts(in),
            texts(in),
            in.integer() != 0);
    return new WovenTemplate(
        classFile, shape, skipped(in), outgrown(in), strings, operations, patches);
  }

  private static List<SkippedMethod> skipped(ByteReader in) {
    int count = in.integer();
    List<SkippedMethod> skipped = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      skipped.add(new SkippedMethod(in.text(), in.text()));
    }
    return skipped;
  }

  private static List<OutgrownMethod> outgrown(ByteReader in) {
    int count = in.integer();
    List<OutgrownMethod> outgrown = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      outgrown.add(new OutgrownMethod(in.text(), in.integer(), in.integer()));
    }
    return outgrown;
  }

  private static void putTexts(List<String> texts, ByteWriter out) {
    out.putInteger(texts.size());
    for (String text : texts) {
      out.putText(text);
    }
  }

  private static List<String> texts(ByteReader in) {
    int count = in.integer();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(in.text());
    }
    return texts;
  }
}
