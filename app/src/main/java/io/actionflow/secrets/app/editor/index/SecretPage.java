package io.actionflow.secrets.app.editor.index;

import io.actionflow.secrets.projections.state.SecretStatus;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list of secrets.
 *
 * @param next the cursor of the page after it; empty on the last
 * @param visited how many secrets were looked at for it: what it cost
 */
public record SecretPage(List<Listed> secrets, Optional<String> next, long visited) {

    /** A secret, and how its draft stands to what flows use. */
    public record Listed(SecretItem item, SecretStatus status) {}

    public SecretPage {
        secrets = List.copyOf(secrets);
    }
}
