/** The commands that make keys, show them, and replace them. */
@NullMarked
package io.actionflow.secrets.app.cli.keys;

import org.jspecify.annotations.NullMarked;
