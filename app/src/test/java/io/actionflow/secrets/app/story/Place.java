package io.actionflow.secrets.app.story;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A running system, with two instances of each service. */
public interface Place extends AutoCloseable {

    /** The editor APIs. */
    List<URI> editors();

    /** The resolver APIs. */
    List<URI> resolvers();

    /** Whom to trust where the APIs speak TLS. */
    Optional<Path> ca();

    /** A token for the editor API. */
    String editorToken(String subject, Duration validity) throws Exception;

    /** A token for the resolver API, for these projects. */
    String workerToken(Set<String> projects) throws Exception;

    /** All that the services have said so far. */
    String said() throws Exception;

    @Override
    void close();
}
