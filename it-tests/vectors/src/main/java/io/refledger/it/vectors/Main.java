package io.refledger.it.vectors;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.refledger.weave.spec.Locals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs every program of a directory of vectors and writes what was observed.
 *
 * <p>Usage: {@code vectors.jar [--woven] --in DIR --out DIR}.
 */
public final class Main {
  private static final String USAGE = "usage: vectors.jar [--woven] --in DIR --out DIR";
  private static final int WRONG_USAGE = 2;
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private Main() {}

  /** Runs the vectors; exits with 2 on wrong usage or unreadable input. */
  public static void main(String[] args) {
    int status = run(List.of(args));
    if (status != 0) {
      System.exit(status);
    }
  }

  private static int run(List<String> args) {
    boolean woven = args.contains("--woven");
    List<String> rest = args.stream().filter(arg -> !arg.equals("--woven")).toList();
    if (rest.size() != 4 || !rest.get(0).equals("--in") || !rest.get(2).equals("--out")) {
      System.err.println(USAGE);
      return WRONG_USAGE;
    }
    try {
      runAll(Path.of(rest.get(1)), Path.of(rest.get(3)), woven);
      return 0;
    } catch (IOException | JsonParseException | IllegalArgumentException e) {
      System.err.println("cannot run the vectors: " + e + "; " + USAGE);
      return WRONG_USAGE;
    }
  }

  private static void runAll(Path in, Path out, boolean woven) throws IOException {
    Files.createDirectories(out);
    List<Path> files;
    try (Stream<Path> list = Files.list(in)) {
      files = list.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList();
    }
    for (Path file : files) {
      write(
          woven ? wovenObservations(read(file)) : observations(read(file)),
          out.resolve(file.getFileName()));
    }
  }

  private static List<JsonObject> read(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> !line.isBlank())
          .map(line -> JsonParser.parseString(line).getAsJsonObject())
          .toList();
    }
  }

  private static void write(List<JsonObject> results, Path file) throws IOException {
    Files.write(file, results.stream().map(GSON::toJson).toList());
  }

  /** What is observed when vectors are run against the ledger and the pool simulator directly. */
  static List<JsonObject> observations(List<JsonObject> vectors) {
    return vectors.stream().map(v -> isPool(v) ? PoolVectors.run(v) : GraphVectors.run(v)).toList();
  }

  /** What is observed when those vectors that can be woven are run as Java programs. */
  static List<JsonObject> wovenObservations(List<JsonObject> vectors) {
    return WovenVectors.run(
        vectors.stream().filter(WovenVectors::isRunnable).toList(), Locals.EXACT);
  }

  private static boolean isPool(JsonObject vector) {
    return vector.get("group").getAsString().equals("pool");
  }
}
