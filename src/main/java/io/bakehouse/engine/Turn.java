package io.bakehouse.engine;

/**
 * Which of the events that wait for a function goes first, so that a flood from one sender does not hold others up. What a
 * function returns has the turn of what it was given.
 *
 * @param behind how many classes of events go before this one, 0 to 9
 */
public record Turn(int behind) {
    /** As usual. */
    public static final Turn USUAL = new Turn(0);

    private static final int FEW = 50;
    private static final int CLASSES = 10;

    public Turn {
        behind = Math.max(0, Math.min(CLASSES - 1, behind));
    }

    /**
     * The turn of a sender that has had so many events accepted in the last minute. Each class is twice as large as the
     * one before, so nobody waits behind many more events of another sender than they have sent themselves.
     */
    public static Turn after(int events) {
        int behind = 0;
        for (int most = FEW; events > most && behind < CLASSES - 1; most *= 2) {
            behind++;
        }
        return new Turn(behind);
    }
}
