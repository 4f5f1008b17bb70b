package org.triceras.kernel.compiler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.tools.DiagnosticListener;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles one text in memory, with nothing left behind. */
public final class MemoryCompiler {
    private static final DiagnosticListener<JavaFileObject> SILENT = diagnostic -> {};

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final Files files;
    private final List<String> options;

    /**
     * @param inPackage a package with classes that are in no file, and these classes
     */
    public MemoryCompiler(
            IndexedFiles files, List<String> options, String inPackage, Supplier<List<ClassFile>> classes) {
        this.files = new Files(files, inPackage, classes);
        this.options = new ArrayList<>(options);
        this.options.add("-proc:none");
    }

    /** The classes by name, or null for what does not compile. */
    public Map<String, byte[]> compile(String className, String text) {
        return compile(className, text, SILENT);
    }

    /** The same, and what the compiler has to say. A diagnostic holds on to all that was compiled. */
    public Map<String, byte[]> compile(
            String className, String text, DiagnosticListener<? super JavaFileObject> listener) {
        URI uri = URI.create("string:///" + className.replace('.', '/') + JavaFileObject.Kind.SOURCE.extension);
        JavaFileObject source = new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        files.made.clear();
        boolean ok = compiler.getTask(Writer.nullWriter(), files, listener, options, null, List.of(source))
                .call();
        Map<String, byte[]> classes = new LinkedHashMap<>();
        files.made.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        files.made.clear();
        return ok ? classes : null;
    }

    private static final class Files extends ForwardingJavaFileManager<IndexedFiles> {
        private final Map<String, ByteArrayOutputStream> made = new LinkedHashMap<>();
        private final String inPackage;
        private final Supplier<List<ClassFile>> classes;

        Files(IndexedFiles files, String inPackage, Supplier<List<ClassFile>> classes) {
            super(files);
            this.inPackage = inPackage;
            this.classes = classes;
        }

        @Override
        public Iterable<JavaFileObject> list(
                Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
                throws IOException {
            return location == StandardLocation.CLASS_PATH && packageName.equals(inPackage)
                    ? new ArrayList<>(classes.get())
                    : super.list(location, packageName, kinds, recurse);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(
                    URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    made.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
