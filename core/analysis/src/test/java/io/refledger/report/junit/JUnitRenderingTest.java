package io.refledger.report.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.refledger.report.ReportFixture;
import io.refledger.report.ReportModel;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JUnitRenderingTest {

  @Test
  void finding_that_fails_the_gate_should_be_a_failed_test_and_a_suppressed_one_skipped()
      throws Exception {
    Element suite = render(ReportFixture.gateFailed());

    assertThat(counts(suite)).containsExactly("3", "1", "0", "1");
    Element failure = only(suite, "failure");
    assertThat(failure.getAttribute("type")).isEqualTo("GROWTH");
    assertThat(failure.getAttribute("message"))
        .isEqualTo(
            "52 com.acme.Session, Remove the session from Login.SESSIONS when it ends.: GROWTH"
                + " fails this gate");
    assertThat(failure.getTextContent()).contains("╰→ com.acme.Session");
    assertThat(only(suite, "skipped").getAttribute("message"))
        .isEqualTo("suppressed by CYCLE:com.acme.* -- couples stay together");
  }

  @Test
  void clean_report_should_have_a_test_that_passed() throws Exception {
    Element suite = render(ReportFixture.clean());

    assertThat(counts(suite)).containsExactly("2", "0", "0", "0");
    Element seen = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(seen.getAttribute("name")).isEqualTo("everything was seen");
  }

  @Test
  void incomplete_report_should_be_an_error() throws Exception {
    Element suite = render(ReportFixture.incomplete());

    assertThat(counts(suite)).containsExactly("2", "0", "1", "0");
    assertThat(only(suite, "error").getTextContent()).contains("1 underflow met");
  }

  @Test
  void characters_that_xml_cannot_hold_should_be_replaced() {
    assertThat(XmlText.of("a\u0000b\uD800c\t<&>\uFFFE")).isEqualTo("a\uFFFDb\uFFFDc\t<&>\uFFFD");
    assertThat(XmlText.of("\uD83D\uDE00")).isEqualTo("\uD83D\uDE00");
  }

  private static List<String> counts(Element suite) {
    List<String> counts = new ArrayList<>();
    for (String name : List.of("tests", "failures", "errors", "skipped")) {
      counts.add(suite.getAttribute(name));
    }
    return counts;
  }

  private static Element only(Element suite, String name) {
    NodeList elements = suite.getElementsByTagName(name);
    assertThat(elements.getLength()).isEqualTo(1);
    return (Element) elements.item(0);
  }

  private static Element render(ReportModel model) throws Exception {
    var out = new StringWriter();
    new JUnitRendering().render(model, out);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(out.toString())))
        .getDocumentElement();
  }
}
