package io.refledger.rt;

/**
 * The numbers that the methods and the places of one woven class have got, in the order in which
 * they were asked for. A class of the same class file that is woven when this one is gone gets the
 * same ones. For one thread at a time.
 */
public final class CodeNumbers {
  private static final int FIRST_CAPACITY = 16;

  /** What two classes have in common that may have the same numbers. */
  final long key;

  /** Whether its class is hidden, so that it goes on its own. */
  final boolean isHidden;

  /** The next one that is free, or that belongs to the same loader. */
  CodeNumbers next;

  private int[] methods = new int[FIRST_CAPACITY];
  private int methodCount;
  private int[] sites = new int[FIRST_CAPACITY];
  private int siteCount;

  /** No numbers yet. */
  public CodeNumbers(long key, boolean isHidden) {
    this.key = key;
    this.isHidden = isHidden;
  }

  /** The n-th method's number, 0 if there are less. */
  public int method(int n) {
    return n < methodCount ? methods[n] : 0;
  }

  /** The n-th place's number, 0 if there are less. */
  public int site(int n) {
    return n < siteCount ? sites[n] : 0;
  }

  /** The number of one method more. */
  public void addMethod(int method) {
    if (methodCount == methods.length) methods = longer(methods);
    methods[methodCount++] = method;
  }

  /** The number of one place more. */
  public void addSite(int site) {
    if (siteCount == sites.length) sites = longer(sites);
    sites[siteCount++] = site;
  }

  private static int[] longer(int[] from) {
    int[] to = new int[2 * from.length];
    System.arraycopy(from, 0, to, 0, from.length);
    return to;
  }
}
