/**
 * How a process is watched: {@link io.actionflow.secrets.app.management.ManagementServer} answers on a port of its own what
 * {@link io.actionflow.secrets.app.management.Health} and a registry of metrics know.
 */
@NullMarked
package io.actionflow.secrets.app.management;

import org.jspecify.annotations.NullMarked;
