package org.triceras.kernel.magic;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.triceras.engine.error.DataException;
import org.triceras.keras.util.Names;

/** Looking for files: patterns, near misses and completions. */
final class FilePaths {
    private FilePaths() {}

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0 || text.indexOf('{') >= 0;
    }

    /** The files that a pattern names, in order; a text that is no pattern is a path itself. Patterns work in every folder of a path. */
    static List<Path> expand(String text, MagicHost host) {
        if (!isPattern(text)) {
            return List.of(host.path(text));
        }
        Path start = host.directory();
        String rest = text;
        if (rest.startsWith("~/") || rest.startsWith("/")) {
            int slash = rest.indexOf('/') + 1;
            start = host.path(rest.startsWith("/") ? "/" : "~");
            rest = rest.substring(slash);
        }
        List<Path> found = List.of(start);
        for (String name : rest.split("/+")) {
            List<Path> next = new ArrayList<>();
            for (Path folder : found) {
                if (isPattern(name)) {
                    next.addAll(matches(folder, name));
                } else if (Files.exists(folder.resolve(name))) {
                    next.add(folder.resolve(name).normalize());
                }
            }
            found = next;
        }
        return found;
    }

    private static List<Path> matches(Path folder, String pattern) {
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        boolean hidden = pattern.startsWith(".");
        return list(folder).stream()
                .filter(p -> matcher.matches(p.getFileName()))
                .filter(p -> hidden || !p.getFileName().toString().startsWith("."))
                .toList();
    }

    /** What is in a folder, by name; nothing when it is no folder. */
    static List<Path> list(Path folder) {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(found::add);
            } catch (IOException | DirectoryIteratorException e) {
                throw new DataException("Cannot list " + folder + ": " + e.getMessage() + ".", e);
            }
        }
        found.sort(null);
        return found;
    }

    /** The entry of the same folder whose name is most like that of a path which does not exist. */
    static Optional<Path> nearest(Path missing) {
        if (missing.getParent() == null || missing.getFileName() == null) {
            return Optional.empty();
        }
        Map<String, Path> names = new HashMap<>();
        list(missing.getParent()).forEach(p -> names.put(p.getFileName().toString(), p));
        return Optional.ofNullable(Names.nearest(missing.getFileName().toString(), names.keySet()))
                .map(names::get);
    }

    /** A file that must be there. */
    static Path existing(String title, String text, MagicHost host) {
        Path path = host.path(text);
        if (!Files.exists(path)) {
            throw new DataException(title + ": file not found: " + path + "."
                    + nearest(path)
                            .map(n -> " Did you mean " + n.getFileName() + "?")
                            .orElse(""));
        }
        return path;
    }

    /** What a path that is half written can become; folders end with a slash. */
    static List<String> completions(String begun, boolean foldersOnly, MagicHost host) {
        int slash = begun.lastIndexOf('/');
        String folder = begun.substring(0, slash + 1);
        String prefix = begun.substring(slash + 1);
        List<String> found = new ArrayList<>();
        for (Path path : list(folder.isEmpty() ? host.directory() : host.path(folder))) {
            String name = path.getFileName().toString();
            boolean isFolder = Files.isDirectory(path);
            if (name.startsWith(prefix)
                    && (prefix.startsWith(".") || !name.startsWith("."))
                    && (isFolder || !foldersOnly)) {
                found.add(folder + name + (isFolder ? "/" : ""));
            }
        }
        return found;
    }
}
