package io.bakehouse.access;

/**
 * Somebody who gives commands: a person, or a script with a token of its own.
 *
 * @param name for people, in answers, images and events
 */
public record Person(String name, Rights rights) {}
