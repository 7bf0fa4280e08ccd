package io.actionflow.secrets.app.http;

/** What a server has limits for, so that nobody takes all of it. Each has a default that is safe. */
public enum Limit {
    /** Open connections; over it, new ones are closed at once. */
    CONNECTIONS(1024),
    /** Operations under way, of all projects together; over it, 503. Twice as many threads may be made. */
    REQUESTS(256),
    /** Operations under way for one project; over it, 429. */
    REQUESTS_PER_PROJECT(64),
    /** Bytes of bodies in memory, in and out, and as many that operations need besides; over it, 503. */
    BODY_BYTES(Math.max(Runtime.getRuntime().maxMemory() / 3, 64L << 20)),
    /** Bytes of a request's first line and headers together; over it, 431. */
    HEADER_BYTES(32 << 10),
    /** Characters of a path with its query; over it, 414. */
    URI_LENGTH(4 << 10),
    /** Milliseconds that a connection may do nothing; a request that stops in between is answered with 408. */
    IDLE_MILLIS(30_000),
    /** Milliseconds before a body's speed is looked at, and in which the headers must be there. */
    SLOW_START_MILLIS(10_000),
    /** Bytes a second that a body must come with, and an answer must go with; slower ones are given up. */
    BYTES_PER_SECOND(2 << 10),
    /** Milliseconds after which an operation that has not answered is given up with 503. */
    OPERATION_MILLIS(120_000),
    /** Milliseconds that a server which is closed waits for what is under way. */
    DRAIN_MILLIS(15_000);

    private final long standard;

    Limit(long standard) {
        this.standard = standard;
    }

    /** Where nothing else is said. */
    public long standard() {
        return standard;
    }
}
