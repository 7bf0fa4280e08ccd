package io.actionflow.secrets.app.http;

import io.actionflow.secrets.app.auth.Authenticator;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What all requests to a server share.
 *
 * @param memory of bodies and answers
 * @param work the memory that operations need besides
 * @param pool where operations run: they may block for a while
 * @param draining whether new requests are refused
 */
record Serving(
        RouteTable routes,
        Authenticator auth,
        Limits limits,
        Admission admission,
        BodyMemory memory,
        BodyMemory work,
        Sending sending,
        Executor pool,
        HttpMetrics metrics,
        AtomicBoolean draining,
        boolean logged) {}
