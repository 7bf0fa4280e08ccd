package io.actionflow.secrets.app.dev;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * What can be chosen. All addresses are this machine's own.
 *
 * @param data where everything is kept from one start to the next; made if need be
 */
public record DevSettings(
        Path data, InetSocketAddress editor, InetSocketAddress resolver, InetSocketAddress management) {}
