/**
 * What both APIs are served by. An API is a list of {@link io.actionflow.secrets.app.http.Route}s; each names an {@link
 * io.actionflow.secrets.app.http.Operation} that makes a {@link io.actionflow.secrets.app.http.Response} of a {@link
 * io.actionflow.secrets.app.http.Request}. What goes wrong is a {@link io.actionflow.secrets.app.http.Problem} with a
 * stable code (RFC 9457). Limits, request ids and who may come in are the server's business, not an operation's.
 */
@NullMarked
package io.actionflow.secrets.app.http;

import org.jspecify.annotations.NullMarked;
