package io.bakehouse.engine;

/** Which of the events that wait for a function goes first, so that a flood from one sender does not hold others up. */
public enum Turn {
    /** As usual. */
    USUAL(0),
    /** After the usual ones: its sender has sent many of late. */
    LATER(1),
    /** After those: its sender has sent very many. */
    LAST(2);

    /** Few enough that another sender's event, which waits behind them at worst, is hardly held up. */
    private static final int FEW = 60;

    private static final int MANY = 1_200;

    private final int behind;

    Turn(int behind) {
        this.behind = behind;
    }

    /** How many classes of events go before these. */
    public int behind() {
        return behind;
    }

    /** By how many events the sender has had accepted in the last minute. */
    public static Turn after(int events) {
        if (events <= FEW) {
            return USUAL;
        }
        return events <= MANY ? LATER : LAST;
    }
}
