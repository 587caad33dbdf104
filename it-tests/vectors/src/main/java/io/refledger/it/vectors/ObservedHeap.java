package io.refledger.it.vectors;

import java.util.List;
import java.util.SortedMap;

/** What is looked at after each step of a program. Objects are named by the ids of the program. */
interface ObservedHeap {
  /** Deaths, finalizers and callbacks since the last call, each a name and a number. */
  List<List<Object>> takeEvents();

  /** Automatic collections since the last call: generation, found, sizes before. */
  List<List<Object>> takeCollections();

  /** The refcount of every object that has not died, by id. */
  SortedMap<Integer, Integer> refcountById();

  /** The ids in each generation, in list order. */
  List<List<Integer>> generations();

  /** The ids of the objects that SAVEALL kept. */
  List<Integer> garbage();
}
