package io.actionflow.secrets.app.system;

import static io.actionflow.secrets.app.system.Team.INPUT;
import static io.actionflow.secrets.app.system.Team.MANAGER;
import static io.actionflow.secrets.app.system.Team.NODE;
import static io.actionflow.secrets.app.system.Team.accepted;
import static io.actionflow.secrets.app.system.Team.binding;
import static io.actionflow.secrets.app.system.Team.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.app.fixture.BrokerFixture;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.commands.client.SecretEdit;
import io.actionflow.secrets.projections.state.SecretEntry;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.Run;
import io.actionflow.secrets.schemas.Limits;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.result.Accepted;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A process with a small heap in which client, processor and resolver live all together: it stores texts and values of
 * every kind, checks that each comes back exactly, and says so.
 */
final class LengthsProcess {

    private static final int MIB = 1024 * 1024;

    private final SystemFixture system;
    private final Team team;
    private final PrintStream out;

    private LengthsProcess(SystemFixture system, PrintStream out) throws Exception {
        this.system = system;
        this.team = Team.in(system);
        this.out = out;
    }

    /** Arguments: the broker's address, and a directory for state. */
    public static void main(String[] args) throws Exception {
        BrokerFixture broker = new BrokerFixture() {
            @Override
            public String bootstrapServers() {
                return args[0];
            }

            @Override
            public void close() {
                // It is another process's.
            }
        };
        try (SystemFixture system = SystemFixture.start(broker, Path.of(args[1]))) {
            LengthsProcess process = new LengthsProcess(system, System.out);
            process.hostileTexts();
            process.longTexts();
            process.values();
            process.peak();
        }
    }

    /** Texts that break out of quotes, paths, templates, terminals, columns and of what people take for one character. */
    static List<String> hostile() {
        return List.of(
                "\u0000",
                "a\u0000b",
                "\u0001\u0007\u0008\t\n\u000b\f\r\u001b[31m\u007f\u0085\u009f",
                " leading and trailing ",
                "\r\n\r\nHTTP/1.1 200 OK",
                "../../../../etc/passwd",
                "..\\..\\windows\\system32",
                "'; DROP TABLE secrets; --",
                "\"quoted\" 'single' `tick` \\backslash\\",
                "${jndi:ldap://x/y} ${template} {{mustache}} #{spring} <%= erb %> %s %n %d {} {0}",
                "`touch /tmp/x` $(touch /tmp/x) ; rm -rf / & | > <",
                "<script>alert(1)</script>&amp;&#0;",
                "\u202egnp.exe\u202c \u2066\u2069 \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66 \ud83c\uddfa\ud83c\uddf3 \ud83d\udd11",
                "z" + "\u0301\u0302\u0316".repeat(10_000 / 3) + "\u0301",
                "\u212b \u00c5 A\u030a",
                "\ufeffbyte order mark\uffff\ufffe\ufffd\ud83f\udfff\udbff\udfff",
                "\u2028\u2029\u200b\u00ad\u3000");
    }

    private void hostileTexts() throws Exception {
        List<Binding> bindings = new ArrayList<>();
        List<String> texts = hostile();
        for (int i = 0; i < texts.size(); i++) {
            String id = "hostile-" + i;
            addWith(id, texts.get(i), "description: " + texts.get(i));
            bindings.add(new Binding("node " + texts.get(i), "Call API", "input " + texts.get(i), id));
        }
        team.accepted(team.save("hostile", bindings.toArray(Binding[]::new)));
        team.sync();
        try (Run run = team.begin("hostile")) {
            for (int i = 0; i < texts.size(); i++) {
                try (SecretValue value = run.resolve("node " + texts.get(i), "input " + texts.get(i))
                        .orElseThrow()) {
                    assertThat(value.copyBytes()).isEqualTo(Team.bytes("hostile-" + i));
                }
            }
        }
        out.println("hostile texts: " + texts.size());
    }

    private void longTexts() throws Exception {
        String name = text("n", 8 * MIB);
        String description = text("\u00e9", 8 * MIB);
        addWith("long", name, description);
        String other = text("o\u0301", 8 * MIB);
        Accepted renamed = accepted(outcome(system.client()
                .editSecret(SecretEdit.of(team.projectId(), MANAGER, "long").named(other))));
        assertStored("long", other, description, renamed.sequence());
        out.println("long texts: name and description of " + 8 * MIB + " bytes each");
    }

    /** As long as possible within so many bytes of UTF-8. */
    private static String text(String piece, int bytes) {
        return piece.repeat(bytes / piece.getBytes(StandardCharsets.UTF_8).length);
    }

    private void addWith(String secretId, String name, String description) throws Exception {
        try (PlainValue value = PlainValue.copyOf(Team.bytes(secretId))) {
            Accepted added = accepted(
                    outcome(system.client().addSecret(team.projectId(), MANAGER, secretId, name, description, value)));
            assertStored(secretId, name, description, added.sequence());
        }
    }

    private void assertStored(String secretId, String name, String description, long sequence) throws Exception {
        system.resolver().awaitSequence(team.projectId(), sequence, SystemFixture.PATIENCE);
        SecretEntry secret = system.projection().project(team.projectId()).secret(secretId);
        assertThat(secret).isNotNull();
        // Not isEqualTo: what it says of texts of 8 MiB would not fit anywhere.
        assertThat(secret.name().equals(name)).as("name of " + secretId).isTrue();
        assertThat(secret.description().equals(description))
                .as("description of " + secretId)
                .isTrue();
        assertThat(system.projection().project(team.projectId()).secretNamed(name))
                .isEqualTo(secretId);
    }

    private void values() throws Exception {
        int[] sizes = {1, Limits.CHUNK_BYTES - 1, Limits.CHUNK_BYTES, Limits.CHUNK_BYTES + 1, 64 * MIB};
        for (int size : sizes) {
            String id = "value-" + size;
            String sealed = add(id, size);
            team.accepted(team.save("flow-" + id, binding(id)));
            team.sync();
            assertThat(opened("flow-" + id, size)).as(size + " bytes").isEqualTo(sealed);
            out.println("value: " + size + " bytes");
        }
    }

    private String add(String secretId, int size) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        InputStream content = new DigestInputStream(new Noise(size), digest);
        try (PlainValue value = PlainValue.ofStream(content, size)) {
            accepted(outcome(system.client().addSecret(team.projectId(), MANAGER, secretId, secretId, "", value)));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private String opened(String actionflowId, int size) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Run run = team.begin(actionflowId);
                SecretValue value = run.resolve(NODE, INPUT).orElseThrow()) {
            assertThat(value.size()).isEqualTo(size);
            value.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private void peak() {
        Map<String, Long> peaks = new TreeMap<>();
        ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .forEach(pool -> peaks.put(pool.getName(), pool.getPeakUsage().getUsed() / MIB));
        out.println("heap: at most " + Runtime.getRuntime().maxMemory() / MIB + " MiB, peaks in MiB " + peaks);
    }

    /** Bytes of every kind, never held anywhere all together. */
    private static final class Noise extends InputStream {

        private final Random random;
        private int left;

        Noise(int size) {
            this.random = new Random(size);
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int at, int length) {
            if (left == 0) {
                return -1;
            }
            byte[] noise = new byte[Math.min(length, left)];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, bytes, at, noise.length);
            left -= noise.length;
            return noise.length;
        }
    }
}
