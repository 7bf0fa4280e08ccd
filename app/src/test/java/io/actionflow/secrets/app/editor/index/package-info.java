/** Tests of what lists are read from. */
@NullMarked
package io.actionflow.secrets.app.editor.index;

import org.jspecify.annotations.NullMarked;
