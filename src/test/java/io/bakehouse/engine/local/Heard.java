package io.bakehouse.engine.local;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What a class says in the log, while it is listened to. */
final class Heard implements AutoCloseable {
    private final List<String> words = new CopyOnWriteArrayList<>();
    private final PatternFormatter message = new PatternFormatter("%s");
    private final Logger logger;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            words.add(message.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Heard(Logger logger) {
        this.logger = logger;
    }

    static Heard of(Class<?> type) {
        Heard heard = new Heard(Logger.getLogger(type.getName()));
        heard.logger.addHandler(heard.handler);
        return heard;
    }

    List<String> words() {
        return List.copyOf(words);
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
