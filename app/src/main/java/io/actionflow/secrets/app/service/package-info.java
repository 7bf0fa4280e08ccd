/** The processes: a command processor or a resolver from a configuration file, until it is stopped. */
@NullMarked
package io.actionflow.secrets.app.service;

import org.jspecify.annotations.NullMarked;
