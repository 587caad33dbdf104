package io.refledger.weave.spec;

/**
 * What the weaver has to know beside the class file.
 *
 * @param locals how locals are counted
 * @param sites where sites get their numbers
 * @param application whether the class is the application's (its call sites are context for what
 *     happens inside the JDK)
 * @param clearDeadLocals whether the JVM's own copy of a dead local is nulled, so that an
 *     interpreted frame does not keep it reachable (for the check of deaths)
 * @param hugeMethodLimit the bytes of bytecode over which this JVM never compiles a method
 * @param resources which methods open and close resources
 * @param scope which objects are tracked
 * @param inlineLimit the bytes of bytecode over which this JVM inlines no method
 */
public record WeaveRequest(
    Locals locals,
    SiteNumbers sites,
    boolean application,
    boolean clearDeadLocals,
    int hugeMethodLimit,
    ResourceMethods resources,
    Scope scope,
    int inlineLimit) {

  /** HotSpot's limit, unless it runs with {@code -XX:-DontCompileHugeMethods}. */
  public static final int HUGE_METHOD_LIMIT = 8000;

  /** HotSpot's limit for methods that are called often, {@code -XX:FreqInlineSize}. */
  public static final int INLINE_LIMIT = 325;

  /** A request by which everything is tracked, with HotSpot's limit of what is inlined. */
  public WeaveRequest(
      Locals locals,
      SiteNumbers sites,
      boolean application,
      boolean clearDeadLocals,
      int hugeMethodLimit,
      ResourceMethods resources) {
    this(
        locals,
        sites,
        application,
        clearDeadLocals,
        hugeMethodLimit,
        resources,
        Scope.EVERYTHING,
        INLINE_LIMIT);
  }

  /** A request that watches no resources. */
  public WeaveRequest(
      Locals locals,
      SiteNumbers sites,
      boolean application,
      boolean clearDeadLocals,
      int hugeMethodLimit) {
    this(locals, sites, application, clearDeadLocals, hugeMethodLimit, ResourceMethods.NONE);
  }

  /** The same request with other numbers. */
  public WeaveRequest with(SiteNumbers otherSites, ResourceMethods otherResources) {
    return new WeaveRequest(
        locals,
        otherSites,
        application,
        clearDeadLocals,
        hugeMethodLimit,
        otherResources,
        scope,
        inlineLimit);
  }
}
