package io.actionflow.secrets.app.system;

import io.actionflow.secrets.app.cli.Secrets;
import io.actionflow.secrets.app.cli.remote.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One run of {@code secrets keys} in this process, on a directory of keys. */
record KeysRun(int status, String out, String err) {

    static KeysRun of(Path directory, String... command) {
        List<String> arguments = new ArrayList<>(List.of("keys"));
        arguments.addAll(Arrays.asList(command));
        arguments.addAll(List.of("--dir", directory.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = Secrets.run(
                Surroundings.ofProcess(), new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
        return new KeysRun(status, out.toString(), err.toString());
    }
}
