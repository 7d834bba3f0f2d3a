package io.bakehouse.simulation.seeded;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.Marks;
import java.util.List;
import java.util.function.UnaryOperator;

/** Mistakes that somebody could make in the bakery, planted to see that the checker sees them. */
// What they hold are functions without a state.
@SuppressWarnings("ImmutableEnumChecker")
enum Bug {
    NONE,

    // Of an engine.
    ACKNOWLEDGES_BEFORE_ACTING,
    ACKNOWLEDGES_BEFORE_PUBLISHING,
    NO_SWEEP,

    // Of asking for things.
    NO_LOOK_BEFORE_SNAPSHOT(WrongCalls.blind("snapshot-builder", "images")),
    NO_LOOK_BEFORE_BUILDER(WrongCalls.blind("start-bake", "servers")),
    NO_LOOK_BEFORE_CANARY(WrongCalls.blind("verify-image", "servers")),
    TAKEN_CLAIM_IS_IGNORED(WrongCalls.answer("createRecord", won -> true)),
    POST_IS_RETRIED(WrongCalls.retried()),
    SNAPSHOT_IS_MARKED_AFTERWARDS(WrongMarks.marked("createImage")),
    SERVERS_ARE_NOT_MARKED(WrongMarks.unmarked(Marks.FAMILY)),
    SERVERS_HAVE_NO_DEADLINE(WrongMarks.unmarked(Marks.DEADLINE)),
    ONE_SERVER_TOO_MANY(WrongCalls.oneMore()),
    FIRST_PAGE_IS_ALL(WrongViews.firstPage(2)),

    // Of waiting.
    DEADLINE_IS_FORGOTTEN(WrongViews.noDeadline(), WrongEvents.noDeadline()),
    LOOKS_WITHOUT_WAITING(WrongCalls.NONE, WrongEvents.atOnce()),
    LOOKS_SHARE_ONE_ID(WrongCalls.NONE, WrongEvents.oneId()),
    READY_BEFORE_IT_HAS_BOOTED(WrongCalls.NONE, WrongEvents.readyAtOnce()),

    // Of promotion.
    PROMOTED_BEFORE_VERIFIED(WrongCalls.NONE, WrongEvents.unverified()),
    VERIFICATION_OVERWRITES_THE_STATE(WrongMarks.alsoMarked("watch-canary", Marks.STATE, Marks.STATE_VERIFIED)),
    REVOKED_IS_PROMOTED(WrongViews.unrevoked("promote-image")),
    ROLLBACK_KEEPS_THE_RANK(WrongMarks.unranked("roll-back")),
    PROMOTED_WITHOUT_APPROVAL(WrongCalls.NONE, WrongEvents.approved()),
    FORMER_IMAGE_KEEPS_THE_NAME(WrongCalls.skip("promote-image", "updateImage", Marks.STATE_PREVIOUS)),
    PROMOTED_WITHOUT_THE_NAME(WrongCalls.nameless()),
    YOUNGEST_LOSES(WrongViews.mirrored("promote-image")),

    // Of ends.
    FAILS_IN_SILENCE(WrongCalls.NONE, WrongEvents.without(EventType.BAKE_FAILED)),
    PROMOTES_IN_SILENCE(WrongCalls.NONE, WrongEvents.without(EventType.IMAGE_PROMOTED)),
    REFUSES_IN_SILENCE(WrongCalls.NONE, WrongEvents.without(EventType.COMMAND_REFUSED)),
    ENDS_TWICE(WrongCalls.NONE, WrongEvents.alsoFailed()),
    BATCH_RECORD_IS_LEFT_OPEN(WrongCalls.skip("watch-batch", "updateImage", Marks.STATE_READY)),
    BAKE_RECORD_IS_LEFT_OPEN(WrongCalls.skip("promote-image", "deleteImage", "")),

    // Of deleting.
    CANARY_IS_LEFT(WrongCalls.leave(Marks.ROLE_CANARY)),
    BUILDER_IS_LEFT(WrongCalls.leave(Marks.ROLE_BUILDER)),
    FAILED_BATCH_IS_LEFT(WrongCalls.leave(Marks.ROLE_BATCH)),
    EXCESS_SERVERS_ARE_LEFT(WrongCalls.leaveExcess()),
    DELETED_ON_FIRST_SIGHTING(WrongCalls.firstSighting()),
    RETIRED_WITHOUT_GRACE(WrongCalls.deletedAtOnce()),
    CURRENT_IS_RETIRED(WrongViews.previous("retire-images")),
    STRANGERS_IMAGES_ARE_OURS(WrongViews.adoptedImages()),
    STRANGERS_SERVERS_ARE_OURS(WrongViews.adoptedServers()),

    // Of secrets.
    SECRET_IN_A_MARK(WrongMarks.secretMark()),
    SECRET_IN_WORDS(WrongCalls.NONE, WrongEvents.secretWords());

    /** What becomes of a call: it may be made in another way, or not at all, and answer something else. */
    @FunctionalInterface
    interface Call {
        Object make(String step, String name, Object[] arguments, Real real) throws Throwable;
    }

    /** The cloud as it is. */
    @FunctionalInterface
    interface Real {
        Object call(String name, Object... arguments) throws Throwable;
    }

    private final Call call;
    private final UnaryOperator<List<Event>> events;

    Bug() {
        this(WrongCalls.NONE);
    }

    Bug(Call call) {
        this(call, next -> next);
    }

    Bug(Call call, UnaryOperator<List<Event>> events) {
        this.call = call;
        this.events = events;
    }

    Call call() {
        return call;
    }

    /** What the bakery publishes instead. */
    List<Event> next(String function, List<Event> next) {
        // Nobody else may say so: the row in functions.yaml would give it away.
        boolean meant = this != READY_BEFORE_IT_HAS_BOOTED || function.equals("watch-batch");
        return meant ? events.apply(next) : next;
    }

    /** Whether the function does nothing at all. */
    boolean skips(String function) {
        return this == NO_SWEEP && function.equals("sweep");
    }
}
