package io.bakehouse.engine;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventType;
import io.bakehouse.model.ImageReady;
import io.bakehouse.openstack.CloudException;
import io.quarkus.funqy.Funq;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** A function for tests, built like a real one. */
@ApplicationScoped
public class EchoFunction {
    private final InstantSource clock;

    public EchoFunction(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns what it gets, unless its name asks for something else. */
    @Funq("test-echo")
    public List<Event> echo(ImageReady image) {
        if (image.bake().equals("gone")) {
            throw new CloudException(CloudException.Kind.GONE, "no such image");
        }
        return image.bake().equals("nothing")
                ? null
                : List.of(Event.of(EventType.IMAGE_READY, image).notBefore(clock.instant()));
    }
}
