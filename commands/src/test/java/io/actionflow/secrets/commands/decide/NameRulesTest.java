package io.actionflow.secrets.commands.decide;

import static io.actionflow.secrets.commands.decide.Asked.add;
import static io.actionflow.secrets.commands.decide.Asked.rename;
import static io.actionflow.secrets.commands.decide.Asked.when;
import static io.actionflow.secrets.projections.fixture.Story.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.schemas.event.SecretAdded;
import io.actionflow.secrets.schemas.event.SecretEdited;
import io.actionflow.secrets.schemas.result.Rejected;
import io.actionflow.secrets.schemas.result.RejectionCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NameRulesTest {

    private final Story story = Story.ofNewProject().secret("s1", "Key").arrived(value("v"));

    @Test
    void aNameHasAtLeastOneCharacter() {
        when(story, add("s2", "", value("v"))).isRejected(RejectionCode.NAME_EMPTY);
        when(story, rename("s1", "")).isRejected(RejectionCode.NAME_EMPTY);
    }

    @Test
    void aNameIsTakenOnce() {
        Rejected rejected = when(story, add("s2", "Key", value("v"))).isRejected(RejectionCode.NAME_TAKEN);

        assertThat(rejected.message()).isEqualTo("Expected to name secret 's2' 'Key', but secret 's1' has that name");
    }

    @Test
    void anotherSecretIsNotRenamedToATakenName() {
        story.secret("s2", "Other");

        when(story, rename("s2", "Key")).isRejected(RejectionCode.NAME_TAKEN);
    }

    @Test
    void aSecretMayBeGivenItsOwnNameAgain() {
        when(story, rename("s1", "Key")).isAccepted();
    }

    @Test
    void aSecretMaySpellItsOwnNameInAnotherWay() {
        story.renamed("s1", "caf\u00e9");

        when(story, rename("s1", "cafe\u0301"))
                .isAcceptedWith(new SecretEdited(Story.META, "s1", 3, "cafe\u0301", null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "\u00e9, e\u0301", // e with acute, composed and decomposed
        "\u212b, \u00c5", // the Ångström sign is A with ring
        "\u1ec7, e\u0323\u0302", // two marks, in their canonical order
        "e\u0302\u0323, e\u0323\u0302", // and in the other order
        "\uac00, \u1100\u1161", // a Hangul syllable and its letters
        "\u2126, \u03a9" // Ohm is Omega
    })
    void namesAreTheSameWhenTheirCanonicalFormsAre(String taken, String wanted) {
        story.renamed("s1", taken);

        when(story, add("s2", wanted, value("v"))).isRejected(RejectionCode.NAME_TAKEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "\ufb01x|fix", // a ligature is a compatibility character, not a canonical one
                "Key|key",
                "Key|KEY",
                "Key|Key ",
                "Key| Key",
                "a b|a  b",
                "a b|a\u00a0b",
                "a\u200bb|ab",
                "\u00df|ss",
                "\u0131|i",
                "\uff2b\uff45\uff59|Key",
                "x\u00b2|x2"
            })
    void everythingElseCounts(String one, String other) {
        story.renamed("s1", one);

        when(story, add("s2", other, value("v"))).isAccepted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\0",
                "\n\r\t",
                "../../etc/passwd",
                "'; DROP TABLE secrets; --",
                "$(reboot) `reboot` ${jndi:ldap://x} {{7*7}} %s %n",
                "\u202eright to left \u05d0\u05d1",
                "\ud83d\udd11\ud83d\udc69\u200d\ud83d\udcbb",
                "\u0301 begins with a mark",
                "\ufeff\ufffe\uffff",
                "<script>alert(1)</script>",
                "s1"
            })
    void anyTextIsANameAndIsKeptExactly(String name) {
        when(story, add("s2", name, value("v")))
                .isAcceptedWith(new SecretAdded(Story.META, "s2", name, "", value("v")));
        assertThat(story.view().secret("s2").name()).isEqualTo(name);
        assertThat(story.view().secretNamed(name)).isEqualTo("s2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00", "a\ud83d", "\udd11\ud83d"})
    void whatIsNotUnicodeIsMalformedAndNamesItsField(String name) {
        assertThat(when(story, add("s2", name, value("v")))
                        .isRejected(RejectionCode.MALFORMED)
                        .field())
                .isEqualTo("name");
        when(story, rename("s1", name)).isRejected(RejectionCode.MALFORMED);
    }

    @Test
    void aNameOfEightMebibytesIsANameAndTheSentenceAboutItIsShort() {
        String name = "n".repeat(8 << 20);
        story.renamed("s1", name);

        Rejected rejected = when(story, add("s2", name, value("v"))).isRejected(RejectionCode.NAME_TAKEN);

        assertThat(rejected.message()).hasSizeLessThan(300);
        when(story, add("s2", name + "m", value("v"))).isAccepted();
    }

    @Test
    void aNameIsFreeAgainAfterRenamingAndAfterDeleting() {
        story.renamed("s1", "Other").secret("s2", "Key").secretDeleted("s2");

        when(story, add("s3", "Key", value("v"))).isAccepted();
    }

    @Test
    void aNameIsTakenInItsProjectAlone() {
        when(Story.ofNewProject().arrived(value("v")), add("s2", "Key", value("v")))
                .isAccepted();
    }
}
