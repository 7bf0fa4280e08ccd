package io.actionflow.secrets.app.editor.index;

import io.actionflow.secrets.app.editor.Cursor;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** By what a list of secrets can be sorted. Where two are the same, the id decides, so that each has one place. */
public enum SecretSort {
    /** By code points without regard to case; then with. Only the first {@link Texts#SORTED} of them count. */
    NAME(
            "name",
            Comparator.<SecretItem, String>comparing(it -> it.name().folded(), Texts::compare)
                    .thenComparing(it -> it.name().text(), Texts::compare)),
    CHANGED_AT("changedAt", Comparator.comparing(SecretItem::changedAt)),
    ADDED_AT("addedAt", Comparator.comparing(SecretItem::addedAt));

    private final String key;
    private final Comparator<SecretItem> comparator;

    SecretSort(String key, Comparator<SecretItem> comparator) {
        this.key = key;
        this.comparator = comparator.thenComparing(SecretItem::secretId);
    }

    /** As it is called in requests. */
    public String key() {
        return key;
    }

    Comparator<SecretItem> comparator() {
        return comparator;
    }

    /** What a cursor has to say so that the place of the item is found again, also when it is no longer there. */
    List<String> place(SecretItem item) {
        return switch (this) {
            case NAME ->
                List.of(
                        Texts.cut(item.name().folded(), Texts.SORTED),
                        Texts.cut(item.name().text(), Texts.SORTED),
                        item.secretId());
            case CHANGED_AT -> List.of(millis(item.changedAt()), item.secretId());
            case ADDED_AT -> List.of(millis(item.addedAt()), item.secretId());
        };
    }

    /** Something that stands at the place that {@link #place} told. */
    SecretItem at(Cursor place) {
        return switch (this) {
            case NAME -> standIn(new ShownText(place.text(1), place.text(0), false), Instant.EPOCH, place.text(2));
            case CHANGED_AT, ADDED_AT ->
                standIn(new ShownText("", "", false), Instant.ofEpochMilli(place.number(0)), place.text(1));
        };
    }

    int placeFields() {
        return this == NAME ? 3 : 2;
    }

    private static SecretItem standIn(ShownText name, Instant at, String secretId) {
        return new SecretItem(secretId, name, new ShownText("", "", false), "", 0, "", at, "", at);
    }

    private static String millis(Instant instant) {
        return Long.toString(instant.toEpochMilli());
    }
}
