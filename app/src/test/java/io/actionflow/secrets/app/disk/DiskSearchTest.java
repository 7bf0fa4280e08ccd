package io.actionflow.secrets.app.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that finds nothing proves nothing, unless it is known to find what is there. */
class DiskSearchTest {

    private static final String TEXT = "né \"sk_live_4eC39HqLyjWDarjtT1zdp7dc\"\n";
    private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private final DiskSearch search = new DiskSearch().lookFor("key", BYTES);

    @Test
    void everyUsualEncodingIsFound() throws Exception {
        assertThat(found(BYTES)).containsExactly("plain");
        assertThat(found(TEXT.getBytes(StandardCharsets.UTF_16LE))).containsExactly("UTF-16LE");
        assertThat(found(TEXT.getBytes(StandardCharsets.UTF_16BE))).containsExactly("UTF-16BE");
        assertThat(found(ascii(HexFormat.of().formatHex(BYTES)))).containsExactly("hex");
        assertThat(found(ascii(HexFormat.of().withUpperCase().formatHex(BYTES))))
                .containsExactly("HEX");
        assertThat(found(ascii(URLEncoder.encode(TEXT, StandardCharsets.UTF_8))))
                .containsExactly("URL");
        assertThat(found("né \\\"sk_live_4eC39HqLyjWDarjtT1zdp7dc\\\"\\n".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("JSON");
        assertThat(found(ascii("n\\u00e9 \\\"sk_live_4eC39HqLyjWDarjtT1zdp7dc\\\"\\n")))
                .containsExactly("JSON, ASCII");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void base64IsFoundWhateverStandsBeforeAndAfter(int before) throws Exception {
        ByteArrayOutputStream around = new ByteArrayOutputStream();
        around.write(new byte[] {120, 121}, 0, before);
        around.writeBytes(BYTES);
        around.writeBytes(ascii("tail"));
        assertThat(found(Base64.getEncoder().encode(around.toByteArray()))).contains("base64+" + before);
        assertThat(found(Base64.getUrlEncoder().encode(around.toByteArray())))
                .anyMatch(it -> it.endsWith("+" + before));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_194_000, 4_194_303, 4_194_304, 8_388_500, 9_999_000})
    void aTextIsFoundWhereverInAFileItStands(int offset) throws Exception {
        byte[] file = new byte[10_000_000];
        new Random(7).nextBytes(file);
        System.arraycopy(BYTES, 0, file, offset, BYTES.length);
        Files.write(directory.resolve("big"), file);

        DiskSearch.Report report = search.search(List.of(directory));

        assertThat(report.hits()).containsExactly(new DiskSearch.Hit("key", "plain", directory.resolve("big"), offset));
        assertThat(report.bytes()).isEqualTo(file.length);
    }

    @Test
    void aTextAtTheVeryEndOfAFileIsFound() throws Exception {
        byte[] file = new byte[5_000_000];
        System.arraycopy(BYTES, 0, file, file.length - BYTES.length, BYTES.length);
        Files.write(directory.resolve("end"), file);
        assertThat(search.search(List.of(directory)).hits()).hasSize(1);
    }

    @Test
    void aLongTextIsFoundByItsBeginning() throws Exception {
        byte[] random = new byte[1_000_000];
        new Random(8).nextBytes(random);
        Files.write(directory.resolve("long"), Arrays.copyOf(random, 500_000));
        DiskSearch.Report report = new DiskSearch().lookFor("long", random).search(List.of(directory));
        assertThat(report.hits()).hasSize(1);
    }

    @Test
    void aLongTextOfManyCharactersIsFoundInTheEncodingsOfText() throws Exception {
        String text = "é☂🔑".repeat(10_000);
        Files.write(directory.resolve("long"), text.getBytes(StandardCharsets.UTF_16BE));
        DiskSearch.Report report = new DiskSearch()
                .lookFor("long", text.getBytes(StandardCharsets.UTF_8))
                .search(List.of(directory));
        assertThat(report.hits()).isNotEmpty().allSatisfy(hit -> assertThat(hit.encoding())
                .isEqualTo("UTF-16BE"));
    }

    @Test
    void nothingIsFoundWhereNothingIs() throws Exception {
        byte[] random = new byte[5_000_000];
        new Random(9).nextBytes(random);
        Files.write(directory.resolve("noise"), random);
        DiskSearch.Report report = search.search(List.of(directory));
        assertThat(report.hits()).isEmpty();
        assertThat(report.files()).isEqualTo(1);
    }

    private List<String> found(byte[] content) throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ascii("something before "));
        file.writeBytes(content);
        file.writeBytes(ascii(" and after"));
        Files.write(directory.resolve("file"), file.toByteArray());
        return search.search(List.of(directory)).hits().stream()
                .map(DiskSearch.Hit::encoding)
                .toList();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
