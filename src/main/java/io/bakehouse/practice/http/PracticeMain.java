package io.bakehouse.practice.http;

import io.bakehouse.practice.PracticeModel;
import io.bakehouse.practice.PracticeTimes;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/**
 * The practice cloud as a process of its own. Its one argument is the port (0 for any); the times are system
 * properties, such as {@code -Dpractice.boot=PT2S -Dpractice.snapshot=PT30S}.
 */
public final class PracticeMain {
    private PracticeMain() {}

    /** Serves until the process is ended. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : Integer.getInteger("practice.port", 0);
        InstantSource clock = InstantSource.system();
        PracticeModel model = PracticeModel.quickStart(clock, times());
        try (PracticeServer server = PracticeServer.start(model, port)) {
            System.out.println("practice cloud: OS_AUTH_URL=" + server.authUrl()
                    + " OS_USERNAME=demo OS_PASSWORD=practice OS_PROJECT_NAME=demo");
            new CountDownLatch(1).await();
        }
    }

    private static PracticeTimes times() {
        PracticeTimes quick = PracticeTimes.quick();
        return new PracticeTimes(
                        time("boot", quick.boot()),
                        time("imageFetch", quick.imageFetch()),
                        quick.snapshotPending(),
                        quick.upload(),
                        time("deletion", quick.deletion()),
                        time("token", quick.token()),
                        Integer.getInteger("practice.bootsAtOnce", quick.bootsAtOnce()))
                .snapshotIn(time("snapshot", quick.snapshotPending().plus(quick.upload())));
    }

    private static Duration time(String name, Duration otherwise) {
        String text = System.getProperty("practice." + name);
        return text == null ? otherwise : Duration.parse(text);
    }
}
