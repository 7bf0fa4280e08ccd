package io.actionflow.secrets.schemas.topic;

import io.actionflow.secrets.schemas.Ids;

/**
 * The keys on {@code secret-usage}: {@code <projectId>/<epoch>/<counter>}. They say nothing of what is counted.
 *
 * @param epoch a resolver from its start to its end: a new random id each time
 * @param counter which of its counters: 1, 2, … as they came to be
 */
public record UsageKey(String projectId, String epoch, long counter) {

    private static final int MOST_DIGITS = 18;

    public String text() {
        return projectId + "/" + epoch + "/" + counter;
    }

    /** Parses what {@link #text()} wrote; throws {@link IllegalArgumentException} for anything else. */
    public static UsageKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 3
                && Ids.isValid(parts[0])
                && Ids.isValid(parts[1])
                && parts[2].length() <= MOST_DIGITS
                && parts[2].matches("[1-9][0-9]*")) {
            return new UsageKey(parts[0], parts[1], Long.parseLong(parts[2]));
        }
        throw new IllegalArgumentException("Not a key of this topic");
    }
}
