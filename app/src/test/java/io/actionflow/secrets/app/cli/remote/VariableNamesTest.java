package io.actionflow.secrets.app.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.app.cli.remote.VariableNames.Target;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariableNamesTest {

    private static VariableNames names(List<String> variables, List<String> files) {
        return VariableNames.of(variables, files, Set.of("HOME", "MAIL"));
    }

    private static Target targetOf(String input) {
        return names(List.of(), List.of()).of(List.of(input)).get(input);
    }

    @ParameterizedTest
    @CsvSource({
        "apiKey,apiKey",
        "_x9,_x9",
        "API key,API_KEY",
        "api-key,API_KEY",
        "9lives,_9LIVES",
        "é😀,__",
        "a.b/c,A_B_C",
        "GIT_TOKEN,GIT_TOKEN"
    })
    void anInputIsAVariableAsItIsOrElseInCapitals(String input, String variable) {
        assertThat(targetOf(input)).isEqualTo(new Target(variable, false));
    }

    @Test
    void twoInputsThatCollideAreRefused() {
        assertThatThrownBy(() -> names(List.of(), List.of()).of(List.of("api key", "api-key")))
                .hasMessageContaining("API_KEY");
        assertThat(names(List.of("api key=A"), List.of()).of(List.of("api key", "api-key")))
                .containsEntry("api key", new Target("A", false))
                .containsEntry("api-key", new Target("API_KEY", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOME", "MAIL", "PATH", "LD_PRELOAD", "BASH_ENV", "JAVA_TOOL_OPTIONS", "NODE_OPTIONS"})
    void whoeverNamesAnInputCannotReplaceAVariableThatMeansSomething(String input) {
        assertThatThrownBy(() -> targetOf(input)).hasMessageContaining("has a meaning already");
        assertThat(names(List.of(input + "=" + input), List.of()).of(List.of(input)))
                .containsEntry(input, new Target(input, false));
    }

    @Test
    void anOptionMayNameAnInputWithAnEqualsSign() {
        assertThat(names(List.of(), List.of("a=b=NAME")).of(List.of("a=b")))
                .containsEntry("a=b", new Target("NAME", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "=X", "x=", "x=1a", "x=a-b", "x=A B"})
    void anOptionOfAnotherFormIsRefused(String option) {
        assertThatThrownBy(() -> names(List.of(option), List.of())).hasMessageContaining("INPUT=NAME");
    }

    @Test
    void anOptionForAnInputThatIsNotBoundIsRefused() {
        assertThatThrownBy(() -> names(List.of("apikey=X"), List.of()).of(List.of("apiKey")))
                .hasMessageContaining("'apikey'");
    }

    @Test
    void anInputIsNamedOnce() {
        assertThatThrownBy(() -> names(List.of("a=X"), List.of("a=Y"))).hasMessageContaining("named twice");
    }
}
