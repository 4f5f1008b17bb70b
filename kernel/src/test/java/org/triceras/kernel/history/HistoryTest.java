package org.triceras.kernel.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HistoryTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("deep").resolve("history.sqlite");
    }

    private static List<String> sources(List<HistoryRow> rows) {
        return rows.stream().map(HistoryRow::source).toList();
    }

    @Test
    void cellsOutliveTheKernel() {
        try (History first = new History(file)) {
            first.add(1, "int a = 1");
            first.add(2, "a + 1");
            first.addOutput(2, "2");
        }
        try (History second = new History(file)) {
            second.add(1, "\"new\"");
            assertThat(sources(second.tail(2))).containsExactly("a + 1", "\"new\"");
            assertThat(second.tail(3).get(1)).isEqualTo(new HistoryRow(1, 2, "a + 1", "2"));
            assertThat(second.tail(3).get(2).session()).isEqualTo(2);
            assertThat(second.tail(0)).isEmpty();
        }
    }

    @Test
    void rangesCountSessionsBackwardsFromThisOne() {
        try (History first = new History(file)) {
            first.add(1, "one");
            first.add(2, "two");
            first.add(3, "three");
        }
        try (History second = new History(file)) {
            second.add(1, "here");
            assertThat(sources(second.range(0, 0, 10))).containsExactly("here");
            assertThat(sources(second.range(-1, 2, 4))).containsExactly("two", "three");
            assertThat(sources(second.range(1, 1, 2))).containsExactly("one");
            assertThat(second.range(7, 0, 10)).isEmpty();
        }
    }

    @Test
    void searchTakesShellPatternsAndTheLastOfEqualTexts() {
        for (Path each : new Path[] {file, null}) {
            try (History history = new History(each)) {
                history.add(1, "fit(model)");
                history.add(2, "plot(model)");
                history.add(3, "fit(model)");
                history.add(4, "fit(other)");
                assertThat(sources(history.search("*fit*", 100, false)))
                        .containsExactly("fit(model)", "fit(model)", "fit(other)");
                assertThat(history.search("*fit*", 100, true))
                        .extracting(HistoryRow::line)
                        .containsExactly(3, 4);
                assertThat(history.search("fit(?????)", 1, true))
                        .extracting(HistoryRow::line)
                        .containsExactly(4);
                assertThat(history.search("model", 100, false)).isEmpty();
            }
        }
    }

    @Test
    void theTablesAreThoseOfIPython() throws SQLException {
        try (History history = new History(file)) {
            history.add(1, "1 + 1");
            history.addOutput(1, "2");
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT source_raw, output, start, end, num_cmds FROM sessions"
                        + " JOIN history USING (session) JOIN output_history USING (session, line)")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("1 + 1");
            assertThat(row.getString(2)).isEqualTo("2");
            assertThat(row.getString(3)).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d.*");
            assertThat(row.getString(4)).isNotBlank();
            assertThat(row.getInt(5)).isEqualTo(1);
        }
    }

    @Test
    void aDamagedFileIsSetAsideAndANewOneBegun() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "this is no database, but long enough to be read as one. ".repeat(100));
        try (History history = new History(file)) {
            history.add(1, "kept");
            assertThat(sources(history.tail(5))).containsExactly("kept");
        }
        try (History history = new History(file);
                Stream<Path> files = Files.list(file.getParent())) {
            assertThat(sources(history.tail(5))).containsExactly("kept");
            assertThat(files.anyMatch(f -> f.getFileName().toString().contains(".damaged-")))
                    .isTrue();
        }
    }

    @Test
    void whileTheFileIsLockedThisSessionIsKnownAndNothingIsLost() throws SQLException {
        try (History before = new History(file)) {
            before.add(1, "earlier");
        }
        try (History history = new History(file)) {
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = other.createStatement()) {
                statement.execute("BEGIN EXCLUSIVE");
                history.add(1, "while locked");
                assertThat(sources(history.tail(5))).containsExactly("while locked");
                statement.execute("ROLLBACK");
            }
            assertThat(sources(history.tail(5))).containsExactly("earlier", "while locked");
        }
    }

    @Test
    void aFileThatCannotBeMadeIsNoError() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "a file, not a folder");
        try (History history = new History(plain.resolve("history.sqlite"))) {
            history.add(1, "still known");
            assertThat(sources(history.tail(5))).containsExactly("still known");
            assertThat(sources(history.range(0, 1, 2))).containsExactly("still known");
        }
    }
}
