package io.actionflow.secrets.commands.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;

class BrokerAdviceTest {

    private static Config withBackoff(String millis) {
        return new Config(List.of(new ConfigEntry(BrokerAdvice.BACKOFF, millis)));
    }

    @Test
    void kafkasDefaultIsAdvisedAgainst() {
        assertThat(BrokerAdvice.of(withBackoff("20"))).hasValueSatisfying(advice -> assertThat(advice)
                .contains(BrokerAdvice.BACKOFF, "is 20", "set it to 1"));
    }

    @Test
    void whatIsSetWellOrUnknownNeedsNoAdvice() {
        assertThat(BrokerAdvice.of(withBackoff("1"))).isEmpty();
        assertThat(BrokerAdvice.of(withBackoff(null))).isEmpty();
        assertThat(BrokerAdvice.of(new Config(List.of()))).isEmpty();
    }
}
