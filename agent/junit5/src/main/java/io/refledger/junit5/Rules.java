package io.refledger.junit5;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * The annotations that hold for a test: the nearest one on method, classes from inside, package.
 */
final class Rules {

  private Rules() {}

  /** The rule of a test or a class. */
  static Optional<NoLeaks> of(ExtensionContext context) {
    return elements(context).stream()
        .map(element -> AnnotationSupport.findAnnotation(element, NoLeaks.class))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The rule of the class of a test, whatever the method says. */
  static Optional<NoLeaks> ofClass(ExtensionContext context) {
    return classes(context).stream()
        .map(element -> AnnotationSupport.findAnnotation(element, NoLeaks.class))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** How many objects may be left, by class; the nearest budget for a class counts. */
  static Map<String, Long> budgets(ExtensionContext context) {
    Map<String, Long> budgets = new HashMap<>();
    for (AnnotatedElement element : elements(context)) {
      AnnotationSupport.findRepeatableAnnotations(element, LeakBudget.class)
          .forEach(budget -> budgets.putIfAbsent(budget.type().getTypeName(), budget.max()));
    }
    return budgets;
  }

  private static List<AnnotatedElement> elements(ExtensionContext context) {
    List<AnnotatedElement> elements = new ArrayList<>();
    context.getTestMethod().ifPresent(elements::add);
    elements.addAll(classes(context));
    return elements;
  }

  private static List<AnnotatedElement> classes(ExtensionContext context) {
    List<AnnotatedElement> elements = new ArrayList<>();
    Class<?> innermost = context.getTestClass().orElse(null);
    for (Class<?> c = innermost; c != null; c = c.getEnclosingClass()) {
      elements.add(c);
    }
    if (innermost != null && innermost.getPackage() != null) {
      elements.add(innermost.getPackage());
    }
    return elements;
  }
}
