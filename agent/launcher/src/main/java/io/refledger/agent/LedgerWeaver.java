package io.refledger.agent;

import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.OptionKey;
import io.refledger.agent.transform.ClassWeaver;
import io.refledger.agent.transform.Coverage;
import io.refledger.rt.Installation;
import io.refledger.weave.ClassShape;
import io.refledger.weave.WeaveResult;
import io.refledger.weave.Weaver;
import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.SiteNumbers;
import io.refledger.weave.spec.WeaveRequest;
import java.util.Locale;

/** Weaves classes with sites numbered by the runtime, and makes their shapes known to it. */
final class LedgerWeaver implements ClassWeaver {
  private static final String[] NO_NAMES = {};
  private static final String CONTINUATION = "jdk/internal/vm/Continuation";

  /** Those that never change. */
  private static final String[] CONTINUATION_FIELDS = {"target", "scope"};

  /** Numbers sites in the runtime. */
  private static final SiteNumbers SITES =
      new SiteNumbers() {
        @Override
        public int method(String className, String method, String file, boolean application) {
          return Installation.SITES.method(className, method, file, application);
        }

        @Override
        public int site(int method, int line) {
          return Installation.SITES.site(method, line);
        }

        @Override
        public int storeSite(int method, int line, String owner, String field, String descriptor) {
          return Installation.SITES.storeSite(method, line, owner, field, descriptor);
        }
      };

  private final Coverage coverage;
  private final Weaver jdk;
  private final Weaver application;

  LedgerWeaver(AgentOptions options, Coverage coverage) {
    this.coverage = coverage;
    // The JVM lets nobody redefine this class: its objects' fields are read once they are set.
    Installation.SHAPES.register(null, CONTINUATION, CONTINUATION_FIELDS, NO_NAMES);
    this.jdk = weaver(options, SITES, false);
    this.application = weaver(options, SITES, true);
  }

  private static Weaver weaver(AgentOptions options, SiteNumbers sites, boolean isApplication) {
    Locals locals = Locals.valueOf(options.get(OptionKey.LOCALS).toUpperCase(Locale.ROOT));
    boolean isVerified = options.get(OptionKey.VERIFY) > 0;
    return new Weaver(
        new WeaveRequest(locals, sites, isApplication, isVerified, JavaLang.hugeMethodLimit()));
  }

  /**
   * Weaves class files and forgets the result. After this, every class that weaving needs is
   * loaded: a class that is loaded while it is itself being woven would be a circle.
   */
  static void warmUp(AgentOptions options, Iterable<byte[]> classFiles) {
    Weaver weaver = weaver(options, new Forgotten(), true);
    for (byte[] classFile : classFiles) {
      weaver.weave(classFile);
    }
  }

  @Override
  public byte[] weave(ClassLoader loader, boolean isApplication, byte[] classFile) {
    WeaveResult result = (isApplication ? application : jdk).weave(classFile);
    ClassShape shape = result.shape();
    Installation.SHAPES.register(
        loader,
        shape.internalName(),
        shape.instanceFields().toArray(NO_NAMES),
        shape.staticFields().toArray(NO_NAMES));
    for (WeaveResult.SkippedMethod skipped : result.skipped()) {
      coverage.skipMethod(new Coverage.Skipped(skipped.name(), skipped.reason(), isApplication));
    }
    return result.bytes();
  }

  /** Numbers that nobody looks up. */
  private static final class Forgotten implements SiteNumbers {
    @Override
    public int method(String className, String method, String file, boolean application) {
      return 1;
    }

    @Override
    public int site(int method, int line) {
      return 1;
    }

    @Override
    public int storeSite(int method, int line, String owner, String field, String descriptor) {
      return 1;
    }
  }
}
