package io.refledger.it.page;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with one page in it. */
final class Browser implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String RUN_AXE =
      "const done = arguments[arguments.length - 1];"
          + "axe.run(document, {resultTypes: ['violations']}).then(result => done("
          + "result.violations.filter(one => ['serious', 'critical'].includes(one.impact))"
          + ".map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' '))));";

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one; skips the test if none is installed. */
  static Browser start() {
    Optional<Path> chromium = command("chromium", "chromium-browser", "google-chrome");
    Optional<Path> chromedriver = command("chromedriver");
    Assumptions.assumeTrue(
        chromium.isPresent() && chromedriver.isPresent(),
        "no browser: install chromium and chromium-driver");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow().toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--force-prefers-reduced-motion",
        "--window-size=1280,900");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromedriver.orElseThrow().toFile())
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(DEADLINE);
    return new Browser(driver);
  }

  private static Optional<Path> command(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(directory -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Opens a page and waits until it is drawn. */
  void open(Path page) {
    open(page.toUri());
  }

  /** Opens a page and waits until it is drawn, or ready to be fed. */
  void open(URI page) {
    driver.get(page.toString());
    await("document.documentElement.hasAttribute('data-drawn')");
  }

  /** Waits until an expression of the page is true. */
  void await(String expression) {
    new WebDriverWait(driver, DEADLINE).until(any -> (Boolean) script("return " + expression));
  }

  /** Runs a script in the page. */
  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  WebElement element(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** The texts of all elements that are seen. */
  List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .filter(WebElement::isDisplayed)
        .map(WebElement::getText)
        .toList();
  }

  /** Clicks an element, in the middle of the window: the bar at the top covers nothing there. */
  void click(String selector) {
    WebElement element = element(selector);
    script("arguments[0].scrollIntoView({block: 'center'})", element);
    element.click();
  }

  /** Presses keys where the focus is. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Presses Tab until an element has the focus. */
  void tabTo(String selector) {
    for (int i = 0; i < 100; i++) {
      if ((Boolean) script("return document.activeElement.matches(arguments[0])", selector)) {
        return;
      }
      press(Keys.TAB);
    }
    throw new AssertionError("not reached by the Tab key: " + selector);
  }

  /** What the console says since it was asked last. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** What axe-core finds serious or critical. */
  @SuppressWarnings("unchecked")
  List<String> barriers() {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      driver.executeScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("axe-core is not on the class path", e);
    }
    return (List<String>) driver.executeAsyncScript(RUN_AXE);
  }

  /** Shows the page as it is printed, or as on a screen. */
  void medium(String medium) {
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", medium));
  }

  /** Keeps a picture of what is seen, to be looked at. */
  void picture(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }
}
