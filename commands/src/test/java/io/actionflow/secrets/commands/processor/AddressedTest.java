package io.actionflow.secrets.commands.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressedTest {

    @Test
    void aRecordGoesWhereItIsAddressedWhateverItsKey() {
        assertThat(Addressed.PARTITIONER.partitions("topic", new Addressed("key", 5), new byte[0], 8))
                .contains(Set.of(5));
    }

    @Test
    void onlyTheTextIsWritten() {
        assertThat(Addressed.SERIALIZER.serialize("topic", new Addressed("key-é", 5)))
                .isEqualTo("key-é".getBytes(StandardCharsets.UTF_8));
    }
}
