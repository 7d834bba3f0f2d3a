package io.bakehouse.function;

/**
 * The arithmetic of a rollout: what is next, from numbers alone. It never leads to more servers than wanted and surge,
 * nor takes a healthy one away when that would leave fewer than wanted less the unavailable.
 *
 * @param wanted how many servers there are in the end
 * @param surge how many more there may be in between
 * @param unavailable how many fewer may be healthy in between
 * @param well new servers that are healthy
 * @param pending new servers of which nobody knows yet
 * @param broken new servers that will not be healthy
 * @param leaving servers that are being deleted; they take room until they are gone
 * @param oldActive servers to be replaced that are in use
 * @param oldOther servers to be replaced that are of no use: stopped, or in ERROR
 */
record Replacement(
        int wanted,
        int surge,
        int unavailable,
        int well,
        int pending,
        int broken,
        int leaving,
        int oldActive,
        int oldOther) {

    /** What a look at a rollout leads to. */
    enum Kind {
        /** Something is under way: look again. */
        WAIT,
        CREATE,
        DELETE_OLD,
        /** There are more new servers than wanted, and no old ones. */
        DELETE_SURPLUS,
        FINISH,
        /** New servers are broken. */
        BROKEN,
        /** Servers that were deleted do not go, and nothing else can be done. */
        STUCK
    }

    /** So many servers of that. */
    record Step(Kind kind, int count) {}

    int total() {
        return well + pending + broken + leaving + oldActive + oldOther;
    }

    int healthy() {
        return well + oldActive;
    }

    int old() {
        return oldActive + oldOther;
    }

    /** How many of the wanted servers are new and healthy, and have no old one beside them. */
    int replaced() {
        return Math.max(0, Math.min(well, wanted - old()));
    }

    /**
     * The next step.
     *
     * @param late whether the deletions under way should have ended long ago
     */
    Step next(boolean late) {
        if (broken > 0) {
            return new Step(Kind.BROKEN, broken);
        }
        if (pending > 0 || (leaving > 0 && !late)) {
            return new Step(Kind.WAIT, 0);
        }
        int missing = Math.min(wanted - well, wanted + surge - total());
        if (missing > 0) {
            return new Step(Kind.CREATE, missing);
        }
        int spare = Math.max(0, healthy() - (wanted - unavailable));
        int superfluous = oldOther + Math.min(oldActive, spare);
        if (superfluous > 0) {
            return new Step(Kind.DELETE_OLD, superfluous);
        }
        if (old() == 0 && well > wanted) {
            return new Step(Kind.DELETE_SURPLUS, well - wanted);
        }
        return new Step(old() == 0 && well == wanted ? Kind.FINISH : Kind.STUCK, 0);
    }

    /** How far it came and why it stopped, in words that say what to do. */
    String words(String why, String image) {
        int surplus = well + old() - wanted;
        return replaced() + " of " + wanted + " servers were replaced and " + old() + " old ones remain"
                + (surplus > 0 ? ", " + surplus + " more than wanted in all" : "") + ": " + why
                + ". Healthy servers are left as they are; see what is wrong with image " + image
                + ", then ask for the rollout again or for one of the former image";
    }
}
