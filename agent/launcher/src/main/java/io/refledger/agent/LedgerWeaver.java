package io.refledger.agent;

import io.refledger.agent.cache.WovenCache;
import io.refledger.agent.option.AgentOptions;
import io.refledger.agent.option.OptionKey;
import io.refledger.agent.transform.ClassWeaver;
import io.refledger.agent.transform.Coverage;
import io.refledger.rt.Installation;
import io.refledger.weave.ClassShape;
import io.refledger.weave.WeaveResult;
import io.refledger.weave.Weaver;
import io.refledger.weave.file.MethodOrder;
import io.refledger.weave.spec.Locals;
import io.refledger.weave.spec.ResourceMethods;
import io.refledger.weave.spec.Scope;
import io.refledger.weave.spec.SiteNumbers;
import io.refledger.weave.spec.WeaveRequest;
import io.refledger.weave.template.WovenTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Weaves classes with sites numbered by the runtime, and makes their shapes known to it. */
final class LedgerWeaver implements ClassWeaver {
  private static final String[] NO_NAMES = {};
  private static final String CONTINUATION = "jdk/internal/vm/Continuation";

  /** Those that never change. */
  private static final String[] CONTINUATION_FIELDS = {"target", "scope"};

  /** What JDK 17 makes for reflection has a loader of its own, as if it were the program's. */
  private static final String GENERATED_BY_JDK = "jdk/internal/reflect/";

  private static final String HIDDEN_CLASS_DEFINER =
      JavaLang.hiddenClassDefiner().getName().replace('.', '/');

  /**
   * One box of each kind. ASM boxes the constants that it reads: a cache of boxes that is loaded
   * later is itself to be woven, and would be its own circle.
   */
  static final Object[] BOXES = {(byte) 0, (short) 0, (char) 0, 0, 0L};

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
        public void local(int site, String name) {
          Installation.SITES.local(site, name);
        }

        @Override
        public int storeSite(int method, int line, String owner, String field, String descriptor) {
          return Installation.SITES.storeSite(method, line, owner, field, descriptor);
        }
      };

  private final Coverage coverage;
  private final boolean watchesResources;
  private final ResourceMethods resources;
  private final WovenCache cache;
  private final WeaveRequest jdkRequest;
  private final WeaveRequest applicationRequest;
  private final Weaver jdk;
  private final Weaver application;
  private final Scope scope;

  LedgerWeaver(
      AgentOptions options,
      Scope scope,
      ResourceMethods resources,
      Coverage coverage,
      WovenCache cache) {
    this.scope = scope;
    this.coverage = coverage;
    this.resources = resources;
    this.cache = cache;
    this.watchesResources = resources != ResourceMethods.NONE;
    // The JVM lets nobody redefine this class: its objects' fields are read once they are set.
    Installation.SHAPES.register(null, CONTINUATION, CONTINUATION_FIELDS, NO_NAMES);
    this.jdkRequest = request(options, scope, resources, SITES, false);
    this.jdk = new Weaver(jdkRequest);
    this.applicationRequest = request(options, scope, resources, SITES, true);
    this.application = new Weaver(applicationRequest);
  }

  /** What woven classes of the JDK depend on, beside the agent, the JVM and the resources. */
  static String identity(AgentOptions options, Scope scope) {
    return options.get(OptionKey.LOCALS)
        + " "
        + (options.get(OptionKey.VERIFY) > 0)
        + " "
        + JavaLang.hugeMethodLimit()
        + " "
        + JavaLang.inlineLimit()
        + " "
        + options.get(OptionKey.TRACK)
        + (scope instanceof TrackedClasses tracked ? tracked.identity() : "");
  }

  private static WeaveRequest request(
      AgentOptions options,
      Scope scope,
      ResourceMethods resources,
      SiteNumbers sites,
      boolean isApplication) {
    Locals locals = Locals.valueOf(options.get(OptionKey.LOCALS).toUpperCase(Locale.ROOT));
    boolean isVerified = options.get(OptionKey.VERIFY) > 0;
    return new WeaveRequest(
        locals,
        sites,
        isApplication,
        isVerified,
        JavaLang.hugeMethodLimit(),
        resources,
        scope,
        JavaLang.inlineLimit());
  }

  /**
   * Weaves class files and forgets the result. After this, every class that weaving needs is
   * loaded: a class that is loaded while it is itself being woven would be a circle.
   */
  static void warmUp(
      AgentOptions options,
      Scope scope,
      ResourceMethods resources,
      WovenCache cache,
      List<byte[]> classFiles) {
    WeaveRequest request = request(options, scope, resources, SiteNumbers.FORGOTTEN, true);
    Weaver weaver = new Weaver(request);
    for (byte[] classFile : classFiles) {
      weaver.weave(classFile);
    }
    MethodOrder order = MethodOrder.of(classFiles.get(0));
    Optional<WovenTemplate> template = WovenTemplate.of(order.classFile(), request);
    if (template.isPresent()) {
      WovenTemplate kept = cache.rehearse(order.classFile(), template.get());
      order.restore(kept.link(SiteNumbers.FORGOTTEN, resources));
    }
  }

  @Override
  public boolean includes(ClassLoader loader, String internalName) {
    return !scope.isNarrow() || !isOfBootLoader(loader) || scope.isTracked(internalName);
  }

  private static boolean isOfBootLoader(ClassLoader loader) {
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  @Override
  public byte[] weave(
      ClassLoader loader, boolean isApplication, boolean isHidden, byte[] classFile) {
    if (scope instanceof TrackedClasses tracked && scope.isNarrow()) {
      ClassHeader header = ClassHeader.of(classFile);
      boolean isDefiner = header.internalName().equals(HIDDEN_CLASS_DEFINER);
      if (!isDefiner && !tracked.weaves(header.internalName(), isOfBootLoader(loader), classFile)) {
        noteUnwoven(loader, header);
        return null;
      }
      if (header.isFinalizable() || !tracked.knows(header.interfaces())) {
        Installation.SCOPE.partial(dotted(header.internalName()));
      }
    }
    ClassNumbers own =
        isHidden || !isPermanent(loader)
            ? ClassNumbers.of(classFile, isApplication, isHidden)
            : null;
    WeaveResult result = weave(classFile, isApplication, own);
    ClassShape shape = result.shape();
    Installation.SHAPES.register(
        loader,
        shape.internalName(),
        shape.instanceFields().toArray(NO_NAMES),
        shape.finalFields().toArray(NO_NAMES),
        shape.staticFields().toArray(NO_NAMES),
        shape.primitiveFields().toArray(NO_NAMES),
        own == null ? null : own.numbers());
    if (watchesResources && !shape.interfaces().isEmpty()) {
      Installation.CLOSEABLES.interfaces(dotted(shape.internalName()), dotted(shape.interfaces()));
    }
    for (WeaveResult.SkippedMethod skipped : result.skipped()) {
      coverage.skipMethod(new Coverage.Skipped(skipped.name(), skipped.reason(), isApplication));
    }
    boolean isPrograms = isApplication && !shape.internalName().startsWith(GENERATED_BY_JDK);
    for (WeaveResult.OutgrownMethod method : result.outgrown()) {
      coverage.outgrow(
          new Coverage.Outgrown(
              method.name(), method.plainBytes(), method.wovenBytes(), isPrograms));
    }
    return result.bytes();
  }

  /**
   * Weaves a class with numbers that are kept for ever, or with its own.
   *
   * @param own null for a class that is never unloaded
   */
  private WeaveResult weave(byte[] classFile, boolean isApplication, ClassNumbers own) {
    if (own != null) {
      WeaveRequest request = isApplication ? applicationRequest : jdkRequest;
      return new Weaver(request.with(own, resources)).weave(classFile);
    }
    return isApplication ? application.weave(classFile) : ofJdk(classFile);
  }

  /** Whether the classes of a loader are never unloaded. */
  private static boolean isPermanent(ClassLoader loader) {
    return isOfBootLoader(loader) || loader == ClassLoader.getSystemClassLoader();
  }

  /** An interface without code of its own is the same woven and unwoven. */
  private static void noteUnwoven(ClassLoader loader, ClassHeader header) {
    if (header.isInterface() && !header.hasDefaultMethods()) {
      Installation.SHAPES.register(loader, header.internalName(), NO_NAMES, NO_NAMES);
    }
  }

  private WeaveResult ofJdk(byte[] received) {
    if (!cache.isOn()) {
      return jdk.weave(received);
    }
    MethodOrder order = MethodOrder.of(received);
    byte[] classFile = order.classFile();
    Optional<WovenTemplate> known = cache.find(classFile);
    if (known.isEmpty()) {
      known = WovenTemplate.of(classFile, jdkRequest);
      if (known.isEmpty()) {
        return jdk.weave(received);
      }
      cache.add(classFile, known.get());
    }
    WovenTemplate template = known.get();
    byte[] woven = order.restore(template.link(SITES, resources));
    return new WeaveResult(woven, template.shape(), template.skipped(), template.outgrown());
  }

  private static String dotted(String internalName) {
    return internalName.replace('/', '.');
  }

  private static String[] dotted(List<String> internalNames) {
    String[] names = new String[internalNames.size()];
    for (int i = 0; i < names.length; i++) {
      names[i] = dotted(internalNames.get(i));
    }
    return names;
  }
}
