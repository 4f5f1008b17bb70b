package org.triceras.charts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.triceras.engine.error.DataException;

/** Names for charts that a terminal cannot show: one temporary folder per run of the program, numbered files. */
final class ChartFiles {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private ChartFiles() {}

    static Path next(String title, String ending) {
        String name = title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        name = name.substring(0, Math.min(40, name.length()));
        return Folder.PATH.resolve(COUNT.incrementAndGet() + "-" + (name.isBlank() ? "chart" : name) + ending);
    }

    /** Made when the first chart is saved. */
    private static final class Folder {
        static final Path PATH = create();

        private static Path create() {
            try {
                return Files.createTempDirectory("triceras-charts-");
            } catch (IOException e) {
                throw new DataException("Cannot make a temporary folder for charts: " + e.getMessage(), e);
            }
        }
    }
}
