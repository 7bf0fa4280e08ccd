package io.actionflow.secrets.app.system;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import java.nio.file.Path;

final class WholeLifeOnEmbeddedBrokerTest extends WholeLifeSuite {

    @Override
    BrokerFixture startBroker(Path directory) {
        return BrokerFixture.embedded(directory);
    }
}
