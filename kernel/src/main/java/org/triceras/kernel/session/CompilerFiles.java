package org.triceras.kernel.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/** Where compilers look for files. */
final class CompilerFiles {
    private CompilerFiles() {}

    /**
     * Lets a compiler look for plugins and annotation processors nowhere. It would otherwise open all jars of the class path for them, anew
     * for each compilation: several times per cell.
     */
    static StandardJavaFileManager withoutPlugins(StandardJavaFileManager files) {
        try {
            files.setLocation(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of());
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
