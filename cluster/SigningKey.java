import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** Makes a key that signs tokens (ES256), and the key set with which they are checked: {@code java SigningKey.java PRIVATE PUBLIC}. */
final class SigningKey {

    private static final int COORDINATE_BYTES = 32;

    private SigningKey() {}

    public static void main(String[] arguments) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey open = (ECPublicKey) pair.getPublic();
        String point = "\"x\":\"" + text(open.getW().getAffineX()) + "\",\"y\":\"" + text(open.getW().getAffineY()) + "\"";
        String id = thumbprint("{\"crv\":\"P-256\",\"kty\":\"EC\"," + point + "}");
        String common =
                "\"kty\":\"EC\",\"crv\":\"P-256\",\"alg\":\"ES256\",\"use\":\"sig\",\"kid\":\"" + id + "\"," + point;
        String d = text(((ECPrivateKey) pair.getPrivate()).getS());
        Files.writeString(Path.of(arguments[0]), "{" + common + ",\"d\":\"" + d + "\"}\n");
        Files.writeString(Path.of(arguments[1]), "{\"keys\":[{" + common + "}]}\n");
    }

    // RFC 7638.
    private static String thumbprint(String required) throws Exception {
        return base64(MessageDigest.getInstance("SHA-256").digest(required.getBytes(StandardCharsets.UTF_8)));
    }

    // A coordinate always has its full length (RFC 7518).
    private static String text(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, padded, COORDINATE_BYTES - length, length);
        return base64(padded);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
