package io.actionflow.secrets.app.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM files. What it throws names the file and what is wrong with it, and nothing of its content. */
public final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final List<String> KEY_KINDS = List.of("RSA", "EC", "EdDSA");

    private Pem() {}

    /** The certificates of a file, at least one. */
    public static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        Collection<? extends Certificate> found;
        try {
            found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException(file + " has no readable PEM certificates");
        }
        if (found.isEmpty()) {
            throw new GeneralSecurityException(file + " has no PEM certificates");
        }
        return List.copyOf(found);
    }

    /** The private key of a file: PKCS#8, not encrypted. */
    public static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        Matcher blocks = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        while (blocks.find()) {
            if (blocks.group(1).equals("PRIVATE KEY")) {
                return decoded(file, blocks.group(2));
            }
            if (blocks.group(1).endsWith("PRIVATE KEY")) {
                throw new GeneralSecurityException(file + " has a key of the form '" + blocks.group(1)
                        + "'; make it plain PKCS#8 with: openssl pkcs8 -topk8 -nocrypt");
            }
        }
        throw new GeneralSecurityException(file + " has no PEM private key");
    }

    private static PrivateKey decoded(Path file, String base64) throws GeneralSecurityException {
        PKCS8EncodedKeySpec encoded;
        try {
            encoded = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(file + " has a private key that is not Base64");
        }
        for (String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(encoded);
            } catch (InvalidKeySpecException e) {
                // Of another kind, then: the encoding says which, but only to those who parse it.
                continue;
            }
        }
        throw new GeneralSecurityException(file + " has a private key that is none of " + KEY_KINDS);
    }
}
