package io.bakehouse.function;

import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Event;
import io.bakehouse.model.Marks;
import io.bakehouse.model.RebakePolicy;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.RunStatus;
import io.bakehouse.model.Server;
import io.bakehouse.openstack.Cloud;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A config run on a server that was booted from an image of ours. It is not baked; but how much the run had to change says
 * how far the image has fallen behind, where the family's schedule wants to know.
 */
record DriftReport(Server server, String mark, RequestSnapshot.Decision.Refuse then)
        implements RequestSnapshot.Decision {
    private static final Set<RunStatus> TELLING = Set.of(RunStatus.CHANGED, RunStatus.UNCHANGED);

    @Override
    public List<Event> act(Cloud cloud) {
        cloud.markServer(server.id(), Map.of(Marks.RUN, mark));
        return then.act(cloud);
    }

    /** The decision, empty when the run is about something else, or nobody wants to know. */
    static Optional<RequestSnapshot.Decision> of(ConfigRun run, List<Server> found, Recipes recipes, Instant now) {
        if (found.size() != 1 || !TELLING.contains(run.status())) {
            return Optional.empty();
        }
        Server server = found.get(0);
        Optional<Integer> budget = recipes.family(server.mark(Marks.FAMILY).orElse(""))
                .flatMap(Recipe::rebake)
                .flatMap(RebakePolicy::driftBudget);
        boolean ours = server.isOurs() && server.mark(Marks.ROLE).equals(Optional.of(Marks.ROLE_BATCH));
        if (!ours || budget.isEmpty()) {
            return Optional.empty();
        }
        String changes = run.changes() == null ? "some" : String.valueOf(run.changes());
        String words = "server '" + server.name() + "' came from an image of ours and is not baked again; its run made "
                + changes + " changes, of which the schedule of '"
                + server.mark(Marks.FAMILY).orElseThrow() + "' tolerates " + budget.get();
        return Optional.of(
                new DriftReport(server, BakeReport.text(run), new RequestSnapshot.Decision.Refuse(run, words, now)));
    }
}
