package io.actionflow.secrets.app.system;

import io.actionflow.secrets.app.fixture.Deadline;
import io.actionflow.secrets.commands.client.ClientSettings;
import io.actionflow.secrets.commands.client.CommandClient;
import io.actionflow.secrets.commands.client.CommandTimeoutException;
import io.actionflow.secrets.commands.client.CommandUnavailableException;
import io.actionflow.secrets.commands.client.NewSecret;
import io.actionflow.secrets.commands.client.PlainValue;
import io.actionflow.secrets.commands.client.SecretEdit;
import io.actionflow.secrets.schemas.Ids;
import io.actionflow.secrets.schemas.command.CreateProject;
import io.actionflow.secrets.schemas.command.DeleteSecret;
import io.actionflow.secrets.schemas.command.SaveActionflow;
import io.actionflow.secrets.schemas.command.Sync;
import io.actionflow.secrets.schemas.record.Binding;
import io.actionflow.secrets.schemas.result.Accepted;
import io.actionflow.secrets.schemas.result.Outcome;
import io.actionflow.secrets.schemas.topic.RecordKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Several clients that work on the same projects, one for each partition, and send every command again under its id
 * until they know what became of it.
 */
final class CrashClients implements AutoCloseable {

    static final String OWNER = "olga";

    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofMillis(1000);
    private static final long KNOWN_WITHIN_SECONDS = 60;
    private static final String STRANGER = "stan";

    private final Map<String, Object> kafka;
    private final TestKeys keys;
    private final long seed;
    private final List<String> projects;
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final Map<String, List<String>> secrets = new ConcurrentHashMap<>();
    private final Queue<Answered> answered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sentAgain = new AtomicInteger();
    private final ExecutorService workers = Executors.newFixedThreadPool(CLIENTS);
    private final List<Future<?>> working = new ArrayList<>();
    private volatile boolean stopping;

    /** A value that can be made again, so that none needs to be kept. */
    record Value(long seed, int length) {
        byte[] bytes() {
            byte[] bytes = new byte[length];
            new Random(seed).nextBytes(bytes);
            return bytes;
        }
    }

    /** What a client was told; the value is null where the command brought none, and {@link #NOTHING} of a Sync. */
    record Told(String projectId, Value value, Outcome outcome) {}

    /** Stands for the value of a command that may be accepted with nothing done. */
    static final Value NOTHING = new Value(0, 0);

    private record Answered(String projectId, long nanos) {}

    CrashClients(String bootstrapServers, TestKeys keys, int partitions, long seed) {
        this.kafka = Map.of("bootstrap.servers", bootstrapServers);
        this.keys = keys;
        this.seed = seed;
        this.projects = IntStream.range(0, partitions)
                .mapToObj(partition -> projectIn(partition, partitions))
                .toList();
        projects.forEach(project -> secrets.put(project, new CopyOnWriteArrayList<>()));
    }

    List<String> projects() {
        return projects;
    }

    /** By command id. */
    Map<String, Told> told() {
        return told;
    }

    int sentAgain() {
        return sentAgain.get();
    }

    /** Makes the projects, then lets all clients work until {@link #finish()}. */
    void start() throws Exception {
        try (CommandClient client = connect()) {
            for (String project : projects) {
                untilKnown(project, null, id -> client.send(id, new CreateProject(project, OWNER)));
            }
        }
        for (int i = 0; i < CLIENTS; i++) {
            Random random = new Random(seed + i);
            working.add(workers.submit(() -> work(random)));
        }
    }

    /** Waits until so many more commands were answered. */
    void awaitAnswers(int count) throws Exception {
        int goal = told.size() + count;
        Deadline.seconds(KNOWN_WITHIN_SECONDS).await(count + " more answers", () -> {
            failIfAnyWorkerDid();
            return told.size() >= goal;
        });
    }

    /** Waits for an answer later than the moment in each of the projects; returns when the first of all came. */
    long awaitAnswerAfter(long nanos, List<String> inEach) throws Exception {
        for (String project : inEach) {
            Deadline.seconds(KNOWN_WITHIN_SECONDS).await("an answer in " + project, () -> {
                failIfAnyWorkerDid();
                return answered.stream().anyMatch(it -> it.projectId.equals(project) && it.nanos > nanos);
            });
        }
        return answered.stream()
                .mapToLong(Answered::nanos)
                .filter(it -> it > nanos)
                .min()
                .orElseThrow();
    }

    /** Lets every client get to know its last outcome, and says what went wrong with one. */
    void finish() throws Exception {
        stopping = true;
        for (Future<?> worker : working) {
            worker.get(2 * KNOWN_WITHIN_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Binds the secrets in one Actionflow and makes everything active: the last of all commands of the project. */
    void bindAndSync(String project, String actionflow, List<String> secretIds) throws Exception {
        try (CommandClient client = connect()) {
            untilKnown(project, null, id -> client.send(id, save(project, actionflow, secretIds)));
            untilKnown(project, NOTHING, id -> client.send(id, new Sync(project, OWNER)));
        }
    }

    @Override
    public void close() {
        stopping = true;
        workers.shutdownNow();
    }

    private Void work(Random random) throws Exception {
        try (CommandClient client = connect()) {
            while (!stopping) {
                command(client, projects.get(random.nextInt(projects.size())), random);
                // As editors do: the processes need the machine too.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(40)));
            }
        }
        return null;
    }

    private void command(CommandClient client, String project, Random random) throws Exception {
        int kind = random.nextInt(100);
        if (kind < 25) {
            add(client, project, random);
        } else if (kind < 45) {
            Value value = value(random);
            SecretEdit edit = SecretEdit.of(project, OWNER, any(project, random));
            untilKnown(project, value, id -> {
                try (PlainValue plain = PlainValue.copyOf(value.bytes())) {
                    return client.editSecret(id, edit, plain);
                }
            });
        } else if (kind < 55) {
            SecretEdit edit =
                    SecretEdit.of(project, OWNER, any(project, random)).named(name(random));
            untilKnown(project, null, id -> client.editSecret(id, edit));
        } else if (kind < 70) {
            String secret = any(project, random);
            untilKnown(project, null, id -> client.send(id, new DeleteSecret(project, OWNER, secret)));
        } else if (kind < 85) {
            SaveActionflow save =
                    save(project, "flow-" + random.nextInt(3), List.of(any(project, random), any(project, random)));
            untilKnown(project, null, id -> client.send(id, save));
        } else {
            String actor = kind < 95 ? OWNER : STRANGER;
            untilKnown(project, NOTHING, id -> client.send(id, new Sync(project, actor)));
        }
    }

    private void add(CommandClient client, String project, Random random) throws Exception {
        Value value = value(random);
        String secretId = "secret-" + Long.toHexString(random.nextLong());
        NewSecret secret = new NewSecret(project, OWNER, secretId, name(random), "of client");
        Outcome outcome = untilKnown(project, value, id -> {
            try (PlainValue plain = PlainValue.copyOf(value.bytes())) {
                return client.addSecret(id, secret, plain);
            }
        });
        if (outcome instanceof Accepted) {
            secrets.get(project).add(secretId);
        }
    }

    private Outcome untilKnown(String project, Value value, Function<String, CompletableFuture<Outcome>> sender)
            throws Exception {
        String commandId = Ids.random();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(KNOWN_WITHIN_SECONDS);
        while (true) {
            try {
                Outcome outcome = sender.apply(commandId).get(KNOWN_WITHIN_SECONDS, TimeUnit.SECONDS);
                answered.add(new Answered(project, System.nanoTime()));
                told.put(commandId, new Told(project, value, outcome));
                return outcome;
            } catch (ExecutionException e) {
                boolean isUnknown = e.getCause() instanceof CommandTimeoutException
                        || e.getCause() instanceof CommandUnavailableException;
                if (!isUnknown || System.nanoTime() > end) {
                    throw e;
                }
                sentAgain.incrementAndGet();
            }
        }
    }

    private void failIfAnyWorkerDid() throws Exception {
        for (Future<?> worker : working) {
            if (worker.isDone()) {
                worker.get();
            }
        }
    }

    private CommandClient connect() {
        return CommandClient.connect(ClientSettings.of(kafka).answeredWithin(PATIENCE), keys.cipher(), keys.sealer());
    }

    /** A secret that was added at some time; it may be deleted by now. */
    private String any(String project, Random random) {
        List<String> known = secrets.get(project);
        return known.isEmpty() ? "none-yet" : known.get(known.size() - 1 - random.nextInt(Math.min(50, known.size())));
    }

    private static SaveActionflow save(String project, String actionflow, List<String> secretIds) {
        List<Binding> bindings = IntStream.range(0, secretIds.size())
                .mapToObj(i -> new Binding("node", "Call API", "input-" + i, secretIds.get(i)))
                .toList();
        return new SaveActionflow(project, OWNER, actionflow, bindings);
    }

    private static Value value(Random random) {
        // Now and then one of two chunks.
        int length = random.nextInt(40) == 0 ? 600 * 1024 : 1 + random.nextInt(60);
        return new Value(random.nextLong(), length);
    }

    /** One of few, so that names collide. */
    private static String name(Random random) {
        return "name " + random.nextInt(100);
    }

    private static String projectIn(int partition, int partitions) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "project-" + i)
                .filter(id -> RecordKey.partition(id, partitions) == partition)
                .findFirst()
                .orElseThrow();
    }
}
