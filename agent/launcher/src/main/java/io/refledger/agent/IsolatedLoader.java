package io.refledger.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/*
 * Classes are entries inst/NAME.classdata, so that the application's loader, which has the agent's
 * jar on its class path, does not find them; resources are entries inst/NAME. The platform loader is
 * the parent: nothing of the application is visible here, and nothing of this to the application.
 */
/** The loader of the agent's own classes, whose unnamed module alone sees JDK internals. */
public final class IsolatedLoader extends ClassLoader {
  private static final String PREFIX = "inst/";

  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;

  /** A loader of the classes in the agent's jar; it sees nothing of the application. */
  public IsolatedLoader(JarFile jar) {
    this(jar, ClassLoader.getPlatformClassLoader());
  }

  /** A loader of the classes in the agent's jar that are not found in {@code parent}. */
  IsolatedLoader(JarFile jar, ClassLoader parent) {
    super("refledger", parent);
    this.jar = jar;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = entry(PREFIX + name.replace('.', '/') + ".classdata");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  @Override
  protected URL findResource(String name) {
    byte[] bytes = entry(PREFIX + name);
    return bytes == null ? null : urlOf(name, bytes);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL url = findResource(name);
    return url == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(Collections.singleton(url));
  }

  private byte[] entry(String name) {
    JarEntry entry = jar.getJarEntry(name);
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " in " + jar.getName(), e);
    }
  }

  @SuppressWarnings("deprecation") // URL.of, the successor from JDK 20 on, is not in 17.
  private static URL urlOf(String name, byte[] bytes) {
    try {
      return new URL(null, "refledger:/" + name, new EntryHandler(bytes));
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Opens one entry of the jar, which is read already. */
  private static final class EntryHandler extends URLStreamHandler {
    private final byte[] bytes;

    EntryHandler(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(bytes);
        }
      };
    }
  }
}
