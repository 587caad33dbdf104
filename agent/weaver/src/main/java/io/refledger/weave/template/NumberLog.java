package io.refledger.weave.template;

import io.refledger.weave.spec.ResourceMethods;
import io.refledger.weave.spec.SiteNumbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/*
 * What was asked for is kept as it was asked, in operations of an int each for what and for its
 * arguments; strings by their index. The n-th number that was given out is FIRST + n: woven code pushes
 * it with an instruction that has two bytes for it, and hardly a class has such a number itself.
 */
/**
 * Gives out provisional numbers and remembers what they stand for. For one class; not thread-safe.
 */
final class NumberLog implements SiteNumbers, ResourceMethods {
  /** The first provisional number. */
  static final int FIRST = -31_000;

  /** How many there can be. */
  static final int MOST = 14_000;

  private static final int METHOD = 0;
  private static final int SITE = 1;
  private static final int STORE_SITE = 2;
  private static final int LOCAL = 3;
  private static final int OPENER = 4;
  private static final int NULL = -1;

  private final ResourceMethods resources;
  private final Map<String, Integer> indexByString = new HashMap<>();
  private final List<String> strings = new ArrayList<>();
  private int[] operations = new int[256];
  private int size;
  private int methods;
  private int numbers;

  NumberLog(ResourceMethods resources) {
    this.resources = resources;
  }

  @Override
  public int method(String className, String method, String file, boolean application) {
    add(METHOD, string(className), string(method), string(file), application ? 1 : 0);
    return methods++;
  }

  @Override
  public int site(int method, int line) {
    add(SITE, method, line);
    return FIRST + numbers++;
  }

  @Override
  public int storeSite(
      int method, int line, String ownerInternalName, String field, String descriptor) {
    add(STORE_SITE, method, line, string(ownerInternalName), string(field), string(descriptor));
    return FIRST + numbers++;
  }

  @Override
  public void local(int site, String name) {
    add(LOCAL, site - FIRST, string(name));
  }

  @Override
  public int closer(String method) {
    return resources.closer(method);
  }

  @Override
  public int opener(String className, String method, boolean isCloseable) {
    if (resources.opener(className, method, isCloseable) == 0) {
      return 0;
    }
    add(OPENER, string(className), string(method), isCloseable ? 1 : 0);
    return FIRST + numbers++;
  }

  /** How many numbers were given out; more than {@link #MOST}: they are of no use. */
  int count() {
    return numbers;
  }

  /** What was asked for; strings by their index in {@link #strings}. */
  int[] operations() {
    int[] exact = new int[size];
    System.arraycopy(operations, 0, exact, 0, size);
    return exact;
  }

  List<String> strings() {
    return strings;
  }

  /**
   * Asks for everything again.
   *
   * @return the numbers by the order in which provisional ones were given out
   */
  static int[] replay(
      int[] operations, List<String> strings, SiteNumbers sites, ResourceMethods resources) {
    int[] methods = new int[operations.length];
    int[] numbers = new int[operations.length];
    int methodCount = 0;
    int count = 0;
    for (int at = 0; at < operations.length; ) {
      switch (operations[at++]) {
        case METHOD -> {
          String file = operations[at + 2] == NULL ? null : strings.get(operations[at + 2]);
          methods[methodCount++] =
              sites.method(
                  strings.get(operations[at]),
                  strings.get(operations[at + 1]),
                  file,
                  operations[at + 3] != 0);
          at += 4;
        }
        case SITE -> {
          numbers[count++] = sites.site(methods[operations[at]], operations[at + 1]);
          at += 2;
        }
        case STORE_SITE -> {
          numbers[count++] =
              sites.storeSite(
                  methods[operations[at]],
                  operations[at + 1],
                  strings.get(operations[at + 2]),
                  strings.get(operations[at + 3]),
                  strings.get(operations[at + 4]));
          at += 5;
        }
        case LOCAL -> {
          sites.local(numbers[operations[at]], strings.get(operations[at + 1]));
          at += 2;
        }
        case OPENER -> {
          numbers[count++] =
              resources.opener(
                  strings.get(operations[at]),
                  strings.get(operations[at + 1]),
                  operations[at + 2] != 0);
          at += 3;
        }
        default -> throw new IllegalStateException("operation " + operations[at - 1]);
      }
    }
    return numbers;
  }

  private void add(int operation, int... arguments) {
    if (size + 1 + arguments.length > operations.length) {
      int[] wider = new int[2 * operations.length];
      System.arraycopy(operations, 0, wider, 0, size);
      operations = wider;
    }
    operations[size++] = operation;
    for (int argument : arguments) {
      operations[size++] = argument;
    }
  }

  private int string(String text) {
    if (text == null) {
      return NULL;
    }
    Integer known = indexByString.get(text);
    if (known == null) {
      known = strings.size();
      indexByString.put(text, known);
      strings.add(text);
    }
    return known;
  }
}
