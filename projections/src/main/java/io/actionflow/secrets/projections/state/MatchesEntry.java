package io.actionflow.secrets.projections.state;

import io.actionflow.secrets.schemas.avro.FieldWriter;
import io.actionflow.secrets.schemas.avro.Fields;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.record.MatchAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code (projectId, secretId, member) → } what the member has asked of the secret within the last hour, in order: so many
 * can be counted, and an answer can be looked up for so long. Bounded by {@link #MOST}.
 */
public record MatchesEntry(List<AskedMatch> matches) implements Entry {

    /** Within this time questions are counted. */
    public static final Duration WINDOW = Duration.ofHours(1);

    /** How many are remembered: nobody may be allowed more within the window. */
    public static final int MOST = 100;

    public static final MatchesEntry NONE = new MatchesEntry(List.of());

    static final RecordType<MatchesEntry> TYPE =
            RecordType.load("state", MatchesEntry.class, MatchesEntry::read, MatchesEntry::write);

    public MatchesEntry {
        matches = List.copyOf(matches);
    }

    /** Those that still count at this time. */
    public List<AskedMatch> within(Instant at) {
        Instant since = at.minus(WINDOW);
        return matches.stream().filter(it -> it.askedAt().isAfter(since)).toList();
    }

    /** With one more, and without those that count no more. */
    public MatchesEntry with(AskedMatch asked) {
        List<AskedMatch> counted = within(asked.askedAt());
        return new MatchesEntry(
                Stream.concat(counted.stream().skip(Math.max(0, counted.size() - MOST + 1)), Stream.of(asked))
                        .toList());
    }

    /** With the answer to one of them, should that be remembered still. */
    public MatchesEntry answered(long sequence, MatchAnswer answer) {
        return new MatchesEntry(matches.stream()
                .map(it -> it.sequence() == sequence ? new AskedMatch(sequence, it.askedAt(), answer) : it)
                .toList());
    }

    private static MatchesEntry read(Fields f) {
        return new MatchesEntry(f.list("matches", AskedMatch::read));
    }

    private static void write(FieldWriter f, MatchesEntry it) {
        f.list("matches", it.matches, AskedMatch::write);
    }
}
