package io.refledger.it.random;

import java.util.Map;

/** Class files as the compiler made them. */
final class PlainClasses extends ClassLoader {
  private final Map<String, byte[]> classFileByName;

  PlainClasses(Map<String, byte[]> classFileByName) {
    super(PlainClasses.class.getClassLoader());
    this.classFileByName = classFileByName;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] classFile = classFileByName.get(name);
    if (classFile == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, classFile, 0, classFile.length);
  }
}
