package io.refledger.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/*
 * Layout: PreMain and IsolatedLoader plain; boot/NAME.classdata what the boot loader is to define;
 * inst/NAME.classdata what the isolated loader finds.
 */
/** The part of the agent's jar that the boot loader is to define. */
final class AgentJar {
  private static final String BOOT = "boot/";
  private static final String CLASS = ".classdata";

  private final JarFile jar;

  AgentJar(JarFile jar) {
    this.jar = jar;
  }

  /** Differs between jars of different contents, and is the same for copies of one. */
  String build() {
    CRC32 crc = new CRC32();
    for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
      JarEntry entry = all.nextElement();
      crc.update(entry.getName().getBytes(StandardCharsets.UTF_8));
      for (long rest = entry.getCrc(); rest != 0; rest >>>= Byte.SIZE) {
        crc.update((int) rest);
      }
    }
    return Long.toHexString(crc.getValue());
  }

  /** The class files by internal name, in the order of the jar. */
  Map<String, byte[]> bootClasses() throws IOException {
    Map<String, byte[]> classFiles = new LinkedHashMap<>();
    for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
      JarEntry entry = all.nextElement();
      String name = entry.getName();
      if (name.startsWith(BOOT) && name.endsWith(CLASS) && !name.endsWith("-info" + CLASS)) {
        String internalName = name.substring(BOOT.length(), name.length() - CLASS.length());
        try (InputStream in = jar.getInputStream(entry)) {
          classFiles.put(internalName, in.readAllBytes());
        }
      }
    }
    return classFiles;
  }
}
