package io.actionflow.secrets.app.keys;

import io.actionflow.secrets.projections.live.KeysHeld;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The resolvers, as they say themselves which keys they have. It knows no Kafka.
 *
 * @param resolvers those that are expected to serve
 * @param least how many there must be; whoever was silent for the last minute is not heard of at all
 * @param partitions of the event log
 */
public record Fleet(List<KeysHeld> resolvers, int least, int partitions) {

    public Fleet {
        resolvers = List.copyOf(resolvers);
    }

    /** Why not every resolver has the key of a keyset, one sentence for each that has not. */
    List<String> lacking(String what, Predicate<KeysHeld> hasIt) {
        List<String> lacking = new ArrayList<>();
        if (resolvers.size() < least) {
            lacking.add("only " + resolvers.size() + " of " + least + " resolvers report");
        }
        for (KeysHeld resolver : resolvers) {
            if (!hasIt.test(resolver)) {
                lacking.add("resolver " + resolver.resolverId() + " does not have " + what
                        + (resolver.isGone() ? ", and is silent" : ""));
            }
        }
        return lacking;
    }

    /** Why it is not certain that no value in use needs the private key, a sentence each. */
    List<String> needing(int keyId) {
        List<String> needing = new ArrayList<>(lacking("the key that replaces it", it -> true));
        for (KeysHeld resolver : resolvers) {
            long values = resolver.valuesOn(keyId).orElse(0);
            if (resolver.isGone()) {
                needing.add("resolver " + resolver.resolverId() + " is silent");
            } else if (values > 0) {
                needing.add(String.format(
                        Locale.ROOT, "%,d values at resolver %s are sealed to it", values, resolver.resolverId()));
            }
        }
        Set<Integer> counted = resolvers.stream()
                .filter(it -> it.valuesOn(keyId).isPresent())
                .flatMap(it -> it.partitions().stream())
                .collect(Collectors.toSet());
        long uncounted = IntStream.range(0, partitions)
                .filter(partition -> !counted.contains(partition))
                .count();
        if (uncounted > 0) {
            needing.add(uncounted + " of " + partitions + " partitions are hosted by no resolver that counts");
        }
        return needing;
    }

    /** A key id as people read it. */
    public static String shown(int keyId) {
        return Integer.toUnsignedString(keyId);
    }
}
