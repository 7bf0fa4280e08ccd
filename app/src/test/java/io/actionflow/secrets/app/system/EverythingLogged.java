package io.actionflow.secrets.app.system;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** While it is open, every logger of the process logs at TRACE into one file, with exceptions, and nowhere else. */
public final class EverythingLogged implements AutoCloseable {

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Map<Logger, Level> levels = new HashMap<>();
    private final List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
    private final FileAppender<ILoggingEvent> file = new FileAppender<>();

    private EverythingLogged(Path path) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level [%thread] %logger %msg %mdc %marker%n%ex{full}");
        encoder.start();
        file.setContext(context);
        file.setFile(path.toString());
        file.setEncoder(encoder);
        file.setImmediateFlush(false);
        file.start();
    }

    public static EverythingLogged to(Path file) {
        EverythingLogged log = new EverythingLogged(file);
        log.begin();
        return log;
    }

    private void begin() {
        root.iteratorForAppenders().forEachRemaining(appenders::add);
        appenders.forEach(root::detachAppender);
        for (Logger logger : context.getLoggerList()) {
            if (logger.getLevel() != null) {
                levels.put(logger, logger.getLevel());
                logger.setLevel(logger == root ? Level.TRACE : null);
            }
        }
        root.addAppender(file);
    }

    @Override
    public void close() {
        root.detachAppender(file);
        file.stop();
        levels.forEach(Logger::setLevel);
        appenders.forEach(root::addAppender);
    }
}
