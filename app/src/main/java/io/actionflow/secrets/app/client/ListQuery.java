package io.actionflow.secrets.app.client;

import java.util.Map;
import java.util.Optional;

/**
 * Which part of which list.
 *
 * @param filters what the API's contract has for this list, such as {@code search} and {@code sort}
 * @param limit the most items of one page
 */
public record ListQuery(Map<String, String> filters, int limit, Optional<String> cursor) {

    /** The most items that the APIs give at once. */
    public static final int MOST = 500;

    public static ListQuery of(Map<String, String> filters, int limit) {
        return new ListQuery(Map.copyOf(filters), limit, Optional.empty());
    }

    /** The same, from another place on. */
    public ListQuery from(String next, int most) {
        return new ListQuery(filters, most, Optional.of(next));
    }

    ApiCall onto(ApiCall call) {
        ApiCall asking = call.query("limit", limit);
        for (Map.Entry<String, String> filter : filters.entrySet()) {
            asking = asking.query(filter.getKey(), filter.getValue());
        }
        return cursor.isPresent() ? asking.query("cursor", cursor.get()) : asking;
    }
}
