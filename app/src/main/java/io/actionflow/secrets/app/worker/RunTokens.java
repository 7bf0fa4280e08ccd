package io.actionflow.secrets.app.worker;

import io.actionflow.secrets.resolver.run.RunRef;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.avro.MalformedRecordException;
import io.actionflow.secrets.schemas.avro.RecordType;
import io.actionflow.secrets.schemas.avro.SingleObjectCodec;
import io.actionflow.secrets.schemas.avro.UnknownSchemaException;
import io.actionflow.secrets.schemas.crypto.AssociatedData;
import io.actionflow.secrets.schemas.crypto.DecryptionException;
import io.actionflow.secrets.schemas.crypto.MetadataCipher;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Makes run tokens and reads them. A token is base64url, without padding, of a {@link RunClaim} that is encrypted under the
 * metadata keyset: any instance can go on with a Run, none has to remember it, and its holder can neither read nor change
 * it. It is no authority: whoever shows one must be allowed the project by themselves. Safe for use by several threads.
 */
final class RunTokens {

    static final List<RecordType<?>> TYPES = List.of(RunClaim.TYPE);
    static final SingleObjectCodec CODEC = new SingleObjectCodec(TYPES);

    /** The longest token. Ids and a subject that is cut keep every one of ours far below. */
    static final int MAX_CHARS = 4096;

    private static final int MAX_SUBJECT_CHARS = 256;

    private final MetadataCipher cipher;
    private final InstantSource clock;

    RunTokens(MetadataCipher cipher, InstantSource clock) {
        this.cipher = cipher;
        this.clock = clock;
    }

    /** What the token of a Run that begins now says. */
    RunClaim begin(RunRef ref, String subject) {
        return new RunClaim(Ids.random(), ref, cut(subject), Instant.ofEpochMilli(clock.millis()));
    }

    String seal(RunClaim claim) {
        byte[] sealed = cipher.encrypt(CODEC.encode(claim), AssociatedData.run());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** What the token says; empty for everything that is not a token of ours, exactly as it was made. */
    Optional<RunClaim> open(String token) {
        try {
            byte[] sealed = decode(token);
            return Optional.of(CODEC.decode(cipher.decrypt(sealed, AssociatedData.run()), RunClaim.class));
        } catch (IllegalArgumentException | DecryptionException | MalformedRecordException | UnknownSchemaException e) {
            return Optional.empty(); // all alike: nobody learns what was wrong with it
        }
    }

    // The decoder passes over the last bits of the last character: another text would be the same token.
    private static byte[] decode(String token) {
        byte[] sealed = token.length() > MAX_CHARS
                ? new byte[0]
                : Base64.getUrlDecoder().decode(token);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(sealed).equals(token)) {
            throw new IllegalArgumentException("Not in the one form that a token has");
        }
        return sealed;
    }

    private static String cut(String subject) {
        if (subject.length() <= MAX_SUBJECT_CHARS) {
            return subject;
        }
        boolean splitsPair = Character.isHighSurrogate(subject.charAt(MAX_SUBJECT_CHARS - 1));
        return subject.substring(0, splitsPair ? MAX_SUBJECT_CHARS - 1 : MAX_SUBJECT_CHARS);
    }
}
