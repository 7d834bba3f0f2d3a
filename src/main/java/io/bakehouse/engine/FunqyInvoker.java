package io.bakehouse.engine;

import io.bakehouse.model.Event;
import io.bakehouse.model.EventData;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.funqy.runtime.ApplicationException;
import io.quarkus.funqy.runtime.FunctionConstructor;
import io.quarkus.funqy.runtime.FunctionInvoker;
import io.quarkus.funqy.runtime.FunctionRecorder;
import io.quarkus.funqy.runtime.FunqyServerRequest;
import io.quarkus.funqy.runtime.FunqyServerResponse;
import io.quarkus.funqy.runtime.InternalError;
import io.quarkus.funqy.runtime.RequestContext;
import io.quarkus.funqy.runtime.RequestContextImpl;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;

/** Runs the functions that Funqy found at build time, in the same way as Funqy's own bindings do. */
public final class FunqyInvoker implements FunctionInvocation {

    private FunqyInvoker() {}

    /** The functions of this program; it must run in a Quarkus container. */
    public static FunqyInvoker ofProgram() {
        if (FunctionConstructor.CONTAINER == null) {
            FunctionConstructor.CONTAINER = new FunqyBeans();
        }
        return new FunqyInvoker();
    }

    /** Whether Funqy knows a function of that name. */
    public boolean knows(String function) {
        return FunctionRecorder.registry != null && FunctionRecorder.registry.matchInvoker(function) != null;
    }

    @Override
    public List<Event> invoke(String function, EventData data) throws Exception {
        if (!knows(function)) {
            throw new InvocationException("there is no function of that name in this program", null);
        }
        FunctionInvoker invoker = FunctionRecorder.registry.matchInvoker(function);
        ManagedContext context = Arc.container().requestContext();
        context.activate();
        try {
            Response response = new Response();
            invoker.invoke(new Request(data), response);
            return events(response.getOutput().await().indefinitely());
        } catch (ApplicationException | InternalError e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            context.terminate();
        }
    }

    private static List<Event> events(Object output) {
        List<Event> events = new ArrayList<>();
        if (output instanceof Iterable<?> several) {
            several.forEach(one -> events.add((Event) one));
        } else if (output != null) {
            throw new InvocationException("it returned a " + output.getClass().getSimpleName() + ", not events", null);
        }
        return events;
    }

    private static final class Request implements FunqyServerRequest {
        private final RequestContext context = new RequestContextImpl();
        private final EventData data;

        Request(EventData data) {
            this.data = data;
        }

        @Override
        public RequestContext context() {
            return context;
        }

        @Override
        @SuppressWarnings("rawtypes") // as the interface has it
        public Object extractInput(Class type) {
            if (!type.isInstance(data)) {
                throw new InvocationException(
                        "it takes a " + type.getSimpleName() + ", not a "
                                + data.getClass().getSimpleName(),
                        null);
            }
            return data;
        }
    }

    private static final class Response implements FunqyServerResponse {
        private Uni<?> output = Uni.createFrom().nullItem();

        @Override
        public Uni<?> getOutput() {
            return output;
        }

        @Override
        public void setOutput(Uni<?> output) {
            this.output = output;
        }
    }
}
