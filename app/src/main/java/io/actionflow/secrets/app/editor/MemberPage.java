package io.actionflow.secrets.app.editor;

import io.actionflow.secrets.projections.state.MemberEntry;
import io.actionflow.secrets.schemas.record.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A page of members by name, chosen from all of them as they come. Names may be long, so that their lengths count, too: it
 * never holds more than one page.
 */
final class MemberPage {

    private static final long MOST_CHARACTERS = 1024 * 1024;

    private final int limit;
    private final @Nullable Place after;
    private final TreeMap<Place, MemberEntry> members = new TreeMap<>();
    private long characters;

    /** The first that had no room: whatever comes later and stands behind it has none, either. */
    private @Nullable Place end;

    private MemberPage(int limit, @Nullable Place after) {
        this.limit = limit;
        this.after = after;
    }

    static MemberPage of(int limit, Optional<Cursor> after) {
        return new MemberPage(limit, after.map(Place::of).orElse(null));
    }

    /** Where a member stands: by the beginning of the name, because names may be long; then by a digest of the whole. */
    private record Place(String begin, String digest) implements Comparable<Place> {

        static Place of(String member) {
            int[] begin = member.codePoints().limit(200).toArray();
            return new Place(
                    new String(begin, 0, begin.length),
                    Sha256.hash(member.getBytes(StandardCharsets.UTF_8)).toString());
        }

        static Place of(Cursor cursor) {
            return new Place(cursor.text(0), cursor.text(1));
        }

        @Override
        public int compareTo(Place other) {
            int byName = Arrays.compare(
                    begin.codePoints().toArray(), other.begin.codePoints().toArray());
            return byName == 0 ? digest.compareTo(other.digest) : byName;
        }
    }

    /** Takes a member if it belongs here; true, because there may be more. */
    boolean add(MemberEntry member) {
        Place place = Place.of(member.member());
        boolean isHere = (after == null || place.compareTo(after) > 0) && (end == null || place.compareTo(end) < 0);
        if (isHere) {
            members.put(place, member);
            characters += member.member().length();
            while (members.size() > limit || (characters > MOST_CHARACTERS && members.size() > 1)) {
                end = members.lastKey();
                characters -= members.remove(end).member().length();
            }
        }
        return true;
    }

    Collection<MemberEntry> members() {
        return members.values();
    }

    /** The place after which the next page begins, for a cursor; empty on the last. */
    Optional<List<String>> next() {
        return end == null
                ? Optional.empty()
                : Optional.of(
                        List.of(members.lastKey().begin(), members.lastKey().digest()));
    }
}
