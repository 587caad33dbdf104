package io.refledger.leak;

/**
 * The name under which a map of the program has what holds the objects of a finding.
 *
 * @param type the class of what the map has under the name
 * @param name the key's text, shortened, with nothing in it but printable characters
 * @param map the reference to the map, "Declaring.field"
 */
public record HolderName(String type, String name, String map) {}
