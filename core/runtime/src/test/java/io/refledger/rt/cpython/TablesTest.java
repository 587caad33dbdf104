package io.refledger.rt.cpython;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.rt.CollectorFaceTest;
import io.refledger.rt.FaceTest;
import io.refledger.rt.GcCallbacksTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables in the comments of this package name tests that are there, and all of them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TablesTest {
  private static final String SOURCES = "src/test/java/io/refledger/rt/cpython/";
  private static final Pattern RESULT = Pattern.compile(" \\*     (?:(\\w+)\\.)?([a-z]\\w+_\\w+)");
  private static final Map<String, Class<?>> OTHERS =
      Map.of(
          "FaceTest", FaceTest.class,
          "CollectorFaceTest", CollectorFaceTest.class,
          "GcCallbacksTest", GcCallbacksTest.class,
          "GcDepthTest", GcDepthTest.class,
          "WeakReferenceTest", WeakReferenceTest.class,
          "WeakRefTest", WeakRefTest.class);

  @ParameterizedTest
  @ValueSource(
      classes = {
        GcTest.class,
        WeakReferenceTest.class,
        AllocationTest.class,
      })
  void table_should_name_the_tests_that_are_there(Class<?> tests) throws IOException {
    Path source = Path.of(SOURCES, tests.getSimpleName() + ".java");
    List<String> named = new ArrayList<>();
    for (String line : Files.readAllLines(source)) {
      if (line.equals(" */")) break;
      var result = RESULT.matcher(line);
      if (!result.matches()) continue;
      if (result.group(1) == null) named.add(result.group(2));
      else assertThat(namesOf(OTHERS.get(result.group(1)))).contains(result.group(2));
    }

    assertThat(named).containsAll(namesOf(tests).toList());
    assertThat(namesOf(tests)).containsAll(named);
  }

  private static Stream<String> namesOf(Class<?> tests) {
    return Stream.of(tests.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(Method::getName);
  }
}
