package io.bakehouse.engine.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The entry point of the Lambda functions with a queue. Funqy's own starts the program in the first request, and tells nobody
 * what Lambda says of the invocation; this one starts it when Lambda makes the process, or its snapshot.
 */
public final class LambdaEvents {
    private final RequestStreamHandler program = EarlyStart.of("io.quarkus.funqy.lambda.FunqyStreamHandler");

    /** What Lambda calls with each event. */
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Invocation.during(context, () -> program.handleRequest(in, out, context));
    }
}
