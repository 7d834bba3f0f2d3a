package io.bakehouse.platform;

import java.util.List;

/** Recipes that cannot be used. The message lists all problems, one per line. */
public final class RecipesException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    public RecipesException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
