/** How a process learns where its broker, its state and its keys are: one properties file, checked as a whole at start. */
@NullMarked
package io.actionflow.secrets.app.config;

import org.jspecify.annotations.NullMarked;
