package io.actionflow.secrets.app.editor.index;

import io.actionflow.secrets.projections.state.ProjectView;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.projections.state.SecretStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The same lists, made as plainly as can be: by looking at every secret of the state. */
final class NaiveList {

    private NaiveList() {}

    /** A secret as both can tell it. */
    record Row(String secretId, String name, String description, boolean cut, long version, SecretStatus status) {}

    static List<Row> of(ProjectView view, SecretQuery query) {
        List<SecretEntry> secrets = new ArrayList<>();
        view.secretsAndDeleting(secrets::add);
        Comparator<SecretEntry> order = order(query.sort()).thenComparing(SecretEntry::secretId);
        return secrets.stream()
                .sorted(query.descending() ? order.reversed() : order)
                .filter(it -> contains(it, query.folded()))
                .filter(it -> query.status().isEmpty() || query.status().get() == view.status(it))
                .map(it -> row(view, it))
                .toList();
    }

    static Row row(SecretPage.Listed listed) {
        SecretItem item = listed.item();
        return new Row(
                item.secretId(),
                item.name().text(),
                item.description().text(),
                item.name().cut() || item.description().cut(),
                item.version(),
                listed.status());
    }

    private static Row row(ProjectView view, SecretEntry it) {
        return new Row(
                it.secretId(),
                cut(it.name()),
                cut(it.description()),
                !cut(it.name()).equals(it.name()) || !cut(it.description()).equals(it.description()),
                it.version(),
                Objects.requireNonNull(view.status(it)));
    }

    private static Comparator<SecretEntry> order(SecretSort sort) {
        return switch (sort) {
            case NAME ->
                Comparator.<SecretEntry, List<Integer>>comparing(
                                it -> codePoints(Texts.folded(cut(it.name()))), NaiveList::compare)
                        .thenComparing(it -> codePoints(it.name()), NaiveList::compare);
            case CHANGED_AT -> Comparator.comparing(SecretEntry::changedAt);
            case ADDED_AT -> Comparator.comparing(SecretEntry::addedAt);
        };
    }

    private static boolean contains(SecretEntry secret, String folded) {
        return Texts.folded(cut(secret.name())).contains(folded)
                || Texts.folded(cut(secret.description())).contains(folded)
                || Texts.folded(secret.secretId()).contains(folded);
    }

    private static String cut(String text) {
        int[] all = text.codePoints().toArray();
        return new String(all, 0, Math.min(all.length, 1024));
    }

    private static List<Integer> codePoints(String text) {
        return text.codePoints().limit(200).boxed().toList();
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!one.get(i).equals(other.get(i))) {
                return one.get(i) - other.get(i);
            }
        }
        return one.size() - other.size();
    }
}
