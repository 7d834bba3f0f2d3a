package io.bakehouse.engine.aws;

import com.amazonaws.services.lambda.runtime.Context;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The entry point of the Lambda function that takes requests over HTTP; it starts the program before the first one. */
public class LambdaRequests extends QuarkusStreamHandler {
    /** Starts the program. */
    public LambdaRequests() {
        Quarkus.manualStart();
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Invocation.during(context, () -> super.handleRequest(in, out, context));
    }
}
