package io.bakehouse.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bakehouse.model.Recipe;
import io.bakehouse.model.Recipes;
import io.bakehouse.platform.NearestName;
import java.util.List;

/** What a command is about: people name a server and mean the family whose recipe adopts it. */
final class Targets {
    private static final String FAMILY = "family";
    private static final String SERVER = "server";

    private Targets() {}

    /** The same input with the family that a server of that name belongs to; refuses a family that has no recipe. */
    static ObjectNode complete(Command command, ObjectNode input, Recipes recipes) {
        if (!command.keys().containsKey(FAMILY)) {
            return input;
        }
        boolean bakesServers = command.keys().containsKey(SERVER);
        String family = input.path(FAMILY).asText(null);
        if (family == null) {
            return bakesServers && input.has(SERVER)
                    ? ofServer(input, input.path(SERVER).asText(), recipes)
                    : input;
        }
        if (recipes.family(family).isPresent()) {
            return input;
        }
        boolean isServer = bakesServers
                && !input.has(SERVER)
                && (Values.isUuid(family) || !recipes.covering(family).isEmpty());
        if (isServer) {
            return ofServer(input, family, recipes);
        }
        String near = NearestName.of(family, recipes.families())
                .map(name -> "did you mean '" + name + "'?")
                .orElse("there are " + String.join(", ", recipes.families()));
        String nor = bakesServers ? ", and no recipe adopts a server of that name" : "";
        throw CommandException.unknown("no family is called '" + Grammar.shortened(family) + "'" + nor + ": " + near);
    }

    private static ObjectNode ofServer(ObjectNode input, String server, Recipes recipes) {
        List<String> families =
                recipes.covering(server).stream().map(Recipe::family).toList();
        if (families.size() != 1) {
            String why = families.isEmpty()
                    ? "no recipe adopts a server called '" + server + "'"
                    : "the recipes of " + String.join(" and ", families) + " adopt '" + server + "'";
            throw CommandException.wrong(why + ": write 'bake <family> " + server + "'");
        }
        ObjectNode complete = JsonNodeFactory.instance.objectNode().put(FAMILY, families.get(0));
        complete.put(SERVER, server);
        input.properties().stream()
                .filter(entry -> !complete.has(entry.getKey()))
                .forEach(entry -> complete.set(entry.getKey(), entry.getValue()));
        return complete;
    }
}
