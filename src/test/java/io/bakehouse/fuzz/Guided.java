package io.bakehouse.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What Jazzer calls in a process of its own: the targets of one group, of which the first byte of an input names one. Jazzer
 * watches which branches of the readers an input takes, and keeps those that take new ones.
 */
public final class Guided {
    static final String GROUP = "fuzz.group";
    /** Names of classes that have targets, with commas between. */
    static final String CLASSES = "fuzz.classes";

    /** How many times more everything may take: what watches the branches and the expressions takes its share. */
    private static final int WHILE_WATCHED = 8;

    private static final Logger TALK = Logger.getLogger("");

    private static List<Watched> watched = List.of();
    private static List<Target> targets = List.of();

    private Guided() {}

    /** Jazzer's name for what is called once. */
    public static void fuzzerInitialize() {
        TALK.setLevel(Level.OFF);
        targets = Found.targets(List.of(System.getProperty(CLASSES).split(","))).stream()
                .filter(target -> target.group().equals(System.getProperty(GROUP)))
                .toList();
        watched = targets.stream()
                .map(target -> new Watched(
                        target, Watched.LONGEST.multipliedBy(WHILE_WATCHED), Watched.LARGEST * WHILE_WATCHED))
                .toList();
        for (Watched each : watched) {
            each.warmUp();
        }
    }

    /** Jazzer's name for what is called with each input; whatever it throws is a finding. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        int number = (input[0] & 0xff) % watched.size();
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        try {
            watched.get(number).run(rest);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the input is " + Finding.keep(targets.get(number), rest), e);
        }
    }

    /** The input as that target of the group gets it. */
    static byte[] addressed(int number, byte[] input) {
        byte[] all = new byte[input.length + 1];
        all[0] = (byte) number;
        System.arraycopy(input, 0, all, 1, input.length);
        return all;
    }
}
