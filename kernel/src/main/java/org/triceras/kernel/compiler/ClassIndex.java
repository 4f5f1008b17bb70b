package org.triceras.kernel.compiler;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Where the classes are that every session has: those of the JDK and of the class path that the process was started with. To find that out takes
 * a good part of a second, so it is done once for a JDK and a build, and kept in a file beside the class archive; without the file it is found
 * out again. What is added to the class path later is not in it.
 */
public final class ClassIndex {
    /** The system property that names the file. */
    public static final String PROPERTY = "triceras.index";

    private static final String FORMAT = "triceras class index 1";
    private static final String PLATFORM = "m ";
    private static final String PATH = "p ";
    private static final String NEEDED = "needed";

    private static ClassIndex shared;

    private final Platform platform;
    private final PathClasses launchPath;
    private final List<File> launchEntries;

    private ClassIndex(IndexFile file) {
        platform = new Platform(file == null ? null : part(file, PLATFORM));
        launchEntries = entries(System.getProperty("java.class.path"));
        List<File> all = new ArrayList<>(launchEntries);
        String needed = file == null ? null : file.find(NEEDED);
        if (needed != null) {
            all.addAll(entries(needed.strip()));
            launchPath = new PathClasses(all, part(file, PATH));
        } else {
            all.addAll(new PathClasses(all, null).needed());
            launchPath = new PathClasses(all, null);
        }
    }

    /** That of this process, made on first use. */
    static synchronized ClassIndex shared() {
        if (shared == null) {
            shared = read();
        }
        return shared;
    }

    static ClassIndex read() {
        String name = System.getProperty(PROPERTY);
        return new ClassIndex(name == null || name.isBlank() ? null : IndexFile.read(Path.of(name), stamp()));
    }

    /** Finds out where all classes are, and writes it to the file that the property names; does nothing when one is there that fits. */
    public static void write() throws IOException {
        String name = System.getProperty(PROPERTY);
        if (name == null || name.isBlank() || IndexFile.read(Path.of(name), stamp()) != null) {
            return;
        }
        ClassIndex found = new ClassIndex(null);
        Map<String, String> table = new HashMap<>();
        found.platform.table().forEach((key, text) -> table.put(PLATFORM + key, text));
        found.launchPath.table().forEach((key, text) -> table.put(PATH + key, text));
        List<File> entries = found.launchPath.entries();
        List<String> needed = entries.subList(found.launchEntries.size(), entries.size()).stream()
                .map(File::getPath)
                .toList();
        table.put(NEEDED, String.join(File.pathSeparator, needed) + " ");
        Files.createDirectories(Path.of(name).toAbsolutePath().getParent());
        IndexFile.write(Path.of(name), stamp(), table);
    }

    /** Changes with the JDK, the class path and each file on it. Times are whole seconds, as the layers of container images have them. */
    private static String stamp() {
        StringBuilder stamp = new StringBuilder(FORMAT);
        stamp.append('\t').append(System.getProperty("java.home"));
        stamp.append('\t').append(Runtime.version());
        for (File entry : entries(System.getProperty("java.class.path"))) {
            stamp.append('\t').append(entry).append('\t').append(entry.length()).append('\t');
            stamp.append(entry.lastModified() / 1000);
        }
        return stamp.toString();
    }

    static List<File> entries(String path) {
        Set<File> entries = new LinkedHashSet<>();
        for (String each : path.split(File.pathSeparator)) {
            if (!each.isEmpty()) {
                entries.add(new File(each));
            }
        }
        return new ArrayList<>(entries);
    }

    private static PackageTable part(IndexFile file, String prefix) {
        return new PackageTable() {
            @Override
            public String find(String key) {
                return file.find(prefix + key);
            }

            @Override
            public void forEach(BiConsumer<String, String> action) {
                file.forEach((key, text) -> {
                    if (key.startsWith(prefix)) {
                        action.accept(key.substring(prefix.length()), text);
                    }
                });
            }
        };
    }

    Platform platform() {
        return platform;
    }

    PathClasses launchPath() {
        return launchPath;
    }

    List<File> launchEntries() {
        return launchEntries;
    }
}
