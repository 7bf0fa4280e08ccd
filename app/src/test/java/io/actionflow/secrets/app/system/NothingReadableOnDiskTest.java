package io.actionflow.secrets.app.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.disk.DiskSearch;
import io.actionflow.secrets.app.disk.DiskSearch.Hit;
import io.actionflow.secrets.app.disk.DiskSearch.Report;
import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.EmbeddedFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Every file of broker, processor and reader, searched for every text and value in every usual encoding. */
class NothingReadableOnDiskTest {

    private static final String SCRATCH = "scratch";

    /** Written in plaintext on purpose: the search must find it, or finds nothing at all. */
    private static final String PLANTED = "planted-in-plaintext-Yc54";

    @TempDir
    Path directory;

    private final DiskSearch search = Telltale.search(Telltale.texts()).lookFor("planted", Team.bytes(PLANTED));

    @Test
    void noTextAndNoValueIsOnAnyDiskWhileAllRunsAndAfterwards(TestReporter report) throws Exception {
        Path brokerDirectory = directory.resolve("broker");
        List<Path> written = new ArrayList<>(List.of(brokerDirectory));
        try (EmbeddedFixture broker = BrokerFixture.embedded(brokerDirectory)) {
            try (SystemFixture system = SystemFixture.start(broker, directory)) {
                written.addAll(system.stateDirectories());
                assertThat(search.search(written).hits()).isEmpty();
                new Telltale(system).live();
                Report running = search.search(written);
                assertThat(running.hits()).as("while all runs").isEmpty();
                report.publishEntry("while all runs", describe(running));
            }
            produceInPlaintext(broker);
        }

        Report afterwards = search.search(written);
        report.publishEntry("afterwards", describe(afterwards) + ", " + search.patternCount() + " patterns");
        assertThat(afterwards.hits()).isNotEmpty().allSatisfy(hit -> assertThat(hit)
                .as("the scratch topic's record and nothing else")
                .returns("planted", Hit::label)
                .returns(
                        SCRATCH + "-0",
                        it -> it.file().getParent().getFileName().toString()));
        for (Path wrote : written) {
            assertThat(search.search(List.of(wrote)).bytes())
                    .as("bytes under " + wrote)
                    .isPositive();
        }
        theSearchFindsWhatIsPlantedIn(written);
    }

    /** A text in a file of the state directories, as a careless log file or cache would have it. */
    private void theSearchFindsWhatIsPlantedIn(List<Path> written) throws Exception {
        for (Path place : written) {
            Path file = place.resolve("planted");
            Files.writeString(file, "value=" + Telltale.FIRST + "\n");
            assertThat(search.search(written).hits())
                    .filteredOn(hit -> hit.file().equals(file))
                    .extracting(Hit::label)
                    .contains("first value");
            Files.delete(file);
        }
    }

    private static void produceInPlaintext(EmbeddedFixture broker) throws Exception {
        try (Admin admin = broker.admin();
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(SCRATCH, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>(SCRATCH, PLANTED)).get();
        }
    }

    private static String describe(Report report) {
        return report.files() + " files, " + report.bytes() + " bytes";
    }
}
