package io.actionflow.secrets.app.http;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a server needs to speak TLS, as PEM files. They are read again when they change.
 *
 * @param certificate the server's, followed by those that lead to a known authority
 * @param key its private key, PKCS#8 and not encrypted
 * @param clientAuthority who signs the certificates of callers; without it nobody is asked for one
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientAuthority) {}
