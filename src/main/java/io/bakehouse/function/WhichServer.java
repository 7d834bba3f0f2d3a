package io.bakehouse.function;

import io.bakehouse.model.ConfigRun;
import io.bakehouse.model.Marks;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.model.Server;
import io.bakehouse.model.ServerStatus;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.openstack.ServerQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which server a config run is about, and which family that server belongs to. Names are neither unique nor stable:
 * exactly one server must fit, or the run is refused in words.
 */
final class WhichServer {
    /** Each one costs a call. */
    private static final int MOST_ADDRESSES = 4;

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    /**
     * One server and its recipe, or else why not.
     *
     * @param refusal in words that say what to do, null when there is an answer
     */
    record Answer(Server server, Recipe recipe, String refusal) {
        static Answer no(String refusal) {
            return new Answer(null, null, refusal);
        }
    }

    private WhichServer() {}

    /**
     * All servers that the run may mean: by the id in the request, else by an id in the message, else by name, else by
     * address.
     */
    static List<Server> find(Cloud cloud, ConfigRun run) {
        if (run.caller() != null) {
            return cloud.servers(ServerQuery.bake(run.caller().bake()));
        }
        if (run.server() != null) {
            return cloud.server(run.server()).stream().toList();
        }
        for (String id : run.instanceIds()) {
            if (UUID.matcher(id).matches()) {
                Optional<Server> server = cloud.server(id.toLowerCase(Locale.ROOT));
                if (server.isPresent()) {
                    return List.of(server.get());
                }
            }
        }
        for (String name : run.nodeNames()) {
            List<Server> named = cloud.servers(ServerQuery.named(name));
            if (!named.isEmpty()) {
                return named;
            }
        }
        List<String> addresses = run.addresses();
        for (String address : addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()))) {
            List<Server> there = cloud.servers(ServerQuery.address(address));
            if (!there.isEmpty()) {
                return there;
            }
        }
        return List.of();
    }

    static Answer decide(ConfigRun run, List<Server> found, Recipes recipes) {
        // Nothing that has converged is still being built, but Nova may list a server for ever that was deleted
        // meanwhile.
        List<Server> strangers = found.stream()
                .filter(server -> !server.isOurs() && server.status() != ServerStatus.BUILD)
                .toList();
        if (strangers.size() == 1) {
            return recipe(run, strangers.get(0), recipes);
        }
        if (!strangers.isEmpty()) {
            Server first = strangers.get(0);
            boolean oneName =
                    strangers.stream().allMatch(server -> server.name().equals(first.name()));
            return Answer.no(strangers.size() + " servers "
                    + (oneName ? "are called '" + first.name() + "'" : "have the address " + shared(strangers))
                    + ": say which one with ?server=<UUID>");
        }
        if (found.stream().anyMatch(Server::isOurs)) {
            return Answer.no("server '" + found.get(0).name() + "' was made by us as "
                    + found.get(0).mark(Marks.ROLE).orElse("") + " and came from an image: it is not baked again");
        }
        return Answer.no("no server of this project is " + described(run)
                + ": name the server as the tool does, or add ?server=<UUID> to the address");
    }

    private static Answer recipe(ConfigRun run, Server server, Recipes recipes) {
        Answer answer = anyRecipe(run, server, recipes);
        return answer.recipe() == null || run.mayBake(answer.recipe().family())
                ? answer
                : Answer.no("the settings bakehouse.senders." + run.sender() + " do not let it bake '"
                        + answer.recipe().family() + "'");
    }

    private static Answer anyRecipe(ConfigRun run, Server server, Recipes recipes) {
        if (run.family() != null) {
            return recipes.family(run.family())
                    .map(recipe -> new Answer(server, recipe, null))
                    .orElseGet(() -> Answer.no(
                            "no recipe for the family '" + run.family() + "'; there are " + recipes.families()));
        }
        List<Recipe> covering = recipes.covering(server.name());
        if (covering.size() == 1) {
            return new Answer(server, covering.get(0), null);
        }
        return Answer.no(
                covering.isEmpty()
                        ? "no recipe adopts a server called '" + server.name() + "': extend adopt.names of one of "
                                + recipes.families() + ", or add ?family=<name> to the address"
                        : "server '" + server.name() + "' fits the recipes of "
                                + covering.stream().map(Recipe::family).toList()
                                + ": say which with ?family=<name>");
    }

    private static String described(ConfigRun run) {
        if (run.server() != null) {
            return run.server();
        }
        List<String> words = new ArrayList<>();
        if (!run.instanceIds().isEmpty()) {
            words.add("one of " + run.instanceIds());
        }
        if (!run.nodeNames().isEmpty()) {
            words.add("called one of " + run.nodeNames());
        }
        if (!run.addresses().isEmpty()) {
            words.add("at one of " + run.addresses());
        }
        return String.join(" or ", words);
    }

    /** Networks of one project may overlap, so an address is no name either. */
    private static String shared(List<Server> servers) {
        return servers.get(0).addresses().stream()
                .filter(address ->
                        servers.stream().allMatch(server -> server.addresses().contains(address)))
                .findFirst()
                .orElse("that was reported");
    }
}
