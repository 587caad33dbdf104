package io.refledger.agent;

import io.refledger.agent.option.ClassPatterns;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;

/*
 * Read from the class path before the program runs: the directories of its archives, and the heads of
 * the classes that the patterns choose, and of their interfaces. A class that other loaders bring may
 * have interfaces that are not known here; TrackedClasses deals with that. No lambdas, as in all that
 * runs before the program.
 */
/** The interfaces of the tracked classes, as far as the class path tells. */
final class Interfaces {
  private static final String SUFFIX = ".class";

  private final ClassPatterns patterns;
  private final List<Path> directories = new ArrayList<>();
  private final List<ZipFile> archives = new ArrayList<>();
  private final Deque<String> toRead = new ArrayDeque<>();
  private final Set<String> found = new HashSet<>();

  private Interfaces(ClassPatterns patterns) {
    this.patterns = patterns;
  }

  /** Their internal names, among which are some of tracked classes. */
  static Set<String> onClassPath(ClassPatterns patterns, String classPath) {
    Interfaces search = new Interfaces(patterns);
    try {
      for (String entry : classPath.split(File.pathSeparator)) {
        search.open(new File(entry));
      }
      search.follow();
    } finally {
      search.close();
    }
    return search.found;
  }

  private void open(File entry) {
    try {
      if (entry.isDirectory()) {
        directories.add(entry.toPath());
        listDirectory(entry.toPath());
      } else if (entry.isFile()) {
        ZipFile archive = new ZipFile(entry);
        archives.add(archive);
        listArchive(archive);
      }
    } catch (IOException e) {
      // The class path may name what is no archive; its classes are not known then.
    }
  }

  private void listArchive(ZipFile archive) {
    Enumeration<? extends ZipEntry> entries = archive.entries();
    while (entries.hasMoreElements()) {
      list(entries.nextElement().getName());
    }
  }

  private void listDirectory(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            list(directory.relativize(file).toString().replace(File.separatorChar, '/'));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void list(String file) {
    if (file.endsWith(SUFFIX)) {
      String name = file.substring(0, file.length() - SUFFIX.length());
      if (patterns.tracks(name.replace('/', '.'))) {
        add(name);
      }
    }
  }

  private void add(String internalName) {
    if (found.add(internalName)) {
      toRead.add(internalName);
    }
  }

  private void follow() {
    while (!toRead.isEmpty()) {
      byte[] classFile = classFile(toRead.remove() + SUFFIX);
      if (classFile != null) {
        ClassReader reader = new ClassReader(classFile);
        for (String each : reader.getInterfaces()) {
          add(each);
        }
      }
    }
  }

  /** Null if it cannot be read. */
  private byte[] classFile(String file) {
    try (InputStream in = open(file)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }

  private InputStream open(String file) throws IOException {
    for (Path directory : directories) {
      if (Files.isRegularFile(directory.resolve(file))) {
        return Files.newInputStream(directory.resolve(file));
      }
    }
    for (ZipFile archive : archives) {
      ZipEntry entry = archive.getEntry(file);
      if (entry != null) {
        return archive.getInputStream(entry);
      }
    }
    return ClassLoader.getPlatformClassLoader().getResourceAsStream(file);
  }

  private void close() {
    for (ZipFile archive : archives) {
      try {
        archive.close();
      } catch (IOException e) {
        // It was only read.
      }
    }
  }
}
