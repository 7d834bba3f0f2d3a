package io.bakehouse.function;

import static io.bakehouse.function.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.bakehouse.model.Image;
import io.bakehouse.model.ImageStatus;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Retention;
import io.bakehouse.model.RetireRequested;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.model.Volume;
import io.bakehouse.model.VolumeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetireImagesTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Retention KEEP_ONE = new Retention(Optional.of(1), Optional.empty(), DAY);

    @Test
    void hidesThePreviousImagesBeyondTheNumberTheOldestFirst() {
        Retirement due = retire(KEEP_ONE, previous("i1", 3), previous("i2", 2), previous("i3", 1));
        assertThat(due.hide()).extracting(Image::id).containsExactly("i1", "i2");
        assertThat(due.kept()).containsExactly(Map.entry(Retirement.WANTED, 1));
    }

    @Test
    void countsByRankSoThatWhatTheFamilyWasRolledBackToStaysLonger() {
        Image old = previous("i1", 3).marked(Map.of(Marks.RANK, NOW.toString()));
        assertThat(retire(KEEP_ONE, old, previous("i2", 2)).hide())
                .extracting(Image::id)
                .containsExactly("i2");
    }

    @Test
    void hidesWhatIsTooOldWhateverTheNumber() {
        Retention young = new Retention(Optional.of(5), Optional.of(DAY.multipliedBy(2)), DAY);
        assertThat(retire(young, previous("i1", 3), previous("i2", 1)).hide())
                .extracting(Image::id)
                .containsExactly("i1");
    }

    @Test
    void keepsEverythingWhenTheRecipeSaysNothing() {
        Retirement due = retire(Retention.ALL, previous("i1", 900), retired("i2", 900));
        assertThat(due.size()).isZero();
    }

    @Test
    void supersededAndRejectedImagesGoByAgeAlone() {
        Image superseded = image("i1", 2, Map.of(Marks.STATE, Marks.STATE_PREVIOUS));
        Image rejected = image("i2", 2, Map.of(Marks.STATE, Marks.STATE_REJECTED));
        Image young = image("i3", 0, Map.of(Marks.STATE, Marks.STATE_REJECTED));
        assertThat(retire(KEEP_ONE, superseded, rejected, young).hide())
                .extracting(Image::id)
                .containsExactly("i1", "i2");
    }

    @Test
    void deletesAfterTheGracePeriodOnly() {
        Image revoked = Given.flagged(
                image(
                        "i3",
                        9,
                        Map.of(
                                Marks.STATE,
                                Marks.STATE_REVOKED,
                                Marks.REVOKED_AT,
                                NOW.minus(DAY.multipliedBy(2)).toString())),
                true,
                false);
        Image unreadable = retired("i4", 9).marked(Map.of(Marks.RETIRED_AT, "yesterday"));
        Retirement due = retire(KEEP_ONE, retired("i1", 2), retired("i2", 0), revoked, unreadable);
        assertThat(due.delete()).extracting(Image::id).containsExactlyInAnyOrder("i1", "i3");
        assertThat(due.hide()).isEmpty();
        assertThat(due.kept()).containsEntry(Retirement.GRACE, 1).containsEntry(Retirement.UNKNOWN, 1);
    }

    @Test
    void neverTouchesWhatIsCurrentProtectedInUseNeededOrNotOurs() {
        Image newest = previous("i0", 1);
        Image current = Given.named(previous("i1", 9).marked(Map.of(Marks.STATE, Marks.STATE_CURRENT)), "web");
        Image named = Given.named(previous("i2", 9), "web");
        Image guarded = Given.flagged(previous("i3", 9), false, true);
        Image used = previous("i4", 9);
        Image base = previous("i5", 9);
        Image batch = retired("i6", 9);
        Image candidate = image("i7", 9, Map.of(Marks.STATE, Marks.STATE_CANDIDATE, Marks.BASE, "i5"));
        Image verified = image("i8", 9, Map.of(Marks.STATE, Marks.STATE_VERIFIED));
        Image stranger = previous("i9", 9).marked(Map.of("instance_uuid", "another-server"));
        Image unmarked = previous("i10", 9).marked(Map.of(Marks.ROLE, ""));
        Image record = Given.record("r", Map.of(Marks.BATCH, "web-b", Marks.IMAGE, "i6"), NOW);
        Server server =
                new Server("s", "s", ServerStatus.SHUTOFF, null, NOW, "i4", null, List.of(), Map.of(), Set.of());
        Retirement due = Retirement.of(
                recipes(KEEP_ONE),
                Optional.empty(),
                sight(
                        List.of(server),
                        newest,
                        current,
                        named,
                        guarded,
                        used,
                        base,
                        batch,
                        candidate,
                        verified,
                        stranger,
                        unmarked,
                        record),
                NOW);
        assertThat(due.size()).isZero();
        assertThat(due.kept())
                .containsEntry(Retirement.CURRENT, 4)
                .containsEntry(Retirement.PROTECTED, 1)
                .containsEntry(Retirement.IN_USE, 1)
                .containsEntry(Retirement.NEEDED, 2);
    }

    @Test
    void keepsWhatAVolumeWasMadeOf() {
        String snapshot = "7d5b6a1e-0c7e-4f0e-9a51-3a0f5a1f2b01";
        Image source = retired("i1", 9)
                .marked(Map.of(Image.BLOCK_DEVICE_MAPPING, "[{\"snapshot_id\": \"" + snapshot + "\"}]"));
        Volume volume = new Volume("v", "", VolumeStatus.AVAILABLE, 10, NOW, List.of(), snapshot, Map.of());
        Volume other = new Volume("o", "", VolumeStatus.IN_USE, 10, NOW, List.of("s"), null, Map.of());
        Retirement kept = Retirement.of(recipes(KEEP_ONE), Optional.empty(), behind(source, volume, other), NOW);
        assertThat(kept.size()).isZero();
        assertThat(kept.kept()).containsEntry(Retirement.IN_USE, 1);
        Retirement due = Retirement.of(recipes(KEEP_ONE), Optional.empty(), behind(source, other), NOW);
        assertThat(due.delete()).containsExactly(source);
    }

    private static Retirement.Sight behind(Image hidden, Volume... volumes) {
        return new Retirement.Sight(List.of(), List.of(hidden), List.of(), List.of(volumes));
    }

    @Test
    void doesABoundedNumberOfChangesAtATimeDeletionsFirst() {
        List<Image> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(previous("p" + i, 3));
            many.add(retired("r" + i, 3));
        }
        Retirement due = retire(new Retention(Optional.of(0), Optional.empty(), DAY), many.toArray(Image[]::new));
        Retirement first = due.first(RetireDecision.MOST);
        assertThat(due.size()).isEqualTo(80);
        assertThat(first.delete()).hasSize(40);
        assertThat(first.hide()).hasSize(10);
    }

    @Test
    void aPlanTellsTheChangesAndTheBytesAndRefusesWhatDoesNotFit() {
        Retirement.Sight seen = sight(List.of(), retired("i1", 2), previous("i2", 2), previous("i3", 1));
        RetireRequested request = new RetireRequested("web", "retire-1", null, NOW);
        RetireDecision decision = RetireImages.decide(request, recipes(KEEP_ONE), seen, NOW);
        assertThat(decision.plan().changes())
                .extracting(change -> change.verb() + " " + change.id())
                .containsExactly("DELETE i1", "CHANGE i2");
        RetireRequested planned =
                new RetireRequested("web", "retire-1", decision.plan().hash(), NOW);
        assertThat(RetireImages.decide(planned, recipes(KEEP_ONE), seen, NOW))
                .isInstanceOf(RetireDecision.Retire.class);
        assertThat(RetireImages.decide(planned, recipes(KEEP_ONE), sight(List.of(), previous("i3", 1)), NOW))
                .isInstanceOf(RetireDecision.Refuse.class);
    }

    private static Retirement retire(Retention retention, Image... images) {
        return Retirement.of(recipes(retention), Optional.empty(), sight(List.of(), images), NOW);
    }

    private static Retirement.Sight sight(List<Server> servers, Image... images) {
        List<Image> all = List.of(images);
        return new Retirement.Sight(
                all.stream().filter(image -> !image.hidden()).toList(),
                all.stream().filter(Image::hidden).toList(),
                servers,
                List.of());
    }

    private static Recipes recipes(Retention retention) {
        Recipe recipe = Given.recipe("web", "web-*");
        return new Recipes(List.of(new Recipe(
                recipe.family(),
                recipe.revision(),
                recipe.description(),
                recipe.adopt(),
                recipe.snapshot(),
                recipe.batch(),
                Optional.empty(),
                Optional.empty(),
                false,
                retention,
                Optional.empty())));
    }

    private static Image previous(String id, int daysAgo) {
        Instant then = NOW.minus(DAY.multipliedBy(daysAgo));
        return image(id, daysAgo, Map.of(Marks.STATE, Marks.STATE_PREVIOUS, Marks.PROMOTED_AT, then.toString()));
    }

    private static Image retired(String id, int daysAgo) {
        String then = NOW.minus(DAY.multipliedBy(daysAgo)).toString();
        Image image = image(
                id, daysAgo, Map.of(Marks.STATE, Marks.STATE_RETIRED, Marks.RETIRED_AT, then, Marks.PROMOTED_AT, then));
        return Given.flagged(image, true, false);
    }

    private static Image image(String id, int daysAgo, Map<String, String> marks) {
        Instant then = NOW.minus(DAY.multipliedBy(daysAgo));
        return Given.image(id, "web-" + id, ImageStatus.ACTIVE, marks, then);
    }
}
