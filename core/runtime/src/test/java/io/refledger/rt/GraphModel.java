package io.refledger.rt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The slow obvious answer to what happens to a graph: objects with lists of references, counts that
 * are counted anew, deaths by recursion, reachability by a search from the locals.
 */
final class GraphModel {
  private final Node[] locals;
  private final List<Node> all = new ArrayList<>();
  private final List<Integer> deaths = new ArrayList<>();

  /** A graph without objects. */
  GraphModel(int locals) {
    this.locals = new Node[locals];
  }

  /** An object. */
  static final class Node {
    final int id;
    final boolean isArray;
    final Node[] references;
    boolean isDead;

    Node(int id, int references, boolean isArray) {
      this.id = id;
      this.isArray = isArray;
      this.references = new Node[references];
    }
  }

  /** A new object, not held by anything. */
  Node create(int references, boolean isArray) {
    Node node = new Node(all.size(), references, isArray);
    all.add(node);
    return node;
  }

  Node local(int local) {
    return locals[local];
  }

  void setLocal(int local, Node value) {
    Node old = locals[local];
    locals[local] = value;
    released(old);
  }

  void setReference(Node referrer, int index, Node value) {
    Node old = referrer.references[index];
    referrer.references[index] = value;
    released(old);
  }

  /** One reference to {@code node} is gone. */
  private void released(Node node) {
    if (node == null || node.isDead || count(node) > 0) {
      return;
    }
    node.isDead = true;
    deaths.add(node.id);
    int last = node.references.length - 1;
    for (int n = 0; n <= last; n++) {
      setReference(node, node.isArray ? last - n : n, null);
    }
  }

  /** The number of references to an object, by looking everywhere. */
  int count(Node node) {
    int count = 0;
    for (Node local : locals) {
      count += local == node ? 1 : 0;
    }
    for (Node referrer : all) {
      for (Node referent : referrer.references) {
        count += referent == node ? 1 : 0;
      }
    }
    return count;
  }

  /** The collector found these; they refer to nothing any more. */
  void reclaim(Collection<Integer> ids) {
    for (int id : ids) {
      all.get(id).isDead = true;
      Arrays.fill(all.get(id).references, null);
    }
  }

  /** The objects that have not died, by id. */
  List<Node> live() {
    return all.stream().filter(node -> !node.isDead).toList();
  }

  /** Those of the living that no local leads to. */
  List<Node> unreachable() {
    Set<Node> reached = new HashSet<>();
    for (Node local : locals) {
      reach(local, reached);
    }
    return live().stream().filter(node -> !reached.contains(node)).toList();
  }

  private static void reach(Node node, Set<Node> reached) {
    if (node != null && reached.add(node)) {
      for (Node referent : node.references) {
        reach(referent, reached);
      }
    }
  }

  /** The ids of those that died by counts since the last call, in order. */
  List<Integer> takeDeaths() {
    List<Integer> taken = List.copyOf(deaths);
    deaths.clear();
    return taken;
  }
}
