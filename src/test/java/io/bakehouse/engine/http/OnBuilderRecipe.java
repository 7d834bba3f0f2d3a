package io.bakehouse.engine.http;

import java.util.HashMap;
import java.util.Map;

/** The same with a family that is built on a base image. */
public final class OnBuilderRecipe extends OnListedCloud {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
        settings.put("bakehouse.recipes", "src/test/resources/recipes");
        return Map.copyOf(settings);
    }
}
