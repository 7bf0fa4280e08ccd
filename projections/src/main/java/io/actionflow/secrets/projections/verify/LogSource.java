package io.actionflow.secrets.projections.verify;

import java.util.function.Consumer;

/** A log that can be read as often as one likes: a topic up to an end that was fixed once, or a file. */
public interface LogSource {

    /** Over how many partitions the projects are spread. */
    int partitions();

    /** Hands over every record, those of one partition in the order of their offsets, in the calling thread. */
    void read(Consumer<LogRecord> reader);
}
