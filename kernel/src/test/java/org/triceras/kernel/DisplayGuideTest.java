package org.triceras.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.DisplaySink;
import org.triceras.keras.display.MimeBundle;
import org.triceras.kernel.session.CellResult;
import org.triceras.kernel.session.Session;

/** docs/display.md tells the truth: its snippets run, and send the types that they name. */
@Timeout(120)
class DisplayGuideTest {
    private static final Pattern SNIPPET = Pattern.compile("(?ms)^```java\\n(.*?)^```$");
    private static final Pattern SHOWS = Pattern.compile("// shows: (.*)");

    private static String guide() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/display.md"))) {
            folder = folder.getParent();
        }
        return Files.readString(folder.resolve("docs/display.md"));
    }

    /** A notebook that remembers which types it was sent. */
    private static final class Notebook implements DisplaySink {
        final Set<String> types = new LinkedHashSet<>();

        @Override
        public void show(MimeBundle bundle, String id) {
            types.addAll(bundle.types());
        }

        @Override
        public void update(MimeBundle bundle, String id) {
            show(bundle, id);
        }

        @Override
        public boolean isRich() {
            return true;
        }
    }

    @Test
    void everySnippetRunsAndShowsWhatItSays() throws IOException {
        List<String> snippets = new ArrayList<>();
        Matcher snippet = SNIPPET.matcher(guide());
        while (snippet.find()) {
            snippets.add(snippet.group(1));
        }
        assertThat(snippets).hasSizeGreaterThan(20);
        DisplaySink before = Display.sink();
        try (Session session = new Session()) {
            for (String source : snippets) {
                Notebook notebook = new Notebook();
                Display.use(notebook);
                CellResult result = session.evaluate(source);
                assertThat(result.error()).as(source).isNull();
                if (result.value() != null) {
                    notebook.show(Display.bundleOf(result.value()), null);
                }
                Matcher shows = SHOWS.matcher(source);
                assertThat(shows.find()).as("says what it shows: " + source).isTrue();
                assertThat(notebook.types)
                        .as(source)
                        .containsExactlyInAnyOrder(shows.group(1).strip().split(", "));
            }
        } finally {
            Display.use(before);
        }
    }
}
