package io.bakehouse.engine.http;

import io.bakehouse.fuzz.Target;
import io.bakehouse.fuzz.Targets;
import java.util.Set;
import java.util.stream.Stream;

/** Media types, which are looked at before anybody has proven who they are. */
final class MediaTypeTargets implements Targets {
    @Override
    public Stream<Target> all() {
        return Stream.of(new Target(
                "text/media-type",
                Target.texts(
                        "application/json; charset=utf-8",
                        "multipart/form-data; boundary=\"a b\"; x=y;",
                        "application/x-www-form-urlencoded"),
                Set.of(),
                input -> LenientMediaType.isMediaType(Target.text(input))));
    }
}
