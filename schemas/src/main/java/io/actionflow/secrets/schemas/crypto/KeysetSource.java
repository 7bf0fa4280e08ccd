package io.actionflow.secrets.schemas.crypto;

import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** Where a keyset comes from, and comes from anew once somebody has replaced it there. */
public interface KeysetSource {

    /** What the keyset is for, as logs and metrics name it. */
    String purpose();

    /** Differs from the one before whenever {@link #read} may give something else. Asked often: it must cost little. */
    Object state() throws IOException;

    /** Reads the keyset; a message names the place and never its content. */
    KeysetHandle read() throws IOException, GeneralSecurityException;
}
