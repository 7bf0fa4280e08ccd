/** Small things that several packages need: which word was meant, whether a file has changed. */
@NullMarked
package io.actionflow.secrets.app.text;

import org.jspecify.annotations.NullMarked;
