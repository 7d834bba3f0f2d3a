package io.bakehouse.function;

import io.bakehouse.model.Event;
import io.bakehouse.model.Plan;
import io.bakehouse.openstack.Cloud;
import java.util.List;

/** What a command leads to; it can tell what it would change before it changes anything. */
interface Planned {
    /** What {@link #act} would do, found out without asking the cloud anything. */
    Plan plan();

    List<Event> act(Cloud cloud);
}
