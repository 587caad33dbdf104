package io.refledger.agent.attach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CodeOfClassesTest {
  private static final String SAMPLE = Sample.class.getName().replace('.', '/');

  /** Code that reads in all ways. */
  @SuppressWarnings("unused")
  static class Sample implements Cloneable {
    static Object shared;
    Sample next;
    String[][] rows;
    int number;

    Object fields() {
      number++;
      return shared == null ? next : shared;
    }

    void writes(Sample other) {
      next = other;
      shared = other;
    }

    Object element(int i) {
      return rows[i][0];
    }

    int passedOn(Object[] array) {
      return array.length;
    }

    Object ofParameter(Integer[] array) {
      return array[0];
    }

    Object ofResult() {
      return parts()[0];
    }

    private Long[] parts() {
      return new Long[1];
    }

    Object referent(WeakReference<Object> reference) {
      return reference.get();
    }

    Object copy() throws CloneNotSupportedException {
      return clone();
    }

    Object[] copyOf(Number[] array) {
      return array.clone();
    }

    void copyFrom(Character[] array, Object[] to) {
      System.arraycopy(array, 0, to, 0, 1);
    }
  }

  private static CodeReads reads(String method) {
    CodeOfClasses code = new CodeOfClasses();
    code.want(Set.of(SAMPLE));
    try (InputStream in = Sample.class.getResourceAsStream("/" + SAMPLE + ".class")) {
      assertThat(code.transform(null, SAMPLE, null, null, in.readAllBytes())).isNull();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    List<CodeReads> reads = code.reads(SAMPLE, method);
    assertThat(reads).hasSize(1);
    return reads.get(0);
  }

  @Test
  void fields_that_are_read_should_be_named() {
    assertThat(reads("fields").fields)
        .containsExactlyInAnyOrder(SAMPLE + " shared", SAMPLE + " next");
    assertThat(reads("writes").fields).isEmpty();
  }

  @Test
  void elements_should_be_of_the_arrays_that_the_method_meets() {
    CodeReads element = reads("element");
    assertThat(element.readsElements).isTrue();
    assertThat(element.elements).contains("[Ljava/lang/String;", "java/lang/String");
    assertThat(element.fields).containsExactly(SAMPLE + " rows");
    assertThat(reads("ofParameter").elements).containsExactly("java/lang/Integer");
    assertThat(reads("ofResult").elements).containsExactly("java/lang/Long");
    assertThat(reads("passedOn").readsElements).isFalse();
  }

  @Test
  void copies_should_count_as_reads() {
    assertThat(reads("copy").readsOwnFields).isTrue();
    assertThat(reads("copyOf").readsElements).isTrue();
    assertThat(reads("copyOf").elements).contains("java/lang/Number");
    assertThat(reads("copyFrom").readsElements).isTrue();
    assertThat(reads("copyFrom").elements).contains("java/lang/Character");
  }

  @Test
  void owners_of_get_should_be_named() {
    assertThat(reads("referent").getters).containsExactly("java/lang/ref/WeakReference");
  }

  @Test
  void class_that_is_not_wanted_should_not_be_read() {
    CodeOfClasses code = new CodeOfClasses();

    assertThat(code.transform(null, SAMPLE, null, null, new byte[0])).isNull();
    assertThat(code.knows(SAMPLE)).isFalse();
  }
}
