import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/** Prints the private key of a PKCS12 store as PEM, which keytool can't: {@code java ExportKey.java STORE PASSWORD_FILE ALIAS}. */
final class ExportKey {

    private static final byte[] LINE_END = {'\n'};

    private ExportKey() {}

    public static void main(String[] arguments) throws Exception {
        char[] password = Files.readString(Path.of(arguments[1])).strip().toCharArray();
        KeyStore store = KeyStore.getInstance(Path.of(arguments[0]).toFile(), password);
        byte[] key = store.getKey(arguments[2], password).getEncoded();
        ByteArrayOutputStream pem = new ByteArrayOutputStream();
        pem.writeBytes("-----BEGIN PRIVATE KEY-----\n".getBytes(StandardCharsets.US_ASCII));
        pem.writeBytes(Base64.getMimeEncoder(64, LINE_END).encode(key));
        pem.writeBytes("\n-----END PRIVATE KEY-----\n".getBytes(StandardCharsets.US_ASCII));
        System.out.write(pem.toByteArray());
        System.out.flush();
    }
}
