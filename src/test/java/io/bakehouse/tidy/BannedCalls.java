package io.bakehouse.tidy;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** Calls, or references to methods, whose outcome no test can choose: time, chance, the environment, and waiting. */
final class BannedCalls extends ArchCondition<JavaClass> {
    private static final String ANY = "*";
    private static final Set<String> NOW = Set.of("now");
    private static final Map<String, Set<String>> BANNED = Map.ofEntries(
            Map.entry("java.time.Instant", NOW),
            Map.entry("java.time.LocalDate", NOW),
            Map.entry("java.time.LocalTime", NOW),
            Map.entry("java.time.LocalDateTime", NOW),
            Map.entry("java.time.OffsetDateTime", NOW),
            Map.entry("java.time.ZonedDateTime", NOW),
            Map.entry("java.time.InstantSource", Set.of("system")),
            Map.entry(
                    "java.time.Clock",
                    Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes")),
            Map.entry("java.util.UUID", Set.of("randomUUID")),
            Map.entry("java.util.Random", Set.of(ANY)),
            Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of(ANY)),
            Map.entry("java.util.Date", Set.of("<init>")),
            Map.entry("java.lang.Math", Set.of("random")),
            Map.entry("java.lang.StrictMath", Set.of("random")),
            Map.entry("java.util.Collections", Set.of("shuffle")),
            Map.entry("java.lang.Thread", Set.of("sleep")),
            Map.entry("java.util.concurrent.TimeUnit", Set.of("sleep")),
            Map.entry("java.lang.System", Set.of("getenv", "currentTimeMillis", "nanoTime")));

    BannedCalls() {
        super("leave time, chance, the environment and waiting to platform");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            Set<String> banned = BANNED.getOrDefault(owner, Set.of());
            if ((banned.contains(name) || banned.contains(ANY)) && !isMain(access.getOrigin())) {
                events.add(SimpleConditionEvent.violated(type, access.getDescription()));
            }
        }
    }

    /** Where a program of its own begins, somebody has to give it a clock. */
    private static boolean isMain(JavaCodeUnit unit) {
        return unit.getName().equals("main") && unit.getModifiers().contains(JavaModifier.STATIC);
    }
}
