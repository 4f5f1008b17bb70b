package org.triceras.kernel.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;

/** {@code %jars PATTERN ...}: puts jar files on the class path. */
final class JarsMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("jars");
    }

    @Override
    public Takes takes() {
        return Takes.FILES;
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        List<String> words = call.words();
        if (words.isEmpty()) {
            throw new ArgumentException("%jars: expected jar files, folders of them or patterns. Try %jars lib/*.jar");
        }
        List<Path> found = new ArrayList<>();
        for (String word : words) {
            List<Path> jars = jars(word, host);
            if (jars.isEmpty()) {
                throw new DataException("%jars: no jar files match " + word + " in " + host.directory() + ".");
            }
            found.addAll(jars);
        }
        found.forEach(host::addToClassPath);
        return new Listing(found.stream().map(Path::toString).toList());
    }

    private static List<Path> jars(String word, MagicHost host) {
        if (!FilePaths.isPattern(word)) {
            Path path = FilePaths.existing("%jars", word, host);
            return Files.isDirectory(path)
                    ? FilePaths.list(path).stream().filter(JarsMagic::isJar).toList()
                    : List.of(checked(path));
        }
        return FilePaths.expand(word, host).stream().filter(JarsMagic::isJar).toList();
    }

    /** Whatever its name is, an archive: a class path takes anything, and says nothing. */
    private static Path checked(Path path) {
        try {
            new ZipFile(path.toFile()).close();
            return path;
        } catch (IOException e) {
            throw new DataException(
                    "%jars: " + path + " is not a jar file (" + e.getMessage()
                            + "). Expected one, or a folder of them; %classpath takes folders of classes.",
                    e);
        }
    }

    private static boolean isJar(Path path) {
        return path.getFileName().toString().endsWith(".jar") && Files.isRegularFile(path);
    }
}
