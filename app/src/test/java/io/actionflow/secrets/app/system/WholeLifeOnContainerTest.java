package io.actionflow.secrets.app.system;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.app.fixture.RequiresDocker;
import java.nio.file.Path;

@RequiresDocker
final class WholeLifeOnContainerTest extends WholeLifeSuite {

    @Override
    BrokerFixture startBroker(Path directory) {
        return BrokerFixture.container();
    }
}
