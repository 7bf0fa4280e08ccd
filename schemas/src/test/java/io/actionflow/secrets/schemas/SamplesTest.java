package io.actionflow.secrets.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.command.Command;
import io.actionflow.secrets.schemas.command.CommandTypes;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventTypes;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.result.OutcomeTypes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SamplesTest {

    static List<RecordType<?>> types() {
        return Samples.types().toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyTypeHasExactlyOneSample(RecordType<?> type) {
        assertThat(Samples.all().filter(type.javaType()::isInstance))
                .as("Add a sample of %s to the lists of Samples", type.name())
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("types")
    void everySampleSurvivesEncodingAndDecoding(RecordType<?> type) {
        Object sample = Samples.of(type.javaType());

        byte[] bytes = Samples.codecOf(type.javaType()).encode(sample);

        assertThat(Samples.codecOf(type.javaType()).decode(bytes))
                .isExactlyInstanceOf(type.javaType())
                .usingRecursiveComparison()
                .isEqualTo(sample);
    }

    @Test
    void everyPermittedTypeIsInItsTable() {
        assertTableIsComplete(Command.class, CommandTypes.ALL, "CommandTypes.ALL");
        assertTableIsComplete(Event.class, EventTypes.ALL, "EventTypes.ALL");
        assertTableIsComplete(Outcome.class, OutcomeTypes.ALL, "OutcomeTypes.ALL");
    }

    private static void assertTableIsComplete(
            Class<?> sealed, List<? extends RecordType<?>> table, String nameOfTable) {
        assertThat(table.stream().<Class<?>>map(RecordType::javaType))
                .as("Add the TYPE of every permitted record of %s to %s", sealed.getSimpleName(), nameOfTable)
                .containsExactlyInAnyOrderElementsOf(permitted(sealed).toList());
    }

    private static Stream<Class<?>> permitted(Class<?> sealed) {
        return Stream.<Class<?>>of(sealed.getPermittedSubclasses())
                .flatMap(it -> it.isSealed() ? permitted(it) : Stream.of(it));
    }
}
