package io.actionflow.secrets.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {

    private static final Set<String> KNOWN = Set.of("name", "count", "flag", "inner", "list", "texts");

    @Test
    void fieldsAreReadWithTheirTypes() {
        JsonFields fields = fields("{\"name\":\"n\",\"count\":3,\"flag\":true,\"inner\":{\"x\":\"y\"},"
                + "\"list\":[{\"x\":\"1\"},{}],\"texts\":[\"a\",\"b\"]}");

        assertThat(fields.text("name")).isEqualTo("n");
        assertThat(fields.optionalWhole("count")).hasValue(3);
        assertThat(fields.optionalFlag("flag")).hasValue(true);
        assertThat(fields.object("inner", Set.of("x")).text("x")).isEqualTo("y");
        assertThat(fields.objects("list", Set.of("x"))).hasSize(2);
        assertThat(fields.texts("texts")).containsExactly("a", "b");
    }

    @Test
    void whatIsNullIsAbsent() {
        JsonFields fields = fields("{\"name\":null}");

        assertThat(fields.optionalText("name")).isEmpty();
        assertThat(fields.optionalWhole("count")).isEmpty();
        assertThat(fields.texts("texts")).isEmpty();
        assertThat(mistake("{\"name\":null}", all -> all.text("name"))).isEqualTo("The field /name is missing");
    }

    @Test
    void aFieldOfAnotherTypeIsNamed() {
        assertThat(mistake("{\"name\":1}", all -> all.text("name"))).isEqualTo("The field /name must be text");
        assertThat(mistake("{\"count\":1.5}", all -> all.optionalWhole("count")))
                .isEqualTo("The field /count must be a whole number");
        assertThat(mistake("{\"list\":[{},7]}", all -> all.objects("list", Set.of())))
                .isEqualTo("The field /list/1 must be an object");
        assertThat(mistake("{\"inner\":{\"x\":1}}", all -> all.object("inner", Set.of("x"))
                        .text("x")))
                .isEqualTo("The field /inner/x must be text");
    }

    @Test
    void anUnknownFieldIsNamedWithTheOneThatWasPerhapsMeant() {
        assertThat(mistake("{\"nmae\":\"n\"}", all -> {}))
                .isEqualTo("The field /nmae is not known; did you mean name?");
        assertThat(mistake("{\"a value in the wrong place\":1}", all -> {})).startsWith("A field is not known");
    }

    private static String mistake(String json, Consumer<JsonFields> reading) {
        return catchThrowableOfType(ProblemException.class, () -> reading.accept(fields(json)))
                .problem()
                .detail();
    }

    private static JsonFields fields(String json) {
        return JsonFields.of(StrictJson.object(json.getBytes(StandardCharsets.UTF_8)), KNOWN);
    }
}
