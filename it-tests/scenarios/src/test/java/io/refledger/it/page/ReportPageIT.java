package io.refledger.it.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.it.ForkedJvm;
import io.refledger.it.Jdk;
import io.refledger.it.Jdks;
import io.refledger.it.Product;
import io.refledger.it.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.openqa.selenium.Keys;

/** {@code report.html} of two programs, which run once, in one browser. */
@Tag("browser")
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportPageIT {
  private static final String HOSTILE = "Kept<img src=x onerror=hacked=1>";
  private static final Path PICTURES = Path.of("target", "page");

  @TempDir static Path directory;
  private static Browser browser;

  @BeforeAll
  static void run() throws IOException {
    browser = Browser.start();
    Jdk jdk = Jdks.newest().get(0);
    Path sources = directory.resolve("src/main/java");
    Files.createDirectories(sources);
    Files.copy(Product.program("Paged"), sources.resolve("Paged.java"));
    String classPath = Program.compile("Paged", directory.resolve("classes"));
    Files.write(Path.of(classPath, HOSTILE + ".class"), hostileClass());
    List<ForkedJvm.Running> children =
        List.of(
            start(jdk, "paged", "-cp", classPath, "Paged", HOSTILE),
            start(jdk, "cycle", "-jar", Product.demo("cycle").toString()));
    for (ForkedJvm.Running child : children) {
      ForkedJvm.Result result = child.end();
      assertThat(result.status()).as(result.err()).isZero();
    }
  }

  private static ForkedJvm.Running start(Jdk jdk, String output, String... arguments) {
    return ForkedJvm.on(jdk, directory)
        .shortLived()
        .withAgent("report=html,output=" + output)
        .with(arguments)
        .start();
  }

  private static byte[] hostileClass() {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, HOSTILE, null, "java/lang/Object", null);
    MethodVisitor constructor = type.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    constructor.visitVarInsn(Opcodes.ALOAD, 0);
    constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    constructor.visitInsn(Opcodes.RETURN);
    constructor.visitMaxs(0, 0);
    type.visitEnd();
    return type.toByteArray();
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.open(directory.resolve("paged/report.html"));
  }

  @Test
  void page_should_have_the_verdict_first_and_an_empty_console() {
    assertThat(browser.element("main > section:first-child h1").getText())
        .isEqualTo("3 leaks found.");
    assertThat(browser.texts("main > section > h2"))
        .containsExactly(
            "Findings",
            "Retained bytes by allocation site",
            "Live objects by what holds them",
            "Live objects",
            "Floating garbage over time",
            "Memory as CPython would hold it",
            "Deaths by site",
            "Cycle detector",
            "What was not seen");
    assertThat(browser.console()).isEmpty();
    browser.picture(PICTURES.resolve("light.png"));
  }

  @Test
  void finding_should_unfold_by_keyboard_with_its_path_and_its_line_of_source() {
    browser.tabTo("details.finding:nth-of-type(1) > summary");
    browser.press(Keys.ENTER);

    assertThat(browser.texts("details[open] .path .reference"))
        .containsExactly("Paged.SESSIONS", "HashMap[x]");
    assertThat(browser.texts("details[open] .path .suspect .mark"))
        .containsExactly("suspect reference");
    assertThat(browser.texts("details[open] .source .line.at").get(0))
        .endsWith("SESSIONS.put(\"session \" + i, new Session());");
    browser.picture(PICTURES.resolve("finding.png"));
  }

  @Test
  void filter_should_leave_the_findings_and_rows_that_have_its_words() {
    browser.press("/");
    browser.press("paged$partner");
    browser.await("document.querySelector('#findings .status').textContent !== ''");

    assertThat(browser.texts("details.finding > summary .type")).containsExactly("Paged$Partner");
    assertThat(browser.texts("#deaths tbody .type")).isNotEmpty().containsOnly("Paged$Partner");
    assertThat(browser.texts("#live .pager .status")).allMatch(status -> status.startsWith("none"));
  }

  @Test
  void kind_that_is_switched_off_should_not_be_shown() {
    browser.click("#findings .switches label:nth-of-type(1) input");

    assertThat(browser.texts("details.finding .kind")).isNotEmpty().doesNotContain("GROWTH");
  }

  @Test
  void flame_graph_should_zoom_by_keyboard() {
    browser.tabTo("#retained .cell");
    browser.press(Keys.ARROW_DOWN, Keys.ENTER);

    browser.await("document.querySelector('#retained .cell:nth-of-type(2)').matches(':focus')");
    assertThat(browser.texts("#retained .detail").get(0)).contains("java.util.HashMap");
    browser.press(Keys.ESCAPE);
    browser.await("document.querySelector('#retained .cell:nth-of-type(1)').matches(':focus')");
  }

  @Test
  void table_should_turn_its_pages_and_sort() {
    browser.click("#deaths .pager button:nth-of-type(2)");
    assertThat(browser.texts("#deaths .pager .status").get(0)).startsWith("13–24 of ");

    browser.click("#deaths th:nth-of-type(2) button");
    List<String> types = browser.texts("#deaths tbody .type");
    assertThat(types).isSorted().hasSize(12);
  }

  @Test
  void page_should_be_dark_on_demand_and_white_in_print() {
    browser.click("#theme");
    browser.click("#theme");
    assertThat(background()).isEqualTo("rgb(18, 20, 24)");
    assertThat(browser.barriers()).isEmpty();
    browser.picture(PICTURES.resolve("dark.png"));

    browser.medium("print");
    assertThat(background()).isEqualTo("rgb(255, 255, 255)");
    assertThat(browser.element("header.bar").isDisplayed()).isFalse();
    browser.picture(PICTURES.resolve("print.png"));
    browser.medium("");
    browser.script("localStorage.clear()");
  }

  private static Object background() {
    return browser.script("return getComputedStyle(document.body).backgroundColor");
  }

  @Test
  void page_should_have_no_barrier_when_all_findings_are_open() {
    browser.script("document.querySelectorAll('details').forEach(one => one.open = true)");
    browser.await("document.querySelectorAll('.finding .body').length > 2");

    assertThat(browser.barriers()).isEmpty();
  }

  @Test
  void names_of_the_program_should_be_text_and_nothing_else() {
    browser.script("document.querySelectorAll('details').forEach(one => one.open = true)");
    browser.await("document.querySelectorAll('.finding .body').length > 2");

    assertThat(browser.texts("details.finding > summary .type")).contains(HOSTILE);
    assertThat(browser.element(".command code").getText()).isEqualTo("Paged");
    assertThat(browser.script("return typeof hacked")).isEqualTo("undefined");
    assertThat(browser.script("return document.querySelectorAll('img').length")).isEqualTo(0L);
  }

  @Test
  void fresh_data_should_be_drawn_over_the_old_with_the_choices_of_the_reader() {
    browser.press("/");
    browser.press("partner");
    browser.await("document.querySelector('#findings .status').textContent !== ''");

    browser.script(
        "return refledger.embeddedData().then(data => {"
            + "data.report.totals.live = 123456; refledger.render(data); })");

    assertThat(browser.texts("#verdict .figure:nth-of-type(4) dd").get(0)).isEqualTo("123,456");
    assertThat(browser.texts("details.finding > summary .type")).containsExactly("Paged$Partner");
  }

  @Test
  void cycle_should_be_drawn_whole_with_the_reference_that_closed_it() {
    browser.open(directory.resolve("cycle/report.html"));

    browser.click("details.finding > summary");

    assertThat(browser.texts("svg.cycle text.closing")).containsExactly("Cycle$Partner.other");
    assertThat(browser.texts("svg.cycle text.way")).containsExactly("Cycle$Partner.other");
    assertThat(browser.texts("svg.cycle text.sub"))
        .containsExactly(
            "stored at Cycle.marry (Cycle.java:40)",
            "stored at Cycle.marry (Cycle.java:41)",
            "youngest of the cycle");
    assertThat(browser.console()).isEmpty();
    browser.picture(PICTURES.resolve("cycle.png"));
  }
}
