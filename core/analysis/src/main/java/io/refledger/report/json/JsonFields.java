package io.refledger.report.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * The fields of a JSON object by type. Those that nobody asks for are ignored.
 *
 * @param place where the object is in the file, such as {@code findings[2]}; empty for the whole
 */
record JsonFields(String place, JsonObject object) {
  /** What other readers of JSON have exactly too, and what leaves room for sums. */
  private static final long MOST = 1L << 53;

  /** A field is missing or of another type. The message says which. */
  static final class WrongFieldException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongFieldException(String message) {
      super(message);
    }
  }

  /** Whether the field is there and not null. */
  boolean has(String key) {
    return object.has(key) && !object.get(key).isJsonNull();
  }

  String text(String key) {
    return text(at(key), required(key));
  }

  Optional<String> optionalText(String key) {
    return has(key) ? Optional.of(text(key)) : Optional.empty();
  }

  List<String> texts(String key) {
    return items(key, JsonFields::text);
  }

  /** The texts of an object by its keys. */
  Map<String, String> textByKey(String key) {
    JsonFields fields = fields(key);
    Map<String, String> texts = new TreeMap<>();
    fields.object.keySet().forEach(name -> texts.put(name, fields.text(name)));
    return texts;
  }

  long number(String key) {
    return number(at(key), required(key));
  }

  /** A number that is not negative. */
  long count(String key) {
    long count = number(key);
    if (count < 0) {
      throw wrong(at(key), "0 or more");
    }
    return count;
  }

  int integer(String key) {
    return toInteger(at(key), number(key));
  }

  List<Long> numbers(String key) {
    return items(key, JsonFields::number);
  }

  List<Integer> integers(String key) {
    return items(key, (place, value) -> toInteger(place, number(place, value)));
  }

  boolean flag(String key) {
    JsonElement value = required(key);
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isBoolean()) {
      throw wrong(at(key), "true or false");
    }
    return value.getAsBoolean();
  }

  JsonFields fields(String key) {
    return fields(at(key), required(key));
  }

  Optional<JsonFields> optionalFields(String key) {
    return has(key) ? Optional.of(fields(key)) : Optional.empty();
  }

  List<JsonFields> list(String key) {
    return items(key, JsonFields::fields);
  }

  /** The rows of a table of integers, each of {@code width} columns. */
  List<List<Integer>> rows(String key, int width) {
    List<List<Integer>> rows = rows(key);
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).size() != width) {
        throw wrong(at(key) + "[" + i + "]", width + " numbers");
      }
    }
    return rows;
  }

  /** The rows of a table of integers, each of one column at least. */
  List<List<Integer>> rows(String key) {
    return items(
        key,
        (place, value) -> {
          List<Integer> row = items(place, value, (at, cell) -> toInteger(at, number(at, cell)));
          if (row.isEmpty()) {
            throw wrong(place, "a list of numbers");
          }
          return row;
        });
  }

  /** The rows of a table of 64 bits numbers, each of {@code width} columns. */
  List<List<Long>> longRows(String key, int width) {
    return items(
        key,
        (place, value) -> {
          List<Long> row = items(place, value, JsonFields::number);
          if (row.size() != width) {
            throw wrong(place, width + " numbers");
          }
          return row;
        });
  }

  /** The field is there, but is not what the words say. */
  WrongFieldException isNot(String key, String expected) {
    return wrong(at(key), expected);
  }

  /** The field is there, but is none of the values that it may have. */
  WrongFieldException unknownValue(String key) {
    return new WrongFieldException(at(key) + " is not known: " + text(key));
  }

  private String at(String key) {
    return place.isEmpty() ? key : place + "." + key;
  }

  private JsonElement required(String key) {
    if (!has(key)) {
      throw new WrongFieldException(at(key) + " is missing");
    }
    return object.get(key);
  }

  private <T> List<T> items(String key, BiFunction<String, JsonElement, T> read) {
    return items(at(key), required(key), read);
  }

  private static <T> List<T> items(
      String place, JsonElement value, BiFunction<String, JsonElement, T> read) {
    if (!(value instanceof JsonArray array)) {
      throw wrong(place, "a list");
    }
    List<T> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      items.add(read.apply(place + "[" + i + "]", array.get(i)));
    }
    return items;
  }

  private static String text(String place, JsonElement value) {
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
      throw wrong(place, "a text");
    }
    return value.getAsString();
  }

  private static long number(String place, JsonElement value) {
    if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isNumber()) {
      throw wrong(place, "a number");
    }
    try {
      long number = Long.parseLong(value.getAsString());
      if (Math.abs(number) <= MOST) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through: it has a fraction, or more digits than any number of ours.
    }
    throw wrong(place, "a whole number of 53 bits");
  }

  private static int toInteger(String place, long number) {
    if (number != (int) number) {
      throw wrong(place, "a whole number of 32 bits");
    }
    return (int) number;
  }

  private static JsonFields fields(String place, JsonElement value) {
    if (!(value instanceof JsonObject fields)) {
      throw wrong(place, "an object");
    }
    return new JsonFields(place, fields);
  }

  private static WrongFieldException wrong(String place, String expected) {
    return new WrongFieldException(place + " is not " + expected);
  }
}
