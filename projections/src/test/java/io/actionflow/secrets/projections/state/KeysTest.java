package io.actionflow.secrets.projections.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class KeysTest {

    @Test
    void keysOfNumbersSortAsTheNumbersDo() {
        List<String> keys = List.of(0L, 1L, 9L, 10L, 999_999_999_999L, Long.MAX_VALUE).stream()
                .map(sync -> Keys.activeSecret("p", "s", sync))
                .toList();

        assertThat(keys).isSorted().allMatch(key -> key.length() == keys.get(0).length());
    }

    @Test
    void keysAreTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Keys.version("p", "f", 12)).isEqualTo("p/version/f/0000000000000000012");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void noTableBeginsWhereAnotherDoes() {
        List<String> prefixes = List.of(
                Keys.project("p"),
                Keys.members("p"),
                Keys.secrets("p"),
                Keys.name("p", ""),
                Keys.value("p", ""),
                Keys.actionflows("p"),
                "p/version/",
                "p/usage/",
                Keys.changedSecrets("p"),
                Keys.changedActionflows("p"),
                Keys.activeSecrets("p"),
                "p/active-actionflow/",
                "p/active-version/",
                Keys.UPLOADS,
                Keys.UNSIGNED,
                Keys.RETIRED,
                Keys.ERASING,
                Keys.LEFTOVERS);

        Set<String> clashes = prefixes.stream()
                .filter(one -> prefixes.stream().anyMatch(other -> !one.equals(other) && other.startsWith(one)))
                .collect(Collectors.toSet());
        assertThat(clashes).isEmpty();
    }

    @Test
    void whatBelongsToNoProjectStandsBehindTheKeysOfEveryProject() {
        for (char c : "AZaz09._~-".toCharArray()) {
            assertThat(Keys.project(String.valueOf(c).repeat(255))).isLessThan(Keys.BEHIND_PROJECTS);
        }
        assertThat(List.of(Keys.UPLOADS, Keys.UNSIGNED, Keys.RETIRED, Keys.ERASING, Keys.LEFTOVERS))
                .allMatch(table -> table.compareTo(Keys.BEHIND_PROJECTS) > 0);
    }

    @Test
    void retiredValuesSortByTimeAndThoseThatWereNeverUsedComeFirst() {
        Instant early = Instant.ofEpochMilli(9_999);
        Instant late = Instant.ofEpochMilli(10_000);

        assertThat(List.of(
                        Keys.retired(late, false, "z", "v"),
                        Keys.retired(early, true, "p", "v"),
                        Keys.retired(late, true, "a", "v")))
                .isSorted();
        assertThat(Keys.projectOf(Keys.retired(late, true, "p.q", "v~"))).isEqualTo("p.q");
        assertThat(Keys.projectOf(Keys.erasing("p.q", "v~"))).isEqualTo("p.q");
    }

    @Test
    void anIdThatIsTheBeginningOfAnotherSharesNoEntries() {
        MemoryEntryStore store = new MemoryEntryStore();
        Story.of("p", store)
                .secret("s", "one")
                .secret("s-1", "two")
                .saved("f", Story.call("n", "i", "s"))
                .synced();
        ProjectView view = new ProjectView("p", store, Story.HASH);

        assertThat(view.usages("s-1")).isEmpty();
        assertThat(view.usages("s")).hasSize(1);
        assertThat(view.activeSecret("s", 1).valueId()).isEqualTo("s-v1");
        assertThat(view.activeSecret("s-", 1)).isNull();
    }

    @Test
    void namesAndMembersStandInKeysAsHashesOfTheirProject() {
        MemoryEntryStore store = new MemoryEntryStore();
        Story.of("p", store).secret("s", "a-name-to-look-for");
        Story.of("q", store).secret("s", "a-name-to-look-for");

        assertThat(store.entries().keySet()).noneMatch(key -> key.contains("a-name") || key.contains(Story.OWNER));
        assertThat(store.entries().keySet().stream()
                        .filter(key -> key.contains("/name/"))
                        .map(key -> key.substring(key.lastIndexOf('/')))
                        .distinct())
                .as("nobody can see that two projects use one name")
                .hasSize(2);
    }
}
