package io.refledger.it.vectors;

import java.util.List;
import java.util.SortedMap;

/** What is looked at after each step of a program. Objects are named by the ids of the program. */
interface ObservedHeap {
  /** Deaths, finalizers, callbacks, and the collections that nobody asked for. */
  EventLog log();

  /** The refcount of every object that has not died, by id. */
  SortedMap<Integer, Integer> refcountById();

  /** The ids in each generation, in list order. */
  List<List<Integer>> generations();

  /** The ids of the objects that SAVEALL kept. */
  List<Integer> garbage();
}
