package io.actionflow.secrets.app.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeersTest {

    @Test
    void whoIsReachedOverTlsAsksNobodyWhoIsNot() {
        URI forged = URI.create("http://attacker.example");
        URI loud = URI.create("HTTPS://resolver-2.example");
        URI good = URI.create("https://resolver-3.example:8480");

        assertThat(Peers.overTls(partition -> List.of(forged, loud, good)).apply(3))
                .containsExactly(loud, good);
    }
}
