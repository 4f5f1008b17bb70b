package org.triceras.keras.callbacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.engine.error.ArgumentException;
import org.triceras.keras.util.Names;

/** A path with values in braces, each with an optional {@link FormatSpec}; doubled braces stand for themselves. As Python has it. */
final class FilePattern {
    /** Text, or a value's name with what is between the braces. */
    private record Part(String text, String name, FormatSpec spec) {}

    private static final Pattern PART =
            Pattern.compile("(?<text>[^{}]+)|(?<brace>\\{\\{|}})|\\{(?<name>[^{}:!]+)(?:![rsa]|:(?<spec>[^{}]*))?}");

    private final String pattern;
    private final List<Part> parts = new ArrayList<>();

    private FilePattern(String pattern) {
        this.pattern = pattern;
    }

    /** @throws ArgumentException when braces or a format are not such as can be filled */
    static FilePattern of(String pattern) {
        FilePattern made = new FilePattern(pattern);
        Matcher part = PART.matcher(pattern);
        int end = 0;
        for (; part.lookingAt(); part.region(end, pattern.length())) {
            made.add(part);
            end = part.end();
        }
        if (end < pattern.length()) {
            throw new ArgumentException("The path \"" + pattern + "\" cannot be filled from \"" + pattern.substring(end)
                    + "\" on. Expected values in braces, such as {epoch:02d} or {val_loss:.2f}. A brace that is part of the"
                    + " name is written twice: {{ or }}.");
        }
        return made;
    }

    private void add(Matcher part) {
        if (part.group("text") != null) {
            parts.add(new Part(part.group("text"), null, null));
        } else if (part.group("brace") != null) {
            parts.add(new Part(part.group("brace").substring(1), null, null));
        } else {
            String spec = part.group("spec");
            parts.add(new Part(
                    part.group(),
                    part.group("name"),
                    inPath(part.group(), () -> FormatSpec.of(spec == null ? "" : spec))));
        }
    }

    private <T> T inPath(String field, Supplier<T> formatting) {
        try {
            return formatting.get();
        } catch (ArgumentException e) {
            throw new ArgumentException(field + " in the path \"" + pattern + "\": " + e.getMessage(), e);
        }
    }

    /**
     * Tries every format before there are values. Which names the logs will have only the first epoch shows, but all of theirs are
     * real numbers.
     *
     * @param perBatch whether there will be a number of the batch
     */
    void check(boolean perBatch) {
        for (Part part : parts) {
            if (part.name != null) {
                boolean isBatch = part.name.equals("batch");
                if (isBatch && !perBatch) {
                    throw new ArgumentException(part.text + " in the path \"" + pattern
                            + "\": there is no batch after an epoch. Expected epoch, or the name of a logged value. Try"
                            + " saveFreq(batches) to save after batches.");
                }
                format(part, isBatch || part.name.equals("epoch") ? (Object) 1 : (Object) 0.5);
            }
        }
    }

    /** @param batch the number counted from 0, or null after an epoch */
    String fill(int epoch, Integer batch, Map<String, Double> logs) {
        Map<String, Object> values = new TreeMap<>(logs);
        values.put("epoch", epoch + 1);
        if (batch != null) {
            values.put("batch", batch + 1);
        }
        StringBuilder path = new StringBuilder();
        for (Part part : parts) {
            path.append(
                    part.name == null
                            ? part.text
                            : format(part, Names.find("value in the path \"" + pattern + "\"", part.name, values)));
        }
        return path.toString();
    }

    private String format(Part part, Object value) {
        return inPath(
                part.text,
                () -> value instanceof Integer whole
                        ? part.spec.format((long) whole)
                        : part.spec.format(((Number) value).doubleValue()));
    }
}
