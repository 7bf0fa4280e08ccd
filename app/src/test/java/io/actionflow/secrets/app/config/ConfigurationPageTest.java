package io.actionflow.secrets.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

    private static final Pattern NAMED = Pattern.compile("`(secrets\\.[a-z.-]+)`");

    @Test
    void thePageNamesEverySettingAndNoOther() throws Exception {
        Set<String> named = new TreeSet<>();
        Matcher matcher = NAMED.matcher(Files.readString(Path.of("..", "docs", "configuration.md")));
        while (matcher.find()) {
            named.add(matcher.group(1));
        }
        named.remove(Setting.PREFIX);

        assertThat(named).containsExactlyInAnyOrderElementsOf(Setting.keys());
    }
}
