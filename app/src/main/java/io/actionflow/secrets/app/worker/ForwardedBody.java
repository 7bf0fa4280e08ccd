package io.actionflow.secrets.app.worker;

import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Gathers a peer's answer in one array of the size that it announces: it may hold a value, which should stand in memory
 * once, and whose bytes are zeroed should the answer break off.
 */
final class ForwardedBody implements BodySubscriber<byte[]> {

    private static final int UNANNOUNCED = 4 * 1024;
    private static final int MOST = Integer.MAX_VALUE - 64;

    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private byte[] bytes;
    private int length;

    private ForwardedBody(long announced) {
        this.bytes = new byte[(int) Math.min(announced, MOST)];
    }

    static BodySubscriber<byte[]> of(ResponseInfo info) {
        return new ForwardedBody(
                info.headers().firstValueAsLong("Content-Length").orElse(UNANNOUNCED));
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        for (ByteBuffer piece : pieces) {
            int together = Math.addExact(length, piece.remaining());
            if (together > bytes.length) {
                resize((int) Math.min(MOST, Math.max(together, 2L * bytes.length)));
            }
            piece.get(bytes, length, piece.remaining());
            length = together;
        }
    }

    @Override
    public void onError(Throwable failure) {
        Arrays.fill(bytes, (byte) 0);
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        if (bytes.length != length) {
            resize(length);
        }
        whole.complete(bytes);
    }

    private void resize(int size) {
        byte[] old = bytes;
        bytes = Arrays.copyOf(old, size);
        Arrays.fill(old, (byte) 0);
    }
}
