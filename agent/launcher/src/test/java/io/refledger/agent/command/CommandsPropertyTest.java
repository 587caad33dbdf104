package io.refledger.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/**
 * Whatever another process asks for: an answer, or one line. Nothing is thrown into the program.
 */
class CommandsPropertyTest {
  private Path file;

  @BeforeProperty
  void serve() throws IOException {
    file = Files.createTempFile("answer", ".txt");
    Commands.serve(agent());
  }

  @AfterProperty
  void serveNobody() throws IOException {
    Commands.serve(null);
    Files.delete(file);
  }

  /** Does nothing; some of it fails, in more lines than one. */
  private static Operations agent() {
    return (Operations)
        Proxy.newProxyInstance(
            Operations.class.getClassLoader(),
            new Class<?>[] {Operations.class},
            (proxy, method, arguments) -> answer(method));
  }

  private static Object answer(Method method) throws IOException {
    if (method.getName().equals("audit")) {
      throw new IOException("no\nroom");
    }
    if (method.getReturnType() == int.class) {
      return 0;
    }
    if (method.getReturnType() == long.class) {
      return 0L;
    }
    return method.getReturnType() == Operations.Frozen.class ? new Operations.Frozen(1, 2) : "";
  }

  @Property
  void command_should_be_answered_or_refused_in_one_line(
      @ForAll("commands") String command, @ForAll("arguments") byte[] arguments)
      throws IOException {
    Files.write(file, arguments);

    String problem = Commands.run("command=" + command + ",answer=" + file);

    if (problem == null) {
      String answer = Files.readString(file);
      assertThat(answer).matches("(?s)ok\n.*|error\n[^\n\r]*\n");
    }
  }

  @Property
  void options_of_any_form_should_throw_nothing(@ForAll("commands") String options) {
    Commands.run("command=" + options);
  }

  @Provide
  Arbitrary<String> commands() {
    Arbitrary<String> words =
        Arbitraries.of(
            "audit", "collect", "freeze", "report", "status", "top", "watch", "x\ny", "");
    Arbitrary<String> ends =
        Arbitraries.of("", "", "", "\n", ",", " ", ",answer=", ",answer=\u0000", ",answer=/");
    return words.flatMap(word -> ends.map(end -> word + end));
  }

  @Provide
  Arbitrary<byte[]> arguments() {
    Arbitrary<String> lines =
        Arbitraries.of(
            "/d", "42", "-1", "99999999999999999999", "com.acme.**", "\u0000", "\n", "\r");
    return Arbitraries.oneOf(
        lines.list().ofMaxSize(5).map(all -> bytes(String.join("\n", all))),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(20));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
