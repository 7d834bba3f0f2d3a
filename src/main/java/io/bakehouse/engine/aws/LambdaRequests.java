package io.bakehouse.engine.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The entry point of the Lambda function that takes requests over HTTP; it starts the program before the first one. */
public final class LambdaRequests {
    private final RequestStreamHandler program = EarlyStart.of("io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler");

    /** What Lambda calls with each event. */
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Invocation.during(context, () -> program.handleRequest(in, out, context));
    }
}
