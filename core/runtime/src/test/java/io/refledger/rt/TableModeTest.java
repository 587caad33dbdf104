package io.refledger.rt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The tests of the hooks again, in a second runtime that finds objects by the table. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TableModeTest {
  private static final ClassLoader SECOND = secondRuntime();

  /** Defines the runtime's and the tests' classes anew. */
  private static final class SecondRuntime extends ClassLoader {
    SecondRuntime() {
      super(TableModeTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (!name.startsWith("io.refledger.")) return super.loadClass(name, resolve);
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) throw new ClassNotFoundException(name);
        byte[] classFile = in.readAllBytes();
        return defineClass(name, classFile, 0, classFile.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static ClassLoader secondRuntime() {
    try {
      ClassLoader loader = new SecondRuntime();
      Class<?> setup = loader.loadClass("io.refledger.rt.TableModeTest$Setup");
      setup.getDeclaredMethod("run").invoke(null);
      return loader;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Runs in the second runtime, before any other class of it. */
  public static final class Setup {
    private Setup() {}

    /** Asks for the table. */
    public static void run() {
      RuntimeOptions options = RuntimeOptions.current();
      RuntimeOptions.set(
          new RuntimeOptions(options.ledger(), IdentityMode.TABLE, options.softIsStrong(), false));
      if (Installation.SELF_TEST.passed()) throw new AssertionError("identity is not the table");
    }
  }

  @Test
  void first_runtime_should_use_the_header() {
    assertThat(Installation.SELF_TEST.passed()).isTrue();
  }

  @TestFactory
  Stream<DynamicTest> hooks_should_do_the_same_with_the_table() {
    return Stream.of("HooksTest", "ArrayHooksTest", "UnsafeHooksTest", "ReferenceHooksTest")
        .flatMap(TableModeTest::tests);
  }

  private static Stream<DynamicTest> tests(String className) {
    try {
      Class<?> type = SECOND.loadClass("io.refledger.rt." + className);
      return Stream.of(type.getDeclaredMethods())
          .filter(method -> method.isAnnotationPresent(Test.class))
          .map(method -> DynamicTest.dynamicTest(method.getName(), () -> run(type, method)));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static void run(Class<?> type, Method test) throws Throwable {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    test.setAccessible(true);
    try {
      test.invoke(constructor.newInstance());
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
