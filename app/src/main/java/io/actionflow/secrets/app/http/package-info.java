/**
 * What both APIs are served by. An API is a list of {@link io.actionflow.secrets.app.http.Route}s; each names an {@link
 * io.actionflow.secrets.app.http.Operation} that makes a {@link io.actionflow.secrets.app.http.Response} of a {@link
 * io.actionflow.secrets.app.http.Request}. What goes wrong is a {@link io.actionflow.secrets.app.http.Problem} with a
 * stable code (RFC 9457). Limits, request ids and who may come in are the server's business, not an operation's.
 *
 * <p>{@link io.actionflow.secrets.app.http.ApiServer} listens, by Jetty's core. A request is an {@code Exchange}, whose steps
 * begin one another without waiting: its route is found, its caller authenticated, its body read as it comes, its
 * operation run on a thread that may block, its {@code Answer} sent as fast as the caller takes it. A {@code Permit} of
 * {@code Admission} is held while the caller is authenticated and while the operation is under way, and at no other time:
 * so a slow client has neither a thread nor a place that others need, only a connection and the bytes that have come.
 *
 * <p>{@link io.actionflow.secrets.app.http.JsonFields} and {@link io.actionflow.secrets.app.http.Json} are what operations
 * read and write JSON with.
 */
@NullMarked
package io.actionflow.secrets.app.http;

import org.jspecify.annotations.NullMarked;
