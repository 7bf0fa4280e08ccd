package io.actionflow.secrets.app.cli.remote;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Signals that come to this process go to a handler, instead of ending it, until this is closed. A shutdown hook would not
 * do: it can't tell Ctrl-C, after which an interactive command goes on, from SIGTERM.
 *
 * <p>The one class for this, {@code sun.misc.Signal}, is reached by reflection because the compiler's warning about it can't
 * be silenced. Kafka's clients do the same.
 */
final class Signals implements AutoCloseable {

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    // signal → what handled it before
    private final Map<Object, Object> before = new LinkedHashMap<>();

    private Signals() {}

    /** The handler gets {@code INT}, {@code TERM} or {@code HUP}, in a thread of its own. */
    static Signals handledBy(Consumer<String> handler) {
        Signals signals = new Signals();
        try {
            Class<?> type = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, invocations(type, handler));
            for (String name : NAMES) {
                Object signal = type.getConstructor(String.class).newInstance(name);
                signals.before.put(signal, handle(signal, proxy));
            }
            return signals;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Java platform has no sun.misc.Signal", e);
        }
    }

    private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
        return signal.getClass()
                .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal, handler);
    }

    private static InvocationHandler invocations(Class<?> type, Consumer<String> handler) {
        return (proxy, method, arguments) -> switch (method.getName()) {
            case "handle" -> {
                handler.accept((String) type.getMethod("getName").invoke(arguments[0]));
                yield proxy;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "signals of a command";
        };
    }

    @Override
    public void close() {
        before.forEach((signal, handler) -> {
            try {
                handle(signal, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
