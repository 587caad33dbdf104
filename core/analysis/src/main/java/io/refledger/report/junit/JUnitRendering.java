package io.refledger.report.junit;

import io.refledger.leak.Finding;
import io.refledger.report.Gating;
import io.refledger.report.Rendering;
import io.refledger.report.ReportModel;
import io.refledger.report.text.FindingText;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/*
 * The form is the one that Surefire writes, which build servers read. There is always a first test,
 * that everything was seen, so that a report without findings is not one without tests. A finding is
 * a test: failed if it fails the gate (without a gate, if it makes the verdict), skipped if it is
 * excused, else passed.
 */
/** Writes {@code TEST-refledger.xml}. */
public final class JUnitRendering implements Rendering {
  private static final String SUITE = "RefLedger";

  @Override
  public String fileName() {
    return "TEST-refledger.xml";
  }

  @Override
  public void render(ReportModel model, Writer out) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      writeSuite(xml, model);
      xml.writeEndDocument();
      xml.writeCharacters("\n");
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException(fileName() + " cannot be written", e);
    }
  }

  private static void writeSuite(XMLStreamWriter xml, ReportModel model) throws XMLStreamException {
    List<Finding> findings = model.findings();
    long failed = findings.stream().filter(finding -> failure(model, finding).isPresent()).count();
    long skipped = findings.stream().filter(finding -> excuse(finding).isPresent()).count();
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", SUITE);
    xml.writeAttribute("tests", String.valueOf(findings.size() + 1));
    xml.writeAttribute("failures", String.valueOf(failed));
    xml.writeAttribute("errors", failsForUnseen(model) ? "1" : "0");
    xml.writeAttribute("skipped", String.valueOf(skipped));
    writeWhetherSeen(xml, model);
    for (Finding finding : findings) {
      writeFinding(xml, model, finding);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
  }

  private static boolean failsForUnseen(ReportModel model) {
    return model.gating().isGated()
        ? model.gating().failsForUnseen()
        : !model.incomplete().isEmpty();
  }

  private static void writeWhetherSeen(XMLStreamWriter xml, ReportModel model)
      throws XMLStreamException {
    List<String> reasons =
        model.gating().failsForUnseen()
            ? model.gating().failures().stream()
                .filter(failure -> failure.id().isEmpty())
                .map(Gating.Failure::reason)
                .toList()
            : model.incomplete();
    startTest(xml, SUITE, "everything was seen");
    String text = String.join("\n", reasons);
    if (failsForUnseen(model)) {
      writeOutcome(xml, "error", "incomplete", reasons.get(0), text);
    } else if (!reasons.isEmpty()) {
      xml.writeCharacters("\n    ");
      xml.writeStartElement("system-out");
      xml.writeCharacters(XmlText.of(text));
      xml.writeEndElement();
    }
    endTest(xml);
  }

  private static void writeFinding(XMLStreamWriter xml, ReportModel model, Finding finding)
      throws XMLStreamException {
    startTest(xml, finding.type(), finding.kind() + " " + finding.id());
    Optional<String> failure = failure(model, finding);
    Optional<String> excuse = excuse(finding);
    if (failure.isPresent()) {
      String text = FindingText.of(finding);
      writeOutcome(xml, "failure", finding.kind().name(), failure.get(), text);
    } else if (excuse.isPresent()) {
      xml.writeCharacters("\n    ");
      xml.writeEmptyElement("skipped");
      xml.writeAttribute("message", XmlText.of(excuse.get()));
    }
    endTest(xml);
  }

  private static Optional<String> failure(ReportModel model, Finding finding) {
    Gating gating = model.gating();
    if (gating.isGated()) {
      return gating.reasonFor(finding).map(reason -> summary(finding) + ": " + reason);
    }
    return finding.isVerdictRelevant() ? Optional.of(summary(finding)) : Optional.empty();
  }

  private static String summary(Finding finding) {
    return finding.count() + " " + finding.type() + ", " + finding.advice();
  }

  private static Optional<String> excuse(Finding finding) {
    return finding
        .suppressedBy()
        .map(line -> "suppressed by " + line)
        .or(() -> finding.isKnown() ? Optional.of("the baseline lists it") : Optional.empty());
  }

  private static void startTest(XMLStreamWriter xml, String className, String name)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", XmlText.of(className));
    xml.writeAttribute("name", XmlText.of(name));
    xml.writeAttribute("time", "0");
  }

  private static void writeOutcome(
      XMLStreamWriter xml, String element, String type, String message, String text)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement(element);
    xml.writeAttribute("type", type);
    xml.writeAttribute("message", XmlText.of(message));
    xml.writeCharacters(XmlText.of(text));
    xml.writeEndElement();
  }

  private static void endTest(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }
}
