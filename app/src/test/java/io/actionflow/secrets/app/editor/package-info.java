/** Tests of the editor API. */
@NullMarked
package io.actionflow.secrets.app.editor;

import org.jspecify.annotations.NullMarked;
