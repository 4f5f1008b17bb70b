package org.triceras.kernel.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.engine.error.DataException;

/**
 * A Markdown text as a notebook: each fence marked {@code java} is a code cell, what stands between is text. Words behind {@code java}
 * are tags ({@code ```java parameters}); a fence with the word {@code skip} stays text.
 */
public final class MarkdownNotebook {
    private static final Pattern FENCE = Pattern.compile("^( {0,3})(`{3,}|~{3,})\\s*([^`]*)$");

    private final JsonArray cells = new JsonArray();
    private final StringBuilder text = new StringBuilder();

    private MarkdownNotebook() {}

    public static Notebook read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new DataException("File not found: " + file.toAbsolutePath() + ". Expected Markdown there.", e);
        } catch (IOException e) {
            throw new DataException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    static Notebook parse(String markdown) {
        MarkdownNotebook notebook = new MarkdownNotebook();
        notebook.addAll(markdown.lines().toList());
        JsonObject json = new JsonObject();
        json.add("cells", notebook.cells);
        json.add("metadata", new JsonObject());
        json.addProperty("nbformat", 4);
        json.addProperty("nbformat_minor", 5);
        return new Notebook(json);
    }

    private void addAll(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            Matcher open = FENCE.matcher(lines.get(i));
            if (!open.matches()) {
                text.append(lines.get(i)).append('\n');
                continue;
            }
            List<String> words = List.of(
                    open.group(3).strip().replaceAll("[{}.,]", " ").strip().split("\\s+"));
            boolean code = words.get(0).toLowerCase(Locale.ROOT).equals("java") && !words.contains("skip");
            StringBuilder body = new StringBuilder();
            int end = i + 1;
            while (end < lines.size() && !closes(lines.get(end), open.group(2))) {
                body.append(lines.get(end)).append('\n');
                end++;
            }
            if (code) {
                endText();
                add("code", body.toString(), words.subList(1, words.size()));
            } else {
                text.append(String.join("\n", lines.subList(i, Math.min(lines.size(), end + 1))))
                        .append('\n');
            }
            i = end;
        }
        endText();
    }

    private static boolean closes(String line, String fence) {
        String stripped = line.strip();
        return stripped.length() >= fence.length()
                && stripped.chars().allMatch(c -> c == fence.charAt(0))
                && !line.startsWith("    ");
    }

    private void endText() {
        if (!text.toString().isBlank()) {
            add("markdown", text.toString(), List.of());
        }
        text.setLength(0);
    }

    private void add(String type, String source, List<String> tags) {
        JsonObject cell = new JsonObject();
        cell.addProperty("cell_type", type);
        cell.addProperty("id", "cell-" + cells.size());
        JsonObject metadata = new JsonObject();
        if (!tags.isEmpty()) {
            JsonArray names = new JsonArray();
            tags.forEach(names::add);
            metadata.add("tags", names);
        }
        cell.add("metadata", metadata);
        cell.addProperty("source", source.stripTrailing());
        if (type.equals("code")) {
            cell.add("execution_count", JsonNull.INSTANCE);
            cell.add("outputs", new JsonArray());
        }
        cells.add(cell);
    }
}
