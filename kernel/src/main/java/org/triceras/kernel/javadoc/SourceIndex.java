package org.triceras.kernel.javadoc;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Where the sources of classes are: the JDK's src.zip, META-INF/sources inside of what stands on the class path (the library's own jars have
 * it), and NAME-sources.jar beside NAME.jar, as Maven keeps it.
 */
final class SourceIndex {
    private static final String INSIDE = "META-INF/sources/";
    private static final String EXTENSION = ".java";

    /** A source file: in a folder, or an entry of an archive. */
    record Source(Path container, String entry, String packageName) {
        String read() throws IOException {
            if (Files.isDirectory(container)) {
                return Files.readString(container.resolve(entry));
            }
            try (ZipFile zip = new ZipFile(container.toFile())) {
                return new String(zip.getInputStream(zip.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    private final Map<String, List<Source>> bySimpleName = new HashMap<>();

    SourceIndex(Collection<Path> classPath) {
        for (Path entry : classPath) {
            String name = entry.toString();
            if (Files.isDirectory(entry)) {
                addFolder(entry);
            } else if (name.endsWith(".jar") && Files.isRegularFile(entry)) {
                addArchive(entry, INSIDE, false);
                Path beside = Path.of(name.substring(0, name.length() - ".jar".length()) + "-sources.jar");
                if (Files.isRegularFile(beside)) {
                    addArchive(beside, "", false);
                }
            }
        }
        Path jdk = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        if (Files.isRegularFile(jdk)) {
            addArchive(jdk, "", true);
        }
    }

    /** What this process was started with. */
    static List<Path> ownClassPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private void addFolder(Path folder) {
        Path sources = folder.resolve("META-INF").resolve("sources");
        if (!Files.isDirectory(sources)) {
            return;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(f -> f.toString().endsWith(EXTENSION)).forEach(f -> {
                String path = sources.relativize(f).toString().replace(File.separatorChar, '/');
                add(folder, INSIDE + path, path);
            });
        } catch (IOException e) {
            // Without sources there is no documentation, and that is all.
        }
    }

    private void addArchive(Path archive, String prefix, boolean beginsWithModule) {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().<ZipEntry>map(e -> e)::iterator) {
                String name = entry.getName();
                if (name.startsWith(prefix) && name.endsWith(EXTENSION)) {
                    String path = name.substring(prefix.length());
                    add(archive, name, beginsWithModule ? path.substring(path.indexOf('/') + 1) : path);
                }
            }
        } catch (IOException e) {
            // As above.
        }
    }

    private void add(Path container, String entry, String path) {
        int slash = path.lastIndexOf('/');
        String packageName = slash < 0 ? "" : path.substring(0, slash).replace('/', '.');
        String simple = path.substring(slash + 1, path.length() - EXTENSION.length());
        bySimpleName.computeIfAbsent(simple, n -> new ArrayList<>(1)).add(new Source(container, entry, packageName));
    }

    /** The source file of a class by its simple name; among several, the one from the first of {@code packages} that has it. */
    Source find(String simpleName, List<String> packages) {
        List<Source> found = bySimpleName.getOrDefault(simpleName, List.of());
        for (String name : packages) {
            for (Source source : found) {
                if (source.packageName().equals(name)) {
                    return source;
                }
            }
        }
        return found.size() == 1 ? found.get(0) : null;
    }
}
