package io.actionflow.secrets.app.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Objects;

/** Tells the story on a terminal, and keeps count of what held and what did not. */
final class Narration {

    private static final int WIDTH = 76;

    private final PrintWriter out;
    private int chapter;
    private int checks;
    private int failures;

    Narration(PrintWriter out) {
        this.out = out;
    }

    /** Begins the next chapter. */
    void chapter(String title) {
        out.printf("%n%2d  %s%n", ++chapter, title);
    }

    /** Explains what comes. */
    void say(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > WIDTH) {
                out.println("    " + line.toString().strip());
                line.setLength(0);
            }
            line.append(word).append(' ');
        }
        out.println("    " + line.toString().strip());
    }

    /** Something was done that could not have gone another way without an exception. */
    void done(String what, Duration took) {
        checks++;
        out.printf("    ✓ %-62s %6.1f s%n", what, took.toMillis() / 1000.0);
    }

    /** Something is as it must be, or is not. */
    void expect(String what, Object expected, Object found) {
        checks++;
        if (Objects.equals(expected, found)) {
            out.printf("    ✓ %s%n", what);
        } else {
            failures++;
            out.printf("    ✗ %s%n      expected %s, found %s%n", what, expected, found);
        }
    }

    /** Shows an answer of the system, word for word. */
    void quote(String text) {
        out.println("      “" + text + "”");
    }

    /** The end: returns whether everything held. */
    boolean end(Duration took) {
        out.println();
        if (failures == 0) {
            out.printf("All %d checks held, in %.1f s.%n", checks, took.toMillis() / 1000.0);
        } else {
            out.printf("%d of %d checks did not hold.%n", failures, checks);
        }
        out.flush();
        return failures == 0;
    }
}
