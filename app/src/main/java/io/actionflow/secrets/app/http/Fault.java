package io.actionflow.secrets.app.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says of an exception what it is and where it came from, and not its message: that may quote what nobody may see. */
final class Fault {

    private static final int CAUSES = 5;
    private static final int FRAMES = 6;

    private Fault() {}

    static String inOneLine(Throwable thrown) {
        List<String> parts = new ArrayList<>();
        @Nullable Throwable cause = thrown;
        while (cause != null && parts.size() < CAUSES) {
            parts.add(cause.getClass().getName() + " at " + frames(cause));
            cause = cause.getCause();
        }
        return String.join("; caused by ", parts);
    }

    private static String frames(Throwable thrown) {
        List<String> frames = Arrays.stream(thrown.getStackTrace())
                .limit(FRAMES)
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .toList();
        return frames.isEmpty() ? "an unknown place" : String.join(" < ", frames);
    }
}
