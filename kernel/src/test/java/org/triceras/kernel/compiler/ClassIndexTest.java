package org.triceras.kernel.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassIndexTest {
    @TempDir
    Path folder;

    @Test
    void whatIsReadFromTheFileIsWhatWasFound() throws IOException {
        Path file = folder.resolve("folder/index");
        System.setProperty(ClassIndex.PROPERTY, file.toString());
        try {
            ClassIndex.write();
            ClassIndex read = ClassIndex.read();
            System.clearProperty(ClassIndex.PROPERTY);
            ClassIndex found = ClassIndex.read();
            assertThat(table(read.platform().table()))
                    .isEqualTo(table(found.platform().table()));
            assertThat(table(read.launchPath().table()))
                    .isEqualTo(table(found.launchPath().table()));
            assertThat(read.launchPath().entries()).isEqualTo(found.launchPath().entries());
            assertThat(read.launchPath().table().find("org.assertj.core.api")).contains("Assertions");
            assertThat(read.platform().table().find("java.base/java.util")).contains("ArrayList");
        } finally {
            System.clearProperty(ClassIndex.PROPERTY);
        }
        assertThat(Files.list(folder.resolve("folder"))).hasSize(1);
    }

    private static Map<String, String> table(PackageTable table) {
        Map<String, String> all = new HashMap<>();
        table.forEach(all::put);
        return all;
    }
}
