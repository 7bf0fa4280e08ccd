/**
 * How a process learns where its broker, its state, its keys and its API are: one properties file, checked as a whole at
 * start. {@link io.actionflow.secrets.app.config.ServiceConfig} reads it; {@link
 * io.actionflow.secrets.app.config.ApiConfig} makes of it what an API is served with.
 */
@NullMarked
package io.actionflow.secrets.app.config;

import org.jspecify.annotations.NullMarked;
