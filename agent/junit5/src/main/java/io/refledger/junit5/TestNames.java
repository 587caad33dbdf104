package io.refledger.junit5;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Names of tests in findings: the same in every run. */
final class TestNames {
  private static final String NUMBER = ":#";

  private TestNames() {}

  /**
   * {@code com.acme.LoginTest.opens}; with the numbers of what is run several times or made by a
   * factory: {@code com.acme.LoginTest.opens[2]}.
   */
  static String of(ExtensionContext context) {
    return of(context, context.getUniqueId());
  }

  /** The name of what has this unique id, and is run by the method of this context. */
  static String of(ExtensionContext context, String id) {
    String method = context.getTestMethod().map(Method::getName).orElse(context.getDisplayName());
    var name = new StringBuilder(context.getRequiredTestClass().getName());
    name.append('.').append(method);
    for (int at = id.indexOf(NUMBER); at >= 0; at = id.indexOf(NUMBER, at + 1)) {
      int end = id.indexOf(']', at);
      name.append('[').append(id, at + NUMBER.length(), end).append(']');
    }
    return name.toString();
  }
}
