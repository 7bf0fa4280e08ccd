package io.actionflow.secrets.app.story;

import java.nio.file.Path;

/** Always. */
class StoryOnEmbeddedBrokerTest extends StorySuite {

    @Override
    Place open(Path directory) throws Exception {
        return LocalPlace.open(directory);
    }
}
