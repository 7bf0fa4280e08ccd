package io.actionflow.secrets.resolver.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.schemas.crypto.AssociatedData;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.KeyTemplates;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import io.actionflow.secrets.schemas.record.UsageCount;
import io.actionflow.secrets.schemas.record.UsagePlace;
import io.actionflow.secrets.schemas.record.UsageSum;
import io.actionflow.secrets.schemas.record.WireRecords;
import io.actionflow.secrets.schemas.topic.Topic;
import io.actionflow.secrets.schemas.topic.UsageKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The publisher over a producer that a test has in its hand; rounds are the test's to make. */
class UsagePublisherTest {

    /** No round is due by time while a test runs. */
    private static final UsageSettings NEVER = new UsageSettings(Duration.ofHours(1), Duration.ofSeconds(10));

    private final MetadataCipher cipher = newCipher();
    private final UsageCounters counters =
            new UsageCounters(InstantSource.system(), UsageCounters.MOST, new SimpleMeterRegistry());
    private final MockProducer<byte[], byte[]> producer = producer(true);
    private UsagePublisher publisher = start(producer);

    private static MetadataCipher newCipher() {
        try {
            return MetadataCipher.of(KeyTemplates.newAead());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MockProducer<byte[], byte[]> producer(boolean isReliable) {
        return new MockProducer<>(isReliable, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private UsagePublisher start(MockProducer<byte[], byte[]> over) {
        return UsagePublisher.start(
                counters,
                (projectId, plaintext, associatedData) -> cipher.encrypt(plaintext, associatedData),
                projectId -> 3,
                over,
                NEVER,
                new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    private void count(String node, int times) {
        for (int i = 0; i < times; i++) {
            counters.resolved("acme", "secret-1", "flow", 7, node);
        }
    }

    /** The last record of each key, opened. */
    private Map<UsageKey, UsageCount> lastOfEach(List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        Map<UsageKey, UsageCount> last = new HashMap<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            UsageKey key = UsageKey.parse(new String(record.key(), StandardCharsets.UTF_8));
            last.put(key, open(key, record.value()));
        }
        return last;
    }

    private UsageCount open(UsageKey key, byte[] value) throws DecryptionException {
        byte[] payload = WireRecords.CODEC.decode(value, UsageSum.class).payload();
        return WireRecords.CODEC.decode(cipher.decrypt(payload, AssociatedData.usage(key.text())), UsageCount.class);
    }

    @Test
    void aHotReaderGivesOneRecordARoundAndNoneWhereNothingHappened() throws Exception {
        count("node", 100_000);
        publisher.publish();
        assertThat(producer.history()).hasSize(1);

        publisher.publish();
        assertThat(producer.history()).as("nothing has changed").hasSize(1);

        count("node", 100_000);
        publisher.publish();
        assertThat(producer.history()).hasSize(2).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo(Topic.USAGE.name());
            assertThat(record.partition()).isEqualTo(3);
        });
        assertThat(lastOfEach(producer.history()).values()).singleElement().satisfies(it -> assertThat(it.count())
                .isEqualTo(200_000));
    }

    @Test
    void atAGracefulStopEverythingThatWasCountedIsPublished() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String node = "node " + i;
            Thread thread = new Thread(() -> count(node, 10_000));
            threads.add(thread);
            thread.start();
        }
        publisher.publish();
        for (Thread thread : threads) {
            thread.join();
        }
        publisher.close();

        Map<UsageKey, UsageCount> last = lastOfEach(producer.history());
        assertThat(last).hasSize(4);
        assertThat(last.values()).allSatisfy(it -> assertThat(it.count()).isEqualTo(10_000));
    }

    @Test
    void aSumThatDidNotGetThroughIsMadeUpForAndCountsOnce() throws Exception {
        publisher.close();
        MockProducer<byte[], byte[]> unreliable = producer(false);
        publisher = start(unreliable);
        count("node", 5);
        publisher.publish();
        unreliable.errorNext(new TimeoutException("away"));
        count("node", 2);
        publisher.publish();
        unreliable.completeNext();
        publisher.publish();

        // Perhaps the first one did get through, and its answer was lost: it stands under the same key.
        assertThat(unreliable.history()).hasSize(2);
        assertThat(lastOfEach(unreliable.history()).values()).singleElement().satisfies(it -> assertThat(it.count())
                .isEqualTo(7));
    }

    @Test
    void aResolverThatIsStartedAgainCountsUnderOtherKeys() throws Exception {
        count("node", 5);
        publisher.close();
        MockProducer<byte[], byte[]> next = producer(true);
        publisher = start(next);
        count("node", 1);
        publisher.publish();

        List<ProducerRecord<byte[], byte[]>> both = new ArrayList<>(producer.history());
        both.addAll(next.history());
        assertThat(lastOfEach(both)).hasSize(2);
    }

    @Test
    void whatStandsOnTheTopicTellsNobodyWithoutAKeyMoreThanTheProject() throws Exception {
        count("telltale-node", 1);
        publisher.publish();

        ProducerRecord<byte[], byte[]> record = producer.history().get(0);
        assertThat(new String(record.key(), StandardCharsets.UTF_8))
                .startsWith("acme/")
                .doesNotContain("telltale");
        assertThat(new String(record.value(), StandardCharsets.ISO_8859_1))
                .doesNotContain("telltale", "secret-1", "flow");
        assertThat(lastOfEach(producer.history()).values()).singleElement().satisfies(it -> assertThat(it.place())
                .isEqualTo(new UsagePlace("secret-1", "flow", 7, "telltale-node")));
    }
}
