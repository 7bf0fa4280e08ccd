package io.actionflow.secrets.app.worker;

import java.net.URI;
import java.util.List;
import java.util.function.IntFunction;

/** Which of the instances that say they hold a partition are asked. */
public final class Peers {

    private Peers() {}

    /**
     * Those that are reached over TLS. An instance that is itself asks no others: a report with an address of http, from
     * whomever it is, must not make it show a caller's token, or send the caller, to where everybody on the way can read.
     *
     * @param peers partition → other instances, the freshest first
     */
    public static IntFunction<List<URI>> overTls(IntFunction<List<URI>> peers) {
        return partition -> peers.apply(partition).stream()
                .filter(peer -> "https".equalsIgnoreCase(peer.getScheme()))
                .toList();
    }
}
