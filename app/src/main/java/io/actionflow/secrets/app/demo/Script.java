package io.actionflow.secrets.app.demo;

import io.actionflow.secrets.commands.actionflow.ActionflowDocument;
import io.actionflow.secrets.schemas.record.Binding;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the story is about: an Actionflow, and the values that its secrets get.
 *
 * @param firstValue what the followed secret is worth at first; its owner zeroes it
 * @param secondValue what it is worth after the edit
 */
record Script(ActionflowDocument actionflow, byte[] firstValue, byte[] secondValue) {

    private static final int KEY_BYTES = 24;

    static Script of(ActionflowDocument actionflow, byte[] firstValue) {
        return new Script(actionflow, firstValue, newApiKey());
    }

    /** A random API key, as a third party would hand out: ASCII. */
    static byte[] newApiKey() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        byte[] encoded = Base64.getUrlEncoder().withoutPadding().encode(random);
        byte[] key = new byte[8 + encoded.length];
        System.arraycopy(new byte[] {'s', 'k', '_', 'l', 'i', 'v', 'e', '_'}, 0, key, 0, 8);
        System.arraycopy(encoded, 0, key, 8, encoded.length);
        return key;
    }

    /** The binding that the story follows. */
    Binding followed() {
        return actionflow.bindings().get(0);
    }

    /** The other secrets that the Actionflow needs. */
    Set<String> otherSecretIds() {
        Set<String> ids = new TreeSet<>();
        actionflow.bindings().forEach(binding -> ids.add(binding.secretId()));
        ids.remove(followed().secretId());
        return ids;
    }

    /** The same bindings, with the followed secret bound to an Output node as well. */
    List<Binding> withOutputBinding() {
        Binding output =
                new Binding("an-output-node", "Output", "body", followed().secretId());
        return Stream.concat(actionflow.bindings().stream(), Stream.of(output)).toList();
    }

    /** The bindings without the followed secret. */
    List<Binding> withoutFollowed() {
        return actionflow.bindings().stream()
                .filter(binding -> !binding.secretId().equals(followed().secretId()))
                .toList();
    }

    /** Overwrites the values. */
    void zero() {
        Arrays.fill(firstValue, (byte) 0);
        Arrays.fill(secondValue, (byte) 0);
    }
}
