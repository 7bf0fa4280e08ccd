/**
 * The life of a secret, told by doing it: {@code Story} is the script, {@code DemoSystem} the real system that it runs on,
 * {@code ThirdParty} the service whose answers prove which value was used, {@code Worker} what runs the Actionflow.
 */
@NullMarked
package io.actionflow.secrets.app.demo;

import org.jspecify.annotations.NullMarked;
