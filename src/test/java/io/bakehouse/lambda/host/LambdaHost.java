package io.bakehouse.lambda.host;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;

/**
 * Does in a process of its own what Lambda's runtime for Java does: makes the handler, in the time that is called init, and
 * then hands it one event after the other. Events come on standard input and answers go to standard output, each with its
 * length before it; what the program prints goes to standard error. An answer of no length is an exception.
 */
public final class LambdaHost {
    private LambdaHost() {}

    /** Runs the handler of that class, with that much time for each event. */
    public static void main(String[] args) throws Exception {
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(System.out);
        System.setOut(new PrintStream(System.err, true));
        long begin = System.nanoTime();
        Object made = Class.forName(args[0]).getConstructor().newInstance();
        out.writeLong(System.nanoTime() - begin);
        out.flush();
        Method method =
                made.getClass().getMethod("handleRequest", InputStream.class, OutputStream.class, Context.class);
        RequestStreamHandler handler = (input, output, context) -> call(made, method, input, output, context);
        int millis = Integer.parseInt(args[1]);
        for (long number = 1; ; number++) {
            byte[] event;
            try {
                event = in.readNBytes(in.readInt());
            } catch (EOFException e) {
                System.exit(0);
                return;
            }
            answer(handler, event, new HostContext("request-" + number, millis), out);
        }
    }

    private static void call(Object made, Method method, Object... arguments) throws IOException {
        try {
            method.invoke(made, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IOException(e.getCause());
        }
    }

    private static void answer(RequestStreamHandler handler, byte[] event, Context context, DataOutputStream out)
            throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        long begin = System.nanoTime();
        try {
            handler.handleRequest(new ByteArrayInputStream(event), answer, context);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            answer.reset();
        }
        out.writeLong(System.nanoTime() - begin);
        out.writeInt(answer.size());
        answer.writeTo(out);
        out.flush();
    }
}
