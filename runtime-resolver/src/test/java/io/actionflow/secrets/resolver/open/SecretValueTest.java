package io.actionflow.secrets.resolver.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SecretValueTest {

    private static SecretValue of(byte[] bytes) {
        return new SecretValue(new SharedBytes(bytes.clone()));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void theBytesComeOutByEachOfTheThreeWays() throws IOException {
        for (int size : new int[] {1, 8 * 1024 - 1, 8 * 1024, 8 * 1024 + 1, 100_000}) {
            byte[] bytes = random(size);
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            try (SecretValue value = of(bytes)) {
                assertThat(value.size()).isEqualTo(size);
                assertThat(value.copyBytes()).isEqualTo(bytes);
                value.writeTo(written);
                assertThat(written.toByteArray()).isEqualTo(bytes);
                assertThat(value.<Boolean>withBytes(buffer -> buffer.equals(ByteBuffer.wrap(bytes))))
                        .isTrue();
            }
        }
    }

    @Test
    void nobodyGetsAtTheBytesThemselves() throws IOException {
        byte[] bytes = random(100);
        try (SecretValue value = of(bytes)) {
            Arrays.fill(value.copyBytes(), (byte) 0);
            value.writeTo(new OutputStream() {
                @Override
                public void write(int b) {}

                @Override
                public void write(byte[] block, int from, int length) {
                    Arrays.fill(block, (byte) 0);
                }
            });
            boolean writable = value.withBytes(buffer -> !buffer.isReadOnly() || buffer.hasArray());
            assertThat(writable).isFalse();
            assertThat(value.copyBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void aStreamThatKeepsItsBlockKeepsNothing() throws IOException {
        byte[][] kept = new byte[1][];
        try (SecretValue value = of(random(100))) {
            value.writeTo(new OutputStream() {
                @Override
                public void write(int b) {}

                @Override
                public void write(byte[] block, int from, int length) {
                    kept[0] = block;
                }
            });
        }
        assertThat(kept[0]).hasSize(100).containsOnly(0);
    }

    @Test
    void closingZeroesAndClosingTwiceDoesNoMore() {
        SharedBytes shared = new SharedBytes(random(100));
        SecretValue first = new SecretValue(shared);
        SecretValue second = shared.newHandle();
        first.close();
        first.close();
        assertThat(shared.array()).isEqualTo(random(100));
        second.close();
        assertThat(shared.array()).containsOnly(0);
        assertThat(shared.newHandle()).isNull();
    }

    @Test
    void aClosedHandleAnswersNothing() {
        SharedBytes shared = new SharedBytes(random(100));
        SecretValue closed = shared.newHandle();
        closed.close();
        assertThat(shared.array()).as("another handle is open").isEqualTo(random(100));
        assertThatThrownBy(closed::copyBytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(closed::size).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> closed.writeTo(OutputStream.nullOutputStream()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> closed.withBytes(bytes -> bytes)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> closed.matches(random(100))).isInstanceOf(IllegalStateException.class);
        assertThat(closed.toString()).isEqualTo("SecretValue");
    }

    @Test
    void aHandleThatIsClosedWhileItIsUsedKeepsItsBytesUntilTheUseIsOver() {
        SharedBytes shared = new SharedBytes(random(100));
        SecretValue value = new SecretValue(shared);
        byte[] seen = value.withBytes(buffer -> {
            value.close();
            byte[] copy = new byte[buffer.remaining()];
            buffer.get(copy);
            return copy;
        });
        assertThat(seen).isEqualTo(random(100));
        assertThat(shared.array()).containsOnly(0);
    }

    @Test
    void aUseThatFailsGivesItsShareUp() {
        SharedBytes shared = new SharedBytes(random(100));
        SecretValue value = new SecretValue(shared);
        assertThatThrownBy(() -> value.withBytes(buffer -> {
                    throw new UnsupportedOperationException();
                }))
                .isInstanceOf(UnsupportedOperationException.class);
        value.close();
        assertThat(shared.array()).containsOnly(0);
    }

    @Test
    void onlyTheSameBytesMatch() {
        try (SecretValue value = of(random(100))) {
            assertThat(value.matches(random(100))).isTrue();
            assertThat(value.matches(random(99))).isFalse();
            assertThat(value.matches(new byte[0])).isFalse();
            byte[] other = random(100);
            other[99] ^= 1;
            assertThat(value.matches(other)).isFalse();
        }
    }

    @Test
    void handlesAreEqualOnlyToThemselves() {
        SharedBytes shared = new SharedBytes(random(100));
        try (SecretValue one = shared.newHandle();
                SecretValue other = shared.newHandle()) {
            assertThat(one).isEqualTo(one).isNotEqualTo(other);
        }
    }

    @Test
    void aValueIsNeitherRecordNorSerializableNorOpenToSubclasses() throws IOException {
        assertThat(SecretValue.class.isRecord()).isFalse();
        assertThat(Serializable.class.isAssignableFrom(SecretValue.class)).isFalse();
        assertThat(Modifier.isFinal(SecretValue.class.getModifiers())).isTrue();
        try (SecretValue value = of(random(10));
                ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(value)).isInstanceOf(NotSerializableException.class);
        }
    }
}
