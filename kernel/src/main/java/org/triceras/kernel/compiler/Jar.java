package org.triceras.kernel.compiler;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;

/** A jar on the class path. It is opened when one of its classes is read, and stays open, as it does in a class loader. */
final class Jar {
    private static final String VERSIONS = "META-INF/versions/";

    private final File file;
    private JarFile open;

    Jar(File file) {
        this.file = file;
    }

    File file() {
        return file;
    }

    private synchronized JarFile open() throws IOException {
        if (open == null) {
            open = new JarFile(file, false, ZipFile.OPEN_READ, Runtime.version());
        }
        return open;
    }

    byte[] read(String entry) throws IOException {
        JarFile jar = open();
        try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
            return in.readAllBytes();
        }
    }

    /** The names of all class files in it that this JVM would load. */
    Set<String> classes() throws IOException {
        JarFile jar = open();
        Set<String> names = new LinkedHashSet<>();
        jar.stream().forEach(entry -> {
            String name = entry.getName();
            if (!name.endsWith(".class")) {
                return;
            }
            if (!name.startsWith("META-INF/")) {
                names.add(name);
            } else if (jar.isMultiRelease() && name.startsWith(VERSIONS)) {
                int slash = name.indexOf('/', VERSIONS.length());
                String version = name.substring(VERSIONS.length(), Math.max(VERSIONS.length(), slash));
                boolean ours = version.matches("\\d{1,4}")
                        && Integer.parseInt(version) <= Runtime.version().feature();
                if (ours && !name.startsWith("META-INF/", slash + 1)) {
                    names.add(name.substring(slash + 1));
                }
            }
        });
        return names;
    }

    /** The jars that its manifest names as needed beside it. */
    List<File> needed() throws IOException {
        Manifest manifest = open().getManifest();
        String path = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        List<File> files = new ArrayList<>();
        for (String each : path == null ? new String[0] : path.strip().split("\\s+")) {
            // A URL, by the book; javac takes it for a file name too.
            File needed = new File(each);
            files.add(
                    needed.isAbsolute()
                            ? needed
                            : new File(file.getAbsoluteFile().getParentFile(), each));
        }
        return files;
    }
}
