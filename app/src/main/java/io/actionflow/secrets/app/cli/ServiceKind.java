package io.actionflow.secrets.app.cli;

import io.actionflow.secrets.app.config.Setting;
import java.util.Set;

/**
 * A kind of process.
 *
 * @param name as it is called on the command line
 * @param keys the settings of keys that it needs
 * @param management where it answers monitoring, if its configuration doesn't say
 * @param hasApi whether it serves callers over HTTP, of whom it must know who they are
 */
record ServiceKind(String name, Set<Setting> keys, String management, boolean hasApi) {}
