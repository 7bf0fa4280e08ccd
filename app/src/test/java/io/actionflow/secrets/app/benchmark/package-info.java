/** Measurements of the whole system. Their classes are no tests by name, so that no build runs them unasked. */
package io.actionflow.secrets.app.benchmark;
