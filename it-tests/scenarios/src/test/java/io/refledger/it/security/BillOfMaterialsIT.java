package io.refledger.it.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.refledger.it.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the agent jar says that it is made of, against what is in it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BillOfMaterialsIT {
  private static final String BILL = "META-INF/sbom/refledger-agent.cdx.json";
  private static final Pattern SHADED = Pattern.compile("inst/io/refledger/shaded/(\\w+)/.*");

  /** By relocated package: the artifacts that have it, and the property of their version. */
  private static final Map<String, Library> LIBRARIES =
      Map.ofEntries(
          Map.entry("asm", new Library("asm.version", "asm", "asm-tree", "asm-commons")),
          Map.entry("bytebuddy", new Library("byte-buddy.version", "byte-buddy-dep")),
          Map.entry("asmjdkbridge", new Library("", "asm-jdk-bridge")),
          Map.entry("slf4j", new Library("slf4j.version", "slf4j-api")),
          Map.entry("hppc", new Library("hppc.version", "hppc")),
          Map.entry("gson", new Library("gson.version", "gson")),
          Map.entry("mustache", new Library("jmustache.version", "jmustache")),
          Map.entry("kotlin", new Library("kotlin.version", "kotlin-stdlib")),
          Map.entry("okio", new Library("okio.version", "okio-jvm")),
          Map.entry("picocli", new Library("picocli.version", "picocli")),
          Map.entry("jline", new Library("jline.version", "jline-terminal")),
          Map.entry("shark", new Library("shark.version", "shark-hprof", "shark-log")),
          Map.entry("d3", new Library("d3.version", "d3")));

  private record Library(String property, Set<String> artifacts) {
    Library(String property, String... artifacts) {
      this(property, Set.of(artifacts));
    }
  }

  @Test
  void every_library_in_the_jar_should_be_listed_with_the_version_of_the_build() throws Exception {
    Map<String, JsonObject> listed = listed();

    Set<String> inside = shadedPackages();
    inside.add("d3"); // a script, not a package
    assertThat(inside).isEqualTo(LIBRARIES.keySet());
    for (Library library : LIBRARIES.values()) {
      assertThat(listed.keySet()).containsAll(library.artifacts);
      for (String artifact : library.artifacts) {
        String version = listed.get(artifact).get("version").getAsString();
        if (!library.property.isEmpty()) {
          assertThat(version).as(artifact).isEqualTo(property(library.property));
        }
        assertThat(listed.get(artifact).getAsJsonArray("licenses")).as(artifact).isNotEmpty();
      }
    }
  }

  @Test
  void nothing_should_be_listed_that_is_not_in_the_jar() throws Exception {
    Set<String> known = new TreeSet<>();
    LIBRARIES.values().forEach(library -> known.addAll(library.artifacts));
    known.add("asm-analysis"); // in the package of asm-tree

    assertThat(listed().keySet())
        .filteredOn(artifact -> !artifact.startsWith("refledger"))
        .isSubsetOf(known);
  }

  @Test
  void licences_of_all_libraries_should_be_in_the_jar() throws Exception {
    String text = entry("META-INF/THIRD-PARTY.txt");

    assertThat(text)
        .contains("ASM", "Byte Buddy", "asm-jdk-bridge", "SLF4J", "HPPC", "Gson", "JMustache")
        .contains("Kotlin", "Okio", "picocli", "JLine", "Shark", "D3");
    assertThat(entry("META-INF/LICENSE")).contains("Apache License");
    assertThat(entry("META-INF/NOTICE")).contains("Rafael Winterhalter");
  }

  @Test
  void bill_should_not_change_from_build_to_build() throws Exception {
    JsonObject bill = JsonParser.parseString(entry(BILL)).getAsJsonObject();

    assertThat(bill.get("bomFormat").getAsString()).isEqualTo("CycloneDX");
    assertThat(bill.has("serialNumber")).isFalse();
    assertThat(bill.getAsJsonObject("metadata").has("timestamp")).isFalse();
    assertThat(Product.agentJar().resolveSibling("refledger-agent.cdx.json"))
        .hasContent(entry(BILL));
  }

  private static Map<String, JsonObject> listed() throws IOException {
    Map<String, JsonObject> listed = new TreeMap<>();
    JsonObject bill = JsonParser.parseString(entry(BILL)).getAsJsonObject();
    for (JsonElement component : bill.getAsJsonArray("components")) {
      JsonObject object = component.getAsJsonObject();
      listed.put(object.get("name").getAsString(), object);
    }
    return listed;
  }

  private static Set<String> shadedPackages() throws IOException {
    Set<String> packages = new TreeSet<>();
    try (JarFile jar = new JarFile(Product.agentJar().toFile())) {
      jar.stream()
          .map(entry -> SHADED.matcher(entry.getName()))
          .filter(Matcher::matches)
          .forEach(matcher -> packages.add(matcher.group(1)));
    }
    return packages;
  }

  private static String entry(String name) throws IOException {
    try (JarFile jar = new JarFile(Product.agentJar().toFile())) {
      return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), UTF_8);
    }
  }

  private static String property(String name) throws IOException {
    String pom = Files.readString(Product.rootPom());
    Matcher matcher = Pattern.compile("<" + Pattern.quote(name) + ">(.*?)<").matcher(pom);
    assertThat(matcher.find()).as(name).isTrue();
    return matcher.group(1);
  }
}
