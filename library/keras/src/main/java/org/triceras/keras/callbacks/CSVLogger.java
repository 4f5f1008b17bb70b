package org.triceras.keras.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.triceras.engine.io.AtomicFiles;

/** Writes the logged values of each epoch as a line of a CSV file, with a head line of names. */
public final class CSVLogger extends Callback {
    private final Path file;
    private String separator = ",";
    private boolean append;
    private boolean header;
    private List<String> keys;
    private Writer writer;

    public CSVLogger(Path file) {
        this.file = file;
    }

    public CSVLogger(String file) {
        this(Path.of(file));
    }

    /** "," by default. */
    public CSVLogger separator(String text) {
        this.separator = text;
        return this;
    }

    /** True to go on at the end of an existing file; else it is written anew. */
    public CSVLogger append(boolean goOn) {
        this.append = goOn;
        return this;
    }

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        close();
        AtomicFiles.requirePlace(file);
        try {
            header = !append || !Files.exists(file) || Files.size(file) == 0;
            keys = null;
            writer = Files.newBufferedWriter(
                    file,
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        if (keys == null) {
            keys = new ArrayList<>(new TreeSet<>(logs.keySet()));
            if (keys.stream().noneMatch(key -> key.startsWith("val_"))) {
                // Validation may come only in later epochs; its columns must be there then.
                List<String> trained = List.copyOf(keys);
                trained.forEach(key -> keys.add("val_" + key));
            }
            if (header) {
                line("epoch", keys);
            }
        }
        line(
                String.valueOf(epoch),
                keys.stream()
                        .map(key -> logs.containsKey(key) ? String.valueOf(logs.get(key)) : "NA")
                        .toList());
    }

    private void line(String first, List<String> rest) {
        try {
            writer.write(quoted(first));
            for (String cell : rest) {
                writer.write(separator);
                writer.write(quoted(cell));
            }
            writer.write("\r\n");
            writer.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private String quoted(String cell) {
        return cell.contains(separator) || cell.contains("\"") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }

    @Override
    public void onTrainEnd(Map<String, Double> logs) {
        close();
    }

    private void close() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                throw failed(e);
            }
            writer = null;
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException(
                "CSVLogger: " + file + " cannot be written: " + AtomicFiles.reason(e)
                        + ". Expected a file that may be written to, with room on its disk.",
                e);
    }
}
