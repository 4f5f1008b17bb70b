package org.triceras.kernel.magic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.triceras.engine.error.DataException;

/** {@code %cd [FOLDER]}: where magics look for files and programs start. */
final class CdMagic implements Magic {
    private Path previous;

    @Override
    public List<String> names() {
        return List.of("cd");
    }

    @Override
    public Takes takes() {
        return Takes.FOLDERS;
    }

    @Override
    public Object run(MagicCall call, MagicHost host) {
        List<String> words = call.words();
        String target = words.isEmpty() ? "~" : String.join(" ", words);
        Path from = host.directory();
        Path to = target.equals("-") ? (previous == null ? from : previous) : host.path(target);
        if (!Files.isDirectory(to)) {
            throw new DataException("%cd: there is no folder " + to + "."
                    + FilePaths.nearest(to).map(n -> " Did you mean " + n + "?").orElse(""));
        }
        previous = from;
        host.setDirectory(to);
        System.out.println(to);
        return null;
    }
}
