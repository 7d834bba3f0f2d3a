package io.bakehouse.simulation.seeded;

/** The bakery has broken a promise. */
final class Violation extends Error {
    private static final long serialVersionUID = 1L;

    Violation(String words) {
        super(words);
    }
}
