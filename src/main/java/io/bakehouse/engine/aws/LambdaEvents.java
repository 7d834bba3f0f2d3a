package io.bakehouse.engine.aws;

import com.amazonaws.services.lambda.runtime.Context;
import io.quarkus.funqy.lambda.FunqyStreamHandler;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The entry point of the Lambda functions with a queue. Funqy's own starts the program in the first request, and tells nobody
 * what Lambda says of the invocation; this one starts it when Lambda makes the process, or its snapshot.
 */
public class LambdaEvents extends FunqyStreamHandler {
    /** Starts the program. */
    public LambdaEvents() {
        Quarkus.manualStart();
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Invocation.during(context, () -> super.handleRequest(in, out, context));
    }
}
