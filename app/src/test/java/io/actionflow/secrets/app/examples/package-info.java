/** The README's examples, compiled and run. */
@NullMarked
package io.actionflow.secrets.app.examples;

import org.jspecify.annotations.NullMarked;
