package org.triceras.kernel.session;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Whether a snippet follows Java's grammar, whatever the names in it mean. JShell itself refuses what uses names that it does not know. */
final class Syntax {
    private static final List<String> PLACES =
            List.of("class C {{ %s\n;}}", "class C {{ Object o = (%s\n);}}", "class C { %s\n}", "%s\n");

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final StandardJavaFileManager FILES =
            CompilerFiles.indexed(COMPILER.getStandardFileManager(null, null, null));

    private Syntax() {}

    static boolean isValid(String snippet) {
        return PLACES.stream().anyMatch(place -> parses(place.replace("%s", snippet)));
    }

    private static boolean parses(String source) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try {
            JavaFileObject file = CompilerFiles.source(source);
            ((JavacTask) COMPILER.getTask(null, FILES, problems, List.of("-proc:none"), null, List.of(file))).parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return problems.getDiagnostics().stream().noneMatch(d -> d.getKind() == Diagnostic.Kind.ERROR);
    }
}
