package io.bakehouse.simulation;

import io.bakehouse.access.Access;
import io.bakehouse.chat.Chats;
import io.bakehouse.command.Commands;
import io.bakehouse.command.Confirmation;
import io.bakehouse.engine.FunctionInvocation;
import io.bakehouse.function.BootBatch;
import io.bakehouse.function.FollowCommand;
import io.bakehouse.function.Notify;
import io.bakehouse.function.PromoteImage;
import io.bakehouse.function.Rebake;
import io.bakehouse.function.RequestSnapshot;
import io.bakehouse.function.RetireImages;
import io.bakehouse.function.RevokeImage;
import io.bakehouse.function.RollBack;
import io.bakehouse.function.RollOut;
import io.bakehouse.function.RunCommand;
import io.bakehouse.function.SendNotice;
import io.bakehouse.function.SetSchedule;
import io.bakehouse.function.SnapshotBuilder;
import io.bakehouse.function.StartBake;
import io.bakehouse.function.Sweep;
import io.bakehouse.function.VerifyImage;
import io.bakehouse.function.WatchBatch;
import io.bakehouse.function.WatchBuilder;
import io.bakehouse.function.WatchCanary;
import io.bakehouse.function.WatchImage;
import io.bakehouse.function.WatchRollout;
import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import io.bakehouse.model.Recipes;
import io.bakehouse.openstack.Cloud;
import io.bakehouse.platform.Callback;
import io.bakehouse.platform.ChatReplies;
import io.bakehouse.platform.CloudNews;
import io.bakehouse.platform.EventSink;
import io.bakehouse.platform.Probe;
import io.bakehouse.platform.Sealed;
import io.bakehouse.platform.Sinks;
import io.bakehouse.view.CloudReader;
import io.quarkus.funqy.Funq;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real function classes, called by the name in their annotation, without a container around them. */
public final class Functions implements FunctionInvocation {
    /** The bakery's token, under which answers to chats are sealed. */
    public static final String TOKEN = "virtual-token";

    /** What the callbacks of builders and canaries are made from. */
    public static final String CALLBACK_SECRET = "virtual-callback-secret";

    private record Bound(Object target, Method method) {}

    /** The functions of each class by name; processes are started far more often than classes are made. */
    private static final ClassValue<Map<String, Method>> OF_CLASS = new ClassValue<>() {
        @Override
        protected Map<String, Method> computeValue(Class<?> type) {
            Map<String, Method> all = new HashMap<>();
            for (Method method : type.getMethods()) {
                Funq funq = method.getAnnotation(Funq.class);
                if (funq != null) {
                    // Without a look at who calls, at each call.
                    method.setAccessible(true);
                    all.put(funq.value(), method);
                }
            }
            return all;
        }
    };

    private final Map<String, Bound> byName = new HashMap<>();

    public Functions(Cloud cloud, Recipes recipes, InstantSource clock, EventSink sink) {
        this(cloud, recipes, clock, sink, new VirtualProbe());
    }

    public Functions(Cloud cloud, Recipes recipes, InstantSource clock, EventSink sink, Probe probe) {
        this(cloud, recipes, clock, sink, probe, () -> false);
    }

    /** The same, where the cloud says by itself what becomes of images, as long as that one says so. */
    public Functions(Cloud cloud, Recipes recipes, InstantSource clock, EventSink sink, Probe probe, CloudNews news) {
        this(cloud, recipes, clock, sink, probe, news, reply -> true, Access.byToken(Optional.of(TOKEN)));
    }

    /** With chats that take their answers there, and people who may do that. */
    public Functions(
            Cloud cloud,
            Recipes recipes,
            InstantSource clock,
            EventSink sink,
            Probe probe,
            ChatReplies replies,
            Access access) {
        this(cloud, recipes, clock, sink, probe, () -> false, replies, access);
    }

    private Functions(
            Cloud cloud,
            Recipes recipes,
            InstantSource clock,
            EventSink sink,
            Probe probe,
            CloudNews news,
            ChatReplies replies,
            Access access) {
        Chats chats = new Chats(Optional.of("https://bakehouse.test"), Optional.of(TOKEN));
        Sealed sealed = new Sealed(Optional.of(TOKEN));
        Commands commands = AllCommands.on(cloud, recipes, clock);
        Callback callback = new Callback(Optional.of("http://bakehouse.test:8080"), Optional.of(CALLBACK_SECRET));
        Sinks sinks = Sinks.only("default", sink);
        for (Object function : List.of(
                new StartBake(cloud, recipes, callback, clock),
                new WatchBuilder(cloud, clock),
                new SnapshotBuilder(cloud, recipes, news, clock),
                new RequestSnapshot(cloud, recipes, news, clock),
                new WatchImage(cloud, clock),
                new VerifyImage(cloud, recipes, callback, clock),
                new WatchCanary(cloud, recipes, probe, clock),
                new PromoteImage(cloud, recipes, clock),
                new BootBatch(cloud, recipes, clock),
                new WatchBatch(cloud, recipes, clock, probe),
                new Rebake(cloud, recipes, clock),
                new SetSchedule(cloud, clock),
                new RollBack(cloud, clock),
                new RevokeImage(cloud, clock),
                new RetireImages(cloud, recipes, clock),
                new RollOut(cloud, recipes, clock),
                new WatchRollout(cloud, recipes, clock, probe),
                new Sweep(cloud, clock),
                new RunCommand(chats, access, commands, new Confirmation(Optional.of(TOKEN)), sealed, replies),
                new FollowCommand(chats, new CloudReader(cloud), sealed, replies, clock),
                new Notify(cloud, sinks, clock),
                new SendNotice(sinks))) {
            OF_CLASS.get(function.getClass()).forEach((name, method) -> byName.put(name, new Bound(function, method)));
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<Event> invoke(String function, EventData data) throws Exception {
        Bound bound = byName.get(function);
        try {
            return (List<Event>) bound.method().invoke(bound.target(), data);
        } catch (InvocationTargetException e) {
            // The end of a process is no failure of the function.
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
