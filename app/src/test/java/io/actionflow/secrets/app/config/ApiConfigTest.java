package io.actionflow.secrets.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.actionflow.secrets.app.auth.CertificateAuthenticator;
import io.actionflow.secrets.app.auth.EitherAuthenticator;
import io.actionflow.secrets.app.auth.JwtAuthenticator;
import io.actionflow.secrets.app.auth.TokenMinter;
import io.actionflow.secrets.app.fixture.Certificates;
import io.actionflow.secrets.app.http.HttpSettings;
import io.actionflow.secrets.app.http.Limit;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiConfigTest {

    private static final String BROKER = "bootstrap.servers=b:9092\n";
    private static final String NAMES = "secrets.auth.issuer=i\nsecrets.auth.audience=a\n";

    @TempDir
    private Path directory;

    @Test
    void everythingListensOnLoopbackUnlessToldOtherwise() throws Exception {
        TokenMinter.create(directory);
        ServiceConfig config = loadForApi("secrets.auth.jwks=jwks.json\n" + NAMES);

        HttpSettings editor = ApiConfig.http(config, ApiConfig.EDITOR_LISTEN);

        assertThat(editor.listen()).isEqualTo(new InetSocketAddress("127.0.0.1", 8470));
        assertThat(editor.tls()).isEmpty();
        assertThat(editor.limits().of(Limit.REQUESTS)).isEqualTo(Limit.REQUESTS.standard());
        assertThat(ApiConfig.http(config, ApiConfig.RESOLVER_LISTEN).listen().getPort())
                .isEqualTo(8480);
        assertThat(ApiConfig.management(config, "127.0.0.1:9464")).contains(new InetSocketAddress("127.0.0.1", 9464));
        assertThat(ApiConfig.authenticator(config)).isInstanceOf(JwtAuthenticator.class);
    }

    @Test
    void everyLimitCanBeSet() throws Exception {
        StringBuilder text = new StringBuilder("secrets.auth.jwks=https://issuer/keys\n" + NAMES);
        List<Setting> limits = List.of(Setting.values()).stream()
                .filter(setting -> setting.ordinal() >= Setting.HTTP_MAX_CONNECTIONS.ordinal())
                .toList();
        limits.forEach(setting -> text.append(setting.key()).append("=7\n"));

        HttpSettings http = ApiConfig.http(loadForApi(text.toString()), ApiConfig.EDITOR_LISTEN);

        assertThat(limits).hasSameSizeAs(Limit.values());
        assertThat(Limit.values())
                .allSatisfy(limit -> assertThat(http.limits().of(limit)).isEqualTo(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"67108864", "65536KiB", "64MiB"})
    void bytesMayHaveAUnit(String bytes) throws Exception {
        ServiceConfig config = load("secrets.http.max-body-bytes-total=" + bytes + "\n");

        assertThat(config.bytes(Setting.HTTP_MAX_BODY_BYTES_TOTAL)).hasValue(64 << 20);
    }

    @Test
    void managementCanBeOff() throws Exception {
        assertThat(ApiConfig.management(load("secrets.management.listen=off\n"), "127.0.0.1:1"))
                .isEmpty();
        assertThat(ApiConfig.management(load("secrets.management.listen=[::1]:0\n"), "127.0.0.1:1"))
                .hasValueSatisfying(address -> assertThat(address.getPort()).isZero());
    }

    @Test
    void callersComeInByTokenOrCertificateOrEither() throws Exception {
        TokenMinter.create(directory);
        Certificates certificates = new Certificates(directory).authority("ca");
        certificates.certificate("server", "CN=server", "ca");
        Files.writeString(directory.resolve("clients"), "CN=worker-1,O=acme=weather\n");
        String tls = "secrets.http.tls.certificate=server.crt\nsecrets.http.tls.key=server.key\n"
                + "secrets.http.tls.client-ca=ca.crt\nsecrets.resolver.clients=clients\n";

        assertThat(ApiConfig.authenticator(loadForApi(tls))).isInstanceOf(CertificateAuthenticator.class);
        ServiceConfig both = loadForApi(tls + "secrets.auth.jwks=jwks.json\n" + NAMES);
        assertThat(ApiConfig.authenticator(both)).isInstanceOf(EitherAuthenticator.class);
        assertThat(ApiConfig.http(both, ApiConfig.RESOLVER_LISTEN)
                        .tls()
                        .orElseThrow()
                        .clientAuthority())
                .contains(directory.resolve("ca.crt"));
    }

    @Test
    void everyMistakeIsNamedAtOnce() throws Exception {
        Files.writeString(directory.resolve("broken.pem"), "hidden");
        Files.writeString(directory.resolve("broken.json"), "hidden");
        Files.writeString(directory.resolve("clients"), "hidden\n");

        assertThat(mistakes("""
                        secrets.http.listen=8470
                        secrets.management.listen=nowhere
                        secrets.http.tls.certificate=broken.pem
                        secrets.http.tls.key=broken.pem
                        secrets.auth.jwks=broken.json
                        secrets.auth.issuer=
                        secrets.resolver.url=ftp://x
                        secrets.resolver.clients=clients
                        secrets.http.max-requests=many
                        secrets.http.max-body-bytes-total=1GB
                        secrets.http.max-conections=7
                        """))
                .satisfiesExactlyInAnyOrder(
                        is("secrets.http.listen is not an address"),
                        is("secrets.management.listen is neither"),
                        is("secrets.http.tls: "),
                        is("secrets.auth.jwks: "),
                        is("secrets.auth.issuer is empty"),
                        is("secrets.auth.audience is missing"),
                        is("secrets.resolver.url is not a URL"),
                        is("secrets.resolver.clients: "),
                        is("secrets.http.tls.client-ca is missing, which secrets.resolver.clients needs"),
                        is("secrets.http.max-requests is not a whole number"),
                        is("secrets.http.max-body-bytes-total is not a number of bytes"),
                        is("secrets.http.max-conections is not known; did you mean secrets.http.max-connections?"));
    }

    @Test
    void aCertificateNeedsItsKeyAndAnApiNeedsCallers() throws Exception {
        Files.writeString(directory.resolve("some.pem"), "");

        assertThat(mistakes("secrets.http.tls.certificate=some.pem\n"))
                .satisfiesExactlyInAnyOrder(
                        is("secrets.http.tls.key is missing"), is("secrets.auth.jwks is missing: nobody"));
        assertThat(mistakes("secrets.http.tls.key=some.pem\nsecrets.auth.jwks=absent.json\n" + NAMES))
                .satisfiesExactlyInAnyOrder(
                        is("secrets.http.tls.certificate is missing"), is("secrets.auth.jwks names neither"));
    }

    private static java.util.function.Consumer<String> is(String start) {
        return mistake -> assertThat(mistake).startsWith(start).doesNotContain("hidden");
    }

    private List<String> mistakes(String text) throws Exception {
        Path file = write(text);
        return catchThrowableOfType(ConfigurationException.class, () -> ServiceConfig.loadForApi(file, Set.of()))
                .mistakes();
    }

    private ServiceConfig loadForApi(String text) throws Exception {
        return ServiceConfig.loadForApi(write(text), Set.of());
    }

    private ServiceConfig load(String text) throws Exception {
        return ServiceConfig.load(write(text), Set.of());
    }

    private Path write(String text) throws Exception {
        return Files.writeString(directory.resolve("service.properties"), BROKER + text);
    }
}
