package io.bakehouse.practice;

/**
 * A network of the practice cloud.
 *
 * @param owner id of the project that made it
 * @param shared whether all projects may use it
 */
public record Network(String id, String name, String owner, boolean shared) {}
