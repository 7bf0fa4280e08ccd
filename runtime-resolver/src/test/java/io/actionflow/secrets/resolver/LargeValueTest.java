package io.actionflow.secrets.resolver;

import static io.actionflow.secrets.resolver.fixture.TestProject.binding;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionflow.secrets.resolver.fixture.TestProject;
import io.actionflow.secrets.resolver.fixture.World;
import io.actionflow.secrets.resolver.open.Backing;
import io.actionflow.secrets.resolver.open.SecretValue;
import io.actionflow.secrets.resolver.run.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of every length go from the chunks to the worker whole. */
class LargeValueTest {

    private static final int MIB = 1024 * 1024;

    private final World world = new World();
    private final TestProject acme = world.project("acme");

    private byte[] save(int size) {
        byte[] value = new byte[size];
        new Random(size).nextBytes(value);
        acme.addSecret("key", value);
        acme.save("flow", binding("node", "in", "key"));
        acme.sync();
        return value;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, MIB / 2, MIB / 2 + 1, MIB, MIB + 1, 3 * MIB})
    void aValueOfAnyLengthIsGivenTwiceAlike(int size) {
        byte[] value = save(size);
        try (Resolver resolver = world.resolver();
                Run run = resolver.begin("acme", "flow").orElseThrow()) {
            for (int i = 0; i < 2; i++) {
                try (SecretValue given = run.resolve("node", "in").orElseThrow()) {
                    assertThat(given.matches(value)).isTrue();
                }
            }
        }
    }

    @Test
    void aValueOf64MebibytesIsGivenAndZeroedAtOnce() throws IOException {
        CRC32 expected = new CRC32();
        expected.update(save(64 * MIB));
        CheckedOutputStream out = new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
        byte[] array;
        try (Resolver resolver = world.resolver();
                Run run = resolver.begin("acme", "flow").orElseThrow()) {
            try (SecretValue given = run.resolve("node", "in").orElseThrow()) {
                given.writeTo(out);
                array = Backing.arrayOf(given);
            }
            assertThat(array).hasSize(64 * MIB);
            assertThat(isZero(array)).as("too long to be kept").isTrue();
        }
        assertThat(out.getChecksum().getValue()).isEqualTo(expected.getValue());
    }

    private static boolean isZero(byte[] array) {
        for (byte b : array) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
