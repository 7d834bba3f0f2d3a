package io.bakehouse.platform;

import io.bakehouse.model.Recipes;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Gives the functions the recipes of the folder that {@code BAKEHOUSE_RECIPES} names. */
@Singleton
final class RecipeSettings {
    private static final Logger LOG = Logger.getLogger(RecipeSettings.class);

    private final Path folder;

    RecipeSettings(@ConfigProperty(name = "bakehouse.recipes", defaultValue = "infra/local/recipes") Path folder) {
        this.folder = folder;
    }

    /** Reads them at the start, so that what is wrong with them is said then and not to the first sender. */
    void check(@Observes @Priority(StartFailure.CHECKS) StartupEvent start, Recipes recipes) {
        LOG.infof("recipes: %s, from %s", String.join(", ", recipes.families()), folder);
    }

    @Produces
    @Singleton
    Recipes recipes() {
        try {
            return RecipeFiles.read(folder);
        } catch (RecipesException e) {
            throw StartFailure.of(e.getMessage());
        }
    }
}
