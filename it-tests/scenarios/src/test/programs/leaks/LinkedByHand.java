import java.util.List;

/** A list of its own making: each node is linked behind the one before it. */
class LinkedByHand implements Pattern {
  static final Node HEAD = new Node(-1);
  static Node tail = HEAD;

  static final class Node {
    final int number;
    Node next;

    Node(int number) {
      this.number = number;
    }
  }

  @Override
  public void step(int i, List<Object> keptByMain) {
    Node node = new Node(i);
    // GROWTH 5999 or 6000 LinkedByHand$Node by LinkedByHand$Node.next
    tail.next = node;
    tail = node;
  }
}
