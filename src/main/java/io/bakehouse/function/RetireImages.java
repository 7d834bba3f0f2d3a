package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.Image;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Plan;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RetireRequested;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ImageQuery;
import io.bakehouse.openstack.ServerQuery;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Triggered by a schedule or a command. Guarantees that images which their recipe keeps no longer are hidden, and deleted
 * only after the grace period, and never one that is current, protected, in use or needed, as far as the project can see.
 * A second delivery finds hidden what the first has hidden, and says so once more.
 */
@ApplicationScoped
public class RetireImages {
    private final Cloud cloud;
    private final Recipes recipes;
    private final InstantSource clock;

    public RetireImages(Cloud cloud, Recipes recipes, InstantSource clock) {
        this.cloud = cloud;
        this.recipes = recipes;
        this.clock = clock;
    }

    @Funq("retire-images")
    public List<Event> retireImages(RetireRequested request) {
        // What must fit a plan is decided once.
        Optional<Image> ended = request.plan() == null ? Optional.empty() : CommandRecord.of(cloud, request.subject());
        if (CommandRecord.isOver(ended)) {
            return new RetireDecision.Over(request, ended.orElseThrow()).act(cloud);
        }
        return decide(request, recipes, observe(), clock.instant()).act(cloud);
    }

    /** What it would change; nothing is. */
    public Plan plan(RetireRequested request) {
        return decide(request, recipes, observe(), clock.instant()).plan();
    }

    private Retirement.Sight observe() {
        // Servers and volumes last: what is booted meanwhile shows which image it uses.
        List<Image> shown = cloud.images(ImageQuery.ours());
        List<Image> hidden = cloud.images(ImageQuery.allHidden());
        return new Retirement.Sight(shown, hidden, cloud.servers(ServerQuery.all()), cloud.volumes());
    }

    static RetireDecision decide(RetireRequested request, Recipes recipes, Retirement.Sight seen, Instant now) {
        Optional<String> family = Optional.ofNullable(request.family());
        Retirement due = Retirement.of(recipes, family, seen, now);
        int already = (int) seen.hidden().stream()
                .filter(image -> image.isOurs()
                        && image.has(Marks.RETIRED_AT, request.slot().toString())
                        && family.map(name -> image.has(Marks.FAMILY, name)).orElse(true))
                .count();
        RetireDecision.Retire retire = new RetireDecision.Retire(request, due, already, now);
        // What an earlier delivery has hidden is no change any more: the plan fitted then.
        Optional<String> changed =
                already > 0 ? Optional.empty() : retire.plan().refusal(request.plan());
        return changed.isPresent() ? new RetireDecision.Refuse(request, changed.get(), now) : retire;
    }
}
