/**
 * Our own clients of the two APIs. {@link io.actionflow.secrets.app.client.EditorApi} and {@link
 * io.actionflow.secrets.app.client.ResolverApi} have a method for each operation; both speak through an {@link
 * io.actionflow.secrets.app.client.ApiConnection}, which tries the next server, or the same one again, while nothing can be
 * said. What an API says no to is an {@link io.actionflow.secrets.app.client.ApiException} with its stable code.
 *
 * <p>The editor API never sees a value: {@link io.actionflow.secrets.app.client.ValueUpload} seals it here.
 */
@NullMarked
package io.actionflow.secrets.app.client;

import org.jspecify.annotations.NullMarked;
