/** Boxes and sorts numbers, for which the JDK loads classes that the weaver needs as well. */
public final class Boxed {
  private Boxed() {}

  public static void main(String[] arguments) {
    long large = arguments.length;
    char letter = (char) ('a' + arguments.length);
    Object[] boxes = {(byte) large, (short) large, letter, (int) large, large};
    int[] numbers = {3, 1, 2};
    java.util.Arrays.sort(numbers);
    for (Object box : boxes) {
      System.out.print(box + " ");
    }
    System.out.println(numbers[0]);
  }
}
