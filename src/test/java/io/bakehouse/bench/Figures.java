package io.bakehouse.bench;

import java.util.Locale;

/** Prints figures in the one form that scripts can read. */
public final class Figures {
    private Figures() {}

    /** One line: {@code bench <name> <value> <unit>}. */
    public static void print(String name, double value, String unit) {
        String number =
                value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.3f", value);
        System.out.println("bench " + name + " " + number + " " + unit);
    }
}
