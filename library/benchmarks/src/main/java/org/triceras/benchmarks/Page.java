package org.triceras.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.backend.jvm.Simd;
import org.triceras.engine.backend.jvm.ThreadTeam;
import org.triceras.engine.error.StateException;

/** Writes what was measured as a page in Markdown; the part of an existing page before the marker is kept. */
final class Page {
    private static final String MARKER = "<!-- What follows is written by triceras bench. -->";

    private Page() {}

    static void write(Path file, Report report) {
        try {
            String before = Files.exists(file) ? Files.readString(file) : "# Performance\n\n" + MARKER;
            int end = before.indexOf(MARKER);
            StringBuilder text = new StringBuilder(end < 0 ? before + "\n" : before.substring(0, end));
            text.append(MARKER).append("\n\n").append(machine()).append("\n\n");
            table(report, text);
            Path images = file.toAbsolutePath().getParent().resolve("images");
            Files.createDirectories(images);
            for (var plot : report.plots().entrySet()) {
                String name = "performance-" + plot.getKey() + ".svg";
                plot.getValue().save(images.resolve(name));
                text.append("![")
                        .append(plot.getKey())
                        .append("](images/")
                        .append(name)
                        .append(")\n");
            }
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StateException("bench: cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static String machine() {
        return "Measured on " + LocalDate.now() + ": Java " + Runtime.version() + ", "
                + ThreadTeam.current().threads() + " threads, " + Simd.describe() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ".";
    }

    private static void table(Report report, StringBuilder text) {
        Set<String> backends = new LinkedHashSet<>();
        report.values().values().forEach(byBackend -> backends.addAll(byBackend.keySet()));
        text.append("| what |");
        backends.forEach(b -> text.append(' ').append(name(b)).append(" |"));
        text.append(" unit | ours to the best of the others |\n|---|");
        text.append("---|".repeat(backends.size() + 2)).append('\n');
        report.values().forEach((key, byBackend) -> {
            text.append("| ")
                    .append(key.workload())
                    .append(' ')
                    .append(key.quantity())
                    .append(" |");
            backends.forEach(b -> text.append(' ')
                    .append(byBackend.containsKey(b) ? Report.number(byBackend.get(b)) : "")
                    .append(" |"));
            text.append(' ')
                    .append(key.unit())
                    .append(" | ")
                    .append(ratio(key, byBackend))
                    .append(" |\n");
        });
        text.append('\n');
    }

    private static String name(String backend) {
        return switch (backend) {
            case Report.OURS -> "Triceras";
            case "numpy" -> "NumPy";
            default -> "Keras on " + backend;
        };
    }

    private static String ratio(Report.Key key, Map<String, Double> byBackend) {
        double ratio = Report.ratio(key, byBackend);
        return ratio == 0 ? "" : String.format(Locale.ROOT, "%.2f", ratio);
    }
}
