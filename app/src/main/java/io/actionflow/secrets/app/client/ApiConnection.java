package io.actionflow.secrets.app.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Brings a call to a server that answers it. While one is away or busy the next is tried, and once all are, all again after
 * a pause, until patience ends. Every attempt is the same to the last byte, the command's id included, so that trying again
 * never does anything twice. For one thread.
 */
final class ApiConnection {

    // Java has no other way to say that the other end refused us, our certificate for instance.
    private static final String REFUSED = "Received fatal alert: ";
    private static final String BROKEN = REFUSED + "internal_error";

    private final ApiSettings settings;
    private final Exchange exchange;
    private final Pause pause;
    private int preferred;

    /** One attempt at one server. */
    interface Exchange {

        ApiAnswer send(URI server, ApiCall call, Duration within) throws IOException;
    }

    /** How the time between two rounds passes. */
    interface Pause {

        void of(Duration duration);
    }

    /** Why the last attempts came to nothing, and whether one of them may have carried out a command all the same. */
    private static final class Trouble {

        private @Nullable ApiException why;
        private @Nullable Duration soonest;
        private boolean outcomeIsOpen;

        void busy(ApiAnswer answer) {
            why = ApiException.of(answer);
            outcomeIsOpen |= answer.leavesOutcomeOpen();
            answer.retryAfter()
                    .filter(after -> soonest == null || after.compareTo(soonest) < 0)
                    .ifPresent(after -> soonest = after);
        }

        void unreachable(URI server, IOException e) {
            why = ApiException.local(ApiException.UNREACHABLE, server + " can't be reached: " + sentence(e));
            // Before the handshake is over nothing has been sent.
            outcomeIsOpen |= !(e instanceof ConnectException || e instanceof SSLHandshakeException);
        }

        ApiException asException(ApiCall call) {
            ApiException known =
                    why == null ? ApiException.local(ApiException.UNREACHABLE, "No server answered in time") : why;
            // Of a server that says so itself, the answer need not name the command; we know it.
            return outcomeIsOpen && call.commandId().isPresent()
                    ? ApiException.outcomeUnknown(call.commandId().get(), known.detail())
                    : known;
        }
    }

    ApiConnection(ApiSettings settings, Exchange exchange, Pause pause) {
        this.settings = settings;
        this.exchange = exchange;
        this.pause = pause;
    }

    /** The answer to what was done; anything else is thrown. */
    ApiAnswer send(ApiCall call) {
        long end =
                System.nanoTime() + settings.patience().plus(call.extraTime()).toNanos();
        Trouble trouble = new Trouble();
        for (int round = 0; round < settings.rounds(); round++) {
            Optional<ApiAnswer> answer = ask(call, end, trouble);
            if (answer.isPresent()) {
                return done(answer.get());
            }
            Duration until = trouble.soonest == null ? backoff(round) : trouble.soonest;
            trouble.soonest = null;
            if (round + 1 == settings.rounds() || until.compareTo(left(end)) >= 0) {
                break;
            }
            pause.of(until);
        }
        throw trouble.asException(call);
    }

    /** Asks each server once, the one that answered last first. */
    private Optional<ApiAnswer> ask(ApiCall call, long end, Trouble trouble) {
        int first = preferred;
        for (int i = 0; i < settings.servers().size() && !left(end).isZero(); i++) {
            int index = (first + i) % settings.servers().size();
            URI server = settings.servers().get(index);
            try {
                ApiAnswer answer = exchange.send(server, call, left(end));
                if (!answer.isBusy()) {
                    preferred = index;
                    return Optional.of(answer);
                }
                trouble.busy(answer);
            } catch (IOException e) {
                if (e instanceof SSLException noTls && speaksNoTls(noTls)) {
                    throw ApiException.unexpected(0, "no TLS at " + server);
                } else if (isDistrust(e)) {
                    // Trying again, or elsewhere, would hide it.
                    throw ApiException.local(ApiException.NOT_TRUSTED, server + ": " + sentence(e));
                }
                trouble.unreachable(server, e);
            }
        }
        return Optional.empty();
    }

    /**
     * One of both did not like the other's certificate or terms. A handshake that ends in any other way says nothing about
     * trust: that server dies, or only just starts.
     */
    private static boolean isDistrust(IOException e) {
        String message = String.valueOf(e.getMessage());
        boolean isRefused = message.startsWith(REFUSED) && !message.equals(BROKEN);
        return e instanceof SSLException && (isRefused || isAboutCertificates(e));
    }

    private static boolean isAboutCertificates(Throwable e) {
        for (Throwable it = e; it != null; it = it.getCause()) {
            if (it instanceof GeneralSecurityException) {
                return true;
            }
        }
        return false;
    }

    private static ApiAnswer done(ApiAnswer answer) {
        if (!answer.isDone()) {
            throw ApiException.of(answer);
        }
        return answer;
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** Some chance in it, so that clients that were turned away together do not come back together. */
    private static Duration backoff(int round) {
        long most = 200L << Math.min(round, 4);
        return Duration.ofMillis(most / 2 + Math.round(Math.random() * (most / 2.0)));
    }

    private static String sentence(IOException e) {
        Throwable root = e;
        while (root.getMessage() == null && root.getCause() != null) {
            root = root.getCause();
        }
        if (root.getMessage() != null) {
            return root.getMessage();
        } else if (root instanceof UnresolvedAddressException) {
            return "nobody knows that name";
        }
        // Java does not say whether it was refused or nobody was there.
        return e instanceof ConnectException
                ? "nothing listens there"
                : root.getClass().getSimpleName();
    }

    // Java has no other way to say it than this sentence.
    private static boolean speaksNoTls(SSLException e) {
        return String.valueOf(e.getMessage()).contains("plaintext connection");
    }
}
