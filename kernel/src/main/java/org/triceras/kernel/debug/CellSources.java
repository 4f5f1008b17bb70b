package org.triceras.kernel.debug;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Cells' sources by the paths that stand for them in the debugger's protocol; no such file is written. */
public final class CellSources {
    /** The seed of {@link Murmur2} that the front end shall use too. */
    public static final int SEED = 0xC70F6907;

    public static final String SUFFIX = ".java";

    private final String prefix = Path.of(
                            System.getProperty("java.io.tmpdir"),
                            "triceras_" + ProcessHandle.current().pid(),
                            "")
                    .toAbsolutePath()
            + "/";
    private final Map<String, String> sources = new ConcurrentHashMap<>();
    private final Map<String, String> paths = new ConcurrentHashMap<>();

    /** What all paths begin with. */
    public String prefix() {
        return prefix;
    }

    /** The path of a source, which can be looked up from now on. */
    public String pathOf(String source) {
        return paths.computeIfAbsent(source, this::newPath);
    }

    private String newPath(String source) {
        String path = prefix + Murmur2.of(source.getBytes(StandardCharsets.UTF_8), SEED) + SUFFIX;
        sources.put(path, source);
        return path;
    }

    public Optional<String> source(String path) {
        return Optional.ofNullable(sources.get(path));
    }

    /** The first line from the given one on (1-based) that can hold code: not blank, no line comment, no closing bracket alone. */
    public int lineWithCode(String path, int line) {
        String[] lines = sources.getOrDefault(path, "").split("\n", -1);
        for (int i = Math.max(1, line); i <= lines.length; i++) {
            String text = lines[i - 1].strip();
            boolean empty = text.isEmpty() || text.startsWith("//") || text.matches("[})\\];]+");
            if (!empty) {
                return i;
            }
        }
        return line;
    }
}
