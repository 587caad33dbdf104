package io.refledger.maven;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Adds the agent to the property that Surefire and Failsafe take JVM arguments from. An {@code
 * argLine} in their own configuration has to name it: {@code @{argLine}}.
 */
@Mojo(name = "prepare-agent", defaultPhase = LifecyclePhase.INITIALIZE, threadSafe = true)
public final class PrepareAgentMojo extends AbstractMojo {
  private static final String AGENT = "refledger-agent.jar";

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  /** Leaves the property as it is. */
  @Parameter(property = "refledger.skip", defaultValue = "false")
  private boolean skip;

  /** The property. */
  @Parameter(property = "refledger.propertyName", defaultValue = "argLine")
  private String propertyName;

  /** Where the agent writes its reports, as its option of this name. */
  @Parameter(
      property = "refledger.reports",
      defaultValue = "${project.build.directory}/refledger/%p")
  private String output;

  /** More options of the agent, {@code key=value,...}. */
  @Parameter(property = "refledger.options", defaultValue = "")
  private String options;

  /** Where the agent's jar is put. */
  @Parameter(defaultValue = "${project.build.directory}/refledger-agent/" + AGENT)
  private File agentJar;

  /** For Maven. */
  public PrepareAgentMojo() {}

  @Override
  public void execute() throws MojoExecutionException {
    if (skip) {
      getLog().info("refledger.skip=true: tests run without the agent");
      return;
    }
    if (output.indexOf(',') >= 0) {
      throw new MojoExecutionException(
          "the agent's options are parted by commas, so the path of its reports can have none;"
              + " set refledger.reports: "
              + output);
    }
    extract(agentJar.toPath());
    String all = "output=" + output + (options == null || options.isEmpty() ? "" : "," + options);
    String before = project.getProperties().getProperty(propertyName);
    String after = AgentArgument.added(before, agentJar.getPath(), all);
    project.getProperties().setProperty(propertyName, after);
    getLog().info(propertyName + " set to " + after);
  }

  private static void extract(Path jar) throws MojoExecutionException {
    try (InputStream in = PrepareAgentMojo.class.getResourceAsStream(AGENT)) {
      if (in == null) {
        throw new MojoExecutionException("no agent in this plugin; was it packaged?");
      }
      Files.createDirectories(jar.getParent());
      Path aside = Files.createTempFile(jar.getParent(), AGENT, ".tmp");
      try {
        Files.copy(in, aside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(aside, jar, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw new MojoExecutionException(jar + ": the agent cannot be put there: " + e, e);
    }
  }
}
