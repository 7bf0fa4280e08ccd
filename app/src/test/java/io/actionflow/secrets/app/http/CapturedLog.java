package io.actionflow.secrets.app.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open, at every level for our packages. */
final class CapturedLog implements AutoCloseable {

    private static final String OURS = "io.actionflow.secrets";

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger(OURS);
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
    private final Level before = ours.getLevel();

    CapturedLog() {
        appender.start();
        ours.setLevel(Level.DEBUG);
        root.addAppender(appender);
    }

    List<ILoggingEvent> events() {
        return List.copyOf(appender.list);
    }

    /** All of it: messages, key/values, exceptions. */
    String text() {
        StringBuilder all = new StringBuilder();
        for (ILoggingEvent event : events()) {
            all.append(event.getLoggerName()).append(' ').append(event.getFormattedMessage());
            all.append(' ').append(event.getKeyValuePairs()).append(' ').append(event.getMDCPropertyMap());
            if (event.getThrowableProxy() != null) {
                all.append(' ').append(event.getThrowableProxy().getMessage());
            }
            all.append('\n');
        }
        return all.toString();
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        ours.setLevel(before);
    }
}
