package io.refledger.it.vectors;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
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
    if (args.contains("--woven")) {
      System.err.println("--woven is not there yet: run without it, against the ledger directly");
      return WRONG_USAGE;
    }
    if (args.size() != 4 || !args.get(0).equals("--in") || !args.get(2).equals("--out")) {
      System.err.println(USAGE);
      return WRONG_USAGE;
    }
    try {
      runAll(Path.of(args.get(1)), Path.of(args.get(3)));
      return 0;
    } catch (IOException | JsonParseException e) {
      System.err.println("cannot run the vectors: " + e + "; " + USAGE);
      return WRONG_USAGE;
    }
  }

  private static void runAll(Path in, Path out) throws IOException {
    Files.createDirectories(out);
    List<Path> files;
    try (Stream<Path> list = Files.list(in)) {
      files = list.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList();
    }
    for (Path file : files) {
      runFile(file, out.resolve(file.getFileName()));
    }
  }

  private static void runFile(Path in, Path out) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(in);
        var writer = Files.newBufferedWriter(out)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          JsonObject vector = JsonParser.parseString(line).getAsJsonObject();
          writer.write(GSON.toJson(observe(vector)));
          writer.write('\n');
        }
      }
    }
  }

  /** What is observed when one vector is run, whatever its group. */
  static JsonObject observe(JsonObject vector) {
    return vector.get("group").getAsString().equals("pool")
        ? PoolVectors.run(vector)
        : GraphVectors.run(vector);
  }
}
