package io.refledger.rt;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/** A loader that defines the runtime's and the tests' classes anew: another runtime. */
final class SecondRuntime extends ClassLoader {
  private SecondRuntime() {
    super(SecondRuntime.class.getClassLoader());
  }

  /** A runtime that the method {@code run} of a class has set up before any other class of it. */
  static ClassLoader setUpBy(String className) {
    try {
      ClassLoader loader = new SecondRuntime();
      loader.loadClass(className).getDeclaredMethod("run").invoke(null);
      return loader;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** The tests of a class, in that runtime. */
  static Stream<DynamicTest> tests(ClassLoader runtime, String className) {
    try {
      Class<?> type = runtime.loadClass(className);
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
