package io.actionflow.secrets.app.cli.remote;

import io.actionflow.secrets.app.cli.Secrets;
import io.actionflow.secrets.app.client.FakeApi;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One run of the command line in this process, in surroundings of the test's choice, and what came of it. */
record RemoteRun(int status, String out, String err) {

    /** What a run finds around itself; a token and a project unless said otherwise. */
    static final class Setting {

        private final Map<String, String> environment = new HashMap<>();
        private InputStream in = InputStream.nullInputStream();
        private Optional<Terminal> terminal = Optional.empty();
        private OptionalInt columns = OptionalInt.empty();
        private boolean showsProgress;

        Setting(FakeApi api) {
            environment.put("SECRETS_SERVER", api.url());
            environment.put("SECRETS_RESOLVER", api.url());
            environment.put("SECRETS_TOKEN", "to.ke.n");
            environment.put("SECRETS_PROJECT", "weather");
        }

        Setting with(String variable, String value) {
            environment.put(variable, value);
            return this;
        }

        Setting without(String variable) {
            environment.remove(variable);
            return this;
        }

        Setting in(byte[] bytes) {
            return in(new ByteArrayInputStream(bytes));
        }

        Setting in(InputStream stream) {
            in = stream;
            return this;
        }

        /** Somebody who gives these answers. */
        Setting answering(String... answers) {
            terminal = Optional.of(new Somebody(new ArrayDeque<>(List.of(answers))));
            return this;
        }

        Setting columns(int number) {
            columns = OptionalInt.of(number);
            return this;
        }

        Setting showingProgress() {
            showsProgress = true;
            return this;
        }

        RemoteRun run(String... arguments) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            Surroundings surroundings = new Surroundings(
                    environment, in, terminal, columns, showsProgress, false, ZoneId.of("Europe/Berlin"));
            int status = Secrets.run(surroundings, new PrintWriter(out), new PrintWriter(err), arguments);
            return new RemoteRun(status, out.toString(), err.toString());
        }
    }

    static Setting on(FakeApi api) {
        return new Setting(api);
    }

    private record Somebody(Deque<String> answers) implements Terminal {

        @Override
        public String readLine(String question) {
            return answers.remove();
        }

        @Override
        public char[] readHidden(String question) {
            return answers.remove().toCharArray();
        }
    }
}
