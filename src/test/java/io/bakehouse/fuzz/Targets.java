package io.bakehouse.fuzz;

import java.util.stream.Stream;

/**
 * Readers of one package, as fuzzing reaches them. Every class that implements this is found by itself; those of package-private
 * readers lie in the packages of these.
 */
public interface Targets {
    Stream<Target> all();
}
