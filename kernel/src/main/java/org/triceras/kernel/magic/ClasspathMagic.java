package org.triceras.kernel.magic;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.error.DataException;

/** {@code %classpath [PATH ...]}: puts folders of classes and jar files on the class path, or lists what was added. */
final class ClasspathMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("classpath");
    }

    @Override
    public Takes takes() {
        return Takes.FILES;
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        List<Path> found = new ArrayList<>();
        for (String word : call.words()) {
            if (FilePaths.isPattern(word)) {
                List<Path> matches = FilePaths.expand(word, host);
                if (matches.isEmpty()) {
                    throw new DataException("%classpath: nothing matches " + word + " in " + host.directory() + ".");
                }
                found.addAll(matches);
            } else {
                found.add(FilePaths.existing("%classpath", word, host));
            }
        }
        found.forEach(host::addToClassPath);
        List<Path> shown = call.words().isEmpty() ? host.classPath() : found;
        return new Listing(shown.stream().map(Path::toString).toList());
    }
}
