package org.triceras.kernel.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFileTest {
    @TempDir
    Path folder;

    @Test
    void findsEveryLine() throws IOException {
        Map<String, String> table = new HashMap<>();
        table.put("", "Bare");
        table.put("a", "#0\tA");
        table.put("a.b", "#1\tB\tC");
        table.put("ab", "");
        table.put("größe", "Größe");
        for (int i = 0; i < 200; i++) {
            table.put("p" + i * 7919 % 1000, "C" + i);
        }
        Path file = folder.resolve("index");
        IndexFile.write(file, "stamp", table);
        IndexFile index = IndexFile.read(file, "stamp");
        table.forEach((key, text) -> assertThat(index.find(key)).as(key).isEqualTo(text));
        assertThat(index.find("b")).isNull();
        assertThat(index.find("zz")).isNull();
        assertThat(index.find("a.")).isNull();
        Map<String, String> all = new HashMap<>();
        index.forEach(all::put);
        assertThat(all).isEqualTo(table);
    }

    @Test
    void anotherStampOrATornFileIsNoIndex() throws IOException {
        Path file = folder.resolve("index");
        assertThat(IndexFile.read(file, "stamp")).isNull();
        IndexFile.write(file, "stamp", Map.of("a", "A"));
        assertThat(IndexFile.read(file, "stam")).isNull();
        assertThat(IndexFile.read(file, "other")).isNull();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 2));
        assertThat(IndexFile.read(file, "stamp")).isNull();
    }

    @Test
    void anEmptyTable() throws IOException {
        Path file = folder.resolve("index");
        IndexFile.write(file, "stamp", Map.of());
        assertThat(IndexFile.read(file, "stamp").find("a")).isNull();
    }
}
