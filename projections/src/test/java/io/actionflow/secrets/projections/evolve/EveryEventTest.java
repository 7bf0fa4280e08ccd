package io.actionflow.secrets.projections.evolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.actionflow.secrets.projections.fixture.Story;
import io.actionflow.secrets.schemas.Samples;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.event.Event;
import io.actionflow.secrets.schemas.event.EventTypes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fails, and says how to mend it, where a new event was not given everything that an event needs. */
final class EveryEventTest {

    static List<RecordType<? extends Event>> types() {
        return EventTypes.ALL;
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyEventTypeHasAnEvolverAndASample(RecordType<? extends Event> type) {
        List<Class<?>> samples =
                Samples.EVENTS.stream().<Class<?>>map(Event::getClass).toList();
        assertThat(samples)
                .as("Add a sample of %s to Samples.EVENTS, where it could have happened", type.name())
                .contains(type.javaType());

        assertThatCode(() -> tellSamplesUntil(type.javaType()))
                .as("Write %sEvolver, add it to the table in Evolvers, and a test of what it does", type.name())
                .doesNotThrowAnyException();
    }

    @Test
    void everySampleIsFoldedAsOneMoreEventOfItsProject() {
        assertThat(tellSamplesUntil(null).sequence()).isEqualTo(Samples.EVENTS.size());
    }

    private static Story tellSamplesUntil(Class<?> last) {
        Story story = Story.ofNothing();
        for (Event sample : Samples.EVENTS) {
            story.happened(sample);
            if (sample.getClass() == last) {
                break;
            }
        }
        return story;
    }
}
