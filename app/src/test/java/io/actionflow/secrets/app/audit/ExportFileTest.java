package io.actionflow.secrets.app.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionflow.secrets.projections.fixture.LogBook;
import io.actionflow.secrets.projections.verify.LogRecord;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFileTest {

    @TempDir
    private Path directory;

    private final LogBook log = new LogBook(4, 3)
            .project("p")
            .value("p", "v", 2)
            .tombstones("p", "v", 2)
            .beat(3);
    private Path file;

    @BeforeEach
    void write() throws Exception {
        log.append(2, new byte[] {(byte) 0xff, 0}, new byte[] {1});
        file = ExportedLog.in(directory)
                .write("log", log, log.copy().drop(log.newest()).heads());
    }

    @Test
    void everyRecordComesBackAsItWas() throws Exception {
        List<LogRecord> read = new ArrayList<>();

        ExportFile.open(file).read(read::add);

        assertThat(read).usingRecursiveComparison().isEqualTo(log.records());
        assertThat(ExportFile.open(file).partitions()).isEqualTo(4);
        assertThat(ExportFile.open(file).checkpoints()).hasSize(1);
    }

    @Test
    void aFileThatWasCutOrChangedOrGrewIsDamaged() throws Exception {
        String text = Files.readString(file);
        for (String damaged : List.of(
                text.substring(0, text.lastIndexOf("{\"records\"")),
                text.replaceFirst("\"timestamp\":1700000000000", "\"timestamp\":1700000000001"),
                text + "{}\n",
                text.replaceFirst("\"value\":\"w", "\"value\":\"!"),
                text.substring(0, text.length() / 2),
                "",
                "{}")) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> ExportFile.open(file).read(record -> {}))
                    .isInstanceOf(ExportDamagedException.class);
        }
    }

    @Test
    void aFileThatIsThereIsNeverWrittenOver() {
        assertThatThrownBy(() -> ExportWriter.create(file, 1, List.of()))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aVersionThatIsNotKnownIsRefused() throws Exception {
        Files.writeString(
                file,
                "{\"format\":\"secret-log\",\"version\":2,\"partitions\":1}\n",
                StandardOpenOption.TRUNCATE_EXISTING);

        assertThatThrownBy(() -> ExportFile.open(file))
                .isInstanceOf(ExportDamagedException.class)
                .hasMessageContaining("version 2");
    }
}
