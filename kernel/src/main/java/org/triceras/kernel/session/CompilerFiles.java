package org.triceras.kernel.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.triceras.kernel.compiler.IndexedFiles;

/** What compilers read. */
public final class CompilerFiles {
    private CompilerFiles() {}

    /**
     * Files that are found through an index. A compiler looks for plugins and annotation processors nowhere: it would otherwise open all jars of
     * the class path for them, anew for each compilation, several times per cell.
     */
    public static IndexedFiles indexed(StandardJavaFileManager files) {
        try {
            files.setLocation(StandardLocation.ANNOTATION_PROCESSOR_PATH, List.of());
            return new IndexedFiles(files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A source file that is only a text. */
    public static JavaFileObject source(String text) {
        return new SimpleJavaFileObject(URI.create("string:///$.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
