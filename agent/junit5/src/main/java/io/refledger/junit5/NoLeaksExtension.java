package io.refledger.junit5;

import io.refledger.api.spi.Connection;
import io.refledger.api.spi.TestBridge;
import io.refledger.api.spi.TestBridge.TestQuestion;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstances;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/*
 *   EACH    beforeEach: an observation begins .. the test .. afterEach: it ends and is judged
 *   CLASS   beforeAll: an observation begins, and is left; beforeEach .. afterEach: it is entered;
 *           afterAll: it ends and is judged
 *
 * An observation is of a thread: a test runs in one, and others come in by tasks.
 */
/** Checks what {@link NoLeaks} says. */
public final class NoLeaksExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        InvocationInterceptor {
  private static final Namespace NAMESPACE = Namespace.create(NoLeaksExtension.class);
  private static final String OF_CLASS = "class";
  private static final String OF_TEST = "test";
  private static final String BEFORE = "before";

  /** For JUnit. */
  public NoLeaksExtension() {}

  /** The observation of all tests of a class. */
  private static final class OfClass {
    private final int observation;
    private final Class<?> owner;
    private volatile boolean hasFailed;

    OfClass(int observation, Class<?> owner) {
      this.observation = observation;
      this.owner = owner;
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    boolean isOfClass =
        Rules.ofClass(context).filter(rule -> rule.scope() == NoLeaks.Scope.CLASS).isPresent();
    if (!isOfClass || ofClass(context) != null) {
      return;
    }
    Mode.requireAgent();
    TestBridge bridge = Connection.tests();
    int observation = bridge.begin();
    bridge.suspend();
    context
        .getStore(NAMESPACE)
        .put(OF_CLASS, new OfClass(observation, context.getRequiredTestClass()));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    Optional<NoLeaks> rule = Rules.of(context);
    if (rule.isEmpty()) {
      return;
    }
    Mode.requireAgent();
    TestBridge bridge = Connection.tests();
    OfClass shared = ofClass(context);
    if (rule.get().scope() == NoLeaks.Scope.CLASS && shared != null) {
      context.getStore(NAMESPACE).put(BEFORE, bridge.suspend());
      bridge.resume(shared.observation);
    } else if (!isFactory(context)) {
      context.getStore(NAMESPACE).put(OF_TEST, bridge.begin());
    }
  }

  /** The tests that a factory makes are checked one by one. */
  private static boolean isFactory(ExtensionContext context) {
    return context
        .getTestMethod()
        .filter(method -> AnnotationSupport.isAnnotated(method, TestFactory.class))
        .isPresent();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Integer before = context.getStore(NAMESPACE).remove(BEFORE, Integer.class);
    if (before != null) {
      Connection.tests().suspend();
      Connection.tests().resume(before);
      ofClass(context).hasFailed |= context.getExecutionException().isPresent();
    }
    Integer observation = context.getStore(NAMESPACE).remove(OF_TEST, Integer.class);
    if (observation != null) {
      boolean hasFailed = context.getExecutionException().isPresent();
      end(context, observation, TestNames.of(context), hasFailed);
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    OfClass shared = ofClass(context);
    if (shared != null && shared.owner == context.getRequiredTestClass()) {
      boolean hasFailed = shared.hasFailed || context.getExecutionException().isPresent();
      end(context, shared.observation, shared.owner.getName(), hasFailed);
    }
  }

  private static OfClass ofClass(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(OF_CLASS, OfClass.class);
  }

  /** A test that has failed has said what is wrong. */
  private static void end(
      ExtensionContext context, int observation, String test, boolean hasFailed) {
    long[] tracked = TrackedObjects.take(observation);
    if (hasFailed) {
      Connection.tests().abandon(observation);
      return;
    }
    RunReportListener.noteCheck();
    TestQuestion question =
        new TestQuestion(test, mayHold(context), tracked, Rules.budgets(context));
    Verdicts.judge(context, test, Connection.tests().end(observation, question));
  }

  /** The test's instances, and what JUnit keeps for the test and closes when it is over. */
  private static Object[] mayHold(ExtensionContext context) {
    List<Object> holders = new ArrayList<>();
    context.getTestInstances().map(TestInstances::getAllInstances).ifPresent(holders::addAll);
    holders.add(context);
    return holders.toArray();
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    warmUp(call, context);
    invocation.proceed();
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    warmUp(call, context);
    invocation.proceed();
  }

  private static void warmUp(ReflectiveInvocationContext<Method> call, ExtensionContext context) {
    int times = Rules.of(context).map(NoLeaks::warmup).orElse(0);
    if (times == 0) {
      return;
    }
    int before = Connection.tests().suspend();
    try {
      for (int i = 0; i < times; i++) {
        ReflectionSupport.invokeMethod(
            call.getExecutable(), call.getTarget().orElse(null), call.getArguments().toArray());
      }
    } finally {
      Connection.tests().resume(before);
    }
  }

  /** The context of a dynamic test knows neither class nor method; that of its factory does. */
  @Override
  public void interceptDynamicTest(
      Invocation<Void> invocation, DynamicTestInvocationContext call, ExtensionContext dynamic)
      throws Throwable {
    ExtensionContext context = factory(dynamic);
    if (Rules.of(context).filter(rule -> rule.scope() == NoLeaks.Scope.EACH).isEmpty()) {
      invocation.proceed();
      return;
    }
    int observation = Connection.tests().begin();
    try {
      invocation.proceed();
    } catch (Throwable failure) {
      end(context, observation, "", true);
      throw failure;
    }
    end(context, observation, TestNames.of(context, dynamic.getUniqueId()), false);
  }

  private static ExtensionContext factory(ExtensionContext dynamic) {
    ExtensionContext context = dynamic;
    while (context.getTestMethod().isEmpty() && context.getParent().isPresent()) {
      context = context.getParent().get();
    }
    return context;
  }
}
