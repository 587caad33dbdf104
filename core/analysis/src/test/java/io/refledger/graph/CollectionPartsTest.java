package io.refledger.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CollectionPartsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.util.ArrayList               | java.util.ArrayList#elementData         | [Ljava.lang.Object;
          com.acme.Names                    | java.util.ArrayList#elementData         | [Ljava.lang.Object;
          java.util.LinkedHashMap           | java.util.HashMap#table                 | [Ljava.util.HashMap$Node;
          java.util.LinkedHashMap           | java.util.LinkedHashMap#head            | java.util.LinkedHashMap$Entry
          [Ljava.util.HashMap$Node;         | [x]                                     | java.util.HashMap$TreeNode
          java.util.HashMap$Node            | java.util.HashMap$Node#next             | java.util.HashMap$Node
          java.util.TreeSet                 | java.util.TreeSet#m                     | java.util.TreeMap
          java.util.concurrent.ConcurrentHashMap$KeySetView | java.util.concurrent.ConcurrentHashMap$CollectionView#map | java.util.concurrent.ConcurrentHashMap
          java.util.concurrent.ConcurrentHashMap$ForwardingNode | java.util.concurrent.ConcurrentHashMap$ForwardingNode#nextTable | [Ljava.util.concurrent.ConcurrentHashMap$Node;
          java.util.concurrent.LinkedBlockingQueue | java.util.concurrent.LinkedBlockingQueue#head | java.util.concurrent.LinkedBlockingQueue$Node
          java.util.ImmutableCollections$ListN | java.util.ImmutableCollections$ListN#elements | [Ljava.lang.Object;
          com.acme.Worker                   | java.lang.Thread#threadLocals           | java.lang.ThreadLocal$ThreadLocalMap
          java.lang.ThreadLocal$ThreadLocalMap | java.lang.ThreadLocal$ThreadLocalMap#table | [Ljava.lang.ThreadLocal$ThreadLocalMap$Entry;
          [Ljava.lang.ThreadLocal$ThreadLocalMap$Entry; | [x]                         | java.lang.ThreadLocal$ThreadLocalMap$Entry
          """)
  void part_should_be_told(String referrer, String reference, String referent) {
    assertThat(CollectionParts.leadsToPart(referrer, reference, referent)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [Ljava.lang.Object;               | [x]                                     | com.acme.Session
          [Ljava.lang.Object;               | [x]                                     | java.util.HashMap$Node
          [Ljava.lang.Object;               | [x]                                     | [Lcom.acme.Session;
          java.util.HashMap$Node            | java.util.HashMap$Node#value            | java.util.HashMap
          java.util.HashMap$Node            | java.util.HashMap$Node#value            | [Lcom.acme.Session;
          java.util.HashMap$Node            | java.util.HashMap$Node#value            | java.util.HashMap$Node
          java.util.concurrent.ConcurrentHashMap$Node | java.util.concurrent.ConcurrentHashMap$Node#val | [B
          java.util.Optional                | java.util.Optional#value                | [Lcom.acme.Session;
          java.util.concurrent.atomic.AtomicReference | java.util.concurrent.atomic.AtomicReference#value | [Lcom.acme.Session;
          java.util.Collections$SynchronizedMap | java.util.Collections$SynchronizedMap#m | java.util.HashMap
          com.acme.Registry                 | com.acme.Registry#sessions              | [Lcom.acme.Session;
          com.acme.Registry                 | com.acme.Registry#latest                | java.util.AbstractMap$SimpleEntry
          com.acme.Registry                 | com.acme.Registry#byName                | java.util.HashMap
          """)
  void element_should_be_told_from_a_part(String referrer, String reference, String referent) {
    assertThat(CollectionParts.leadsToPart(referrer, reference, referent)).isFalse();
  }
}
