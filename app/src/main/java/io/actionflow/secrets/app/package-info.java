/**
 * The {@code secrets} command: everything that touches a terminal, a socket or a configuration file.
 *
 * <p>Read {@code cli} first (what a person can ask for), then {@code config} (how a process learns where its broker and
 * its keys are), {@code topics} (the catalogue made real) and {@code broker} (Kafka in this process, for trials and
 * tests).
 */
@NullMarked
package io.actionflow.secrets.app;

import org.jspecify.annotations.NullMarked;
