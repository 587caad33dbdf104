package io.refledger.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.refledger.rt.CodeNumbers;
import io.refledger.rt.Installation;
import io.refledger.weave.spec.SiteNumbers;
import org.objectweb.asm.ClassReader;

/*
 * The weaver asks for numbers in the same order whenever it gets the same class file. So what it gave
 * to a class that is gone fits the n-th time it is asked; and as every answer writes down anew what
 * the number stands for, nothing is wrong if two class files only look the same.
 */
/** The numbers of the code of a class that may be unloaded: those of one that was, if it can be. */
final class ClassNumbers implements SiteNumbers {
  private static final long PRIME = 0x100000001B3L;
  private static final int UTF8 = 1;

  /** What the JDK numbers as it makes it. */
  private static final String[] NUMBERED = {"jdk/internal/reflect/Generated", "$Proxy", "$$Lambda"};

  private final CodeNumbers numbers;
  private final boolean isAgain;
  private int methods;
  private int sites;

  private ClassNumbers(CodeNumbers numbers, boolean isAgain) {
    this.numbers = numbers;
    this.isAgain = isAgain;
  }

  /** The numbers for a class file that is going to be woven. */
  static ClassNumbers of(byte[] classFile, boolean isApplication, boolean isHidden) {
    long key = key(classFile) * PRIME + (isApplication ? 1 : 0) + (isHidden ? 2 : 0);
    CodeNumbers known = Installation.SITES.free.take(key);
    return new ClassNumbers(known != null ? known : new CodeNumbers(key, isHidden), known != null);
  }

  /** What the class has got. */
  CodeNumbers numbers() {
    return numbers;
  }

  @Override
  public int method(String className, String method, String file, boolean application) {
    int known = isAgain ? numbers.method(methods++) : 0;
    if (known != 0) {
      Installation.SITES.methodAgain(known, className, method, file, application);
      return known;
    }
    int number = Installation.SITES.method(className, method, file, application);
    numbers.addMethod(number);
    return number;
  }

  @Override
  public int site(int method, int line) {
    int known = isAgain ? numbers.site(sites++) : 0;
    if (known != 0) {
      Installation.SITES.siteAgain(known, method, line);
      return known;
    }
    int site = Installation.SITES.site(method, line);
    numbers.addSite(site);
    return site;
  }

  @Override
  public int storeSite(int method, int line, String owner, String field, String descriptor) {
    int known = isAgain ? numbers.site(sites++) : 0;
    if (known != 0) {
      Installation.SITES.storeSiteAgain(known, method, line, owner, field, descriptor);
      return known;
    }
    int site = Installation.SITES.storeSite(method, line, owner, field, descriptor);
    numbers.addSite(site);
    return site;
  }

  /** The name is the number's already, if that is known. */
  @Override
  public void local(int site, String name) {
    if (!isAgain) {
      Installation.SITES.local(site, name);
    }
  }

  /**
   * The same for the same class file, and for one that the JDK has made in the same way: there
   * digits in names that have the class's own name in them do not count.
   */
  private static long key(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    String name = reader.getClassName();
    if (!isNumbered(name)) {
      return hash(classFile, 0, classFile.length, false, classFile.length);
    }
    String simple = name.substring(name.lastIndexOf('/') + 1);
    long key = 0;
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at == 0 || classFile[at - 1] != UTF8) {
        continue;
      }
      String text = new String(classFile, at + 2, reader.readUnsignedShort(at), UTF_8);
      byte[] bytes = text.getBytes(UTF_8);
      key = hash(bytes, 0, bytes.length, text.contains(simple), key);
    }
    return hash(classFile, reader.header, classFile.length, false, key);
  }

  private static boolean isNumbered(String name) {
    for (String part : NUMBERED) {
      if (name.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static long hash(byte[] bytes, int from, int to, boolean isWithoutDigits, long start) {
    long hash = start;
    for (int i = from; i < to; i++) {
      boolean isDigit = bytes[i] >= '0' && bytes[i] <= '9';
      if (!isDigit || !isWithoutDigits) {
        hash = (hash ^ (bytes[i] & 0xff)) * PRIME;
      }
    }
    return hash;
  }
}
