package io.actionflow.secrets.projections.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.topic.Topic;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class HostingTest {

    private static final Instant START = Instant.ofEpochMilli(1_000);

    private final Hosting hosting = new Hosting();

    @Test
    void nothingIsHostedBeforeItWasReadToItsEnd() {
        assertThat(hosting.look(START, partitions(0, 1), Freshness.NEVER)).isEmpty();
        assertThat(hosting.look(START.plusMillis(50), partitions(0, 1), new Freshness(START)))
                .containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void aPartitionThatComesLaterIsHostedOnceTheStateIsAsOfItsComing() {
        hosting.look(START, partitions(0), new Freshness(START));

        assertThat(hosting.look(START.plusMillis(50), partitions(0, 1), new Freshness(START)))
                .containsExactly(0);
        assertThat(hosting.look(START.plusMillis(100), partitions(0, 1), new Freshness(START.plusMillis(50))))
                .containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void aPartitionThatLeftIsNotHostedAndStartsAnewWhenItComesBack() {
        hosting.look(START, partitions(0, 1), new Freshness(START));

        assertThat(hosting.look(START.plusMillis(50), partitions(0), new Freshness(START.plusMillis(50))))
                .containsExactly(0);
        assertThat(hosting.look(START.plusMillis(100), partitions(0, 1), new Freshness(START.plusMillis(50))))
                .containsExactly(0);
    }

    private static Set<TopicPartition> partitions(int... partitions) {
        return IntStream.of(partitions)
                .mapToObj(partition -> new TopicPartition(Topic.EVENTS.name(), partition))
                .collect(Collectors.toSet());
    }
}
