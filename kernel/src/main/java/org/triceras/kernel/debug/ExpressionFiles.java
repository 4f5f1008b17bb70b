package org.triceras.kernel.debug;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;

/** What the compiler of expressions reads and writes: besides the class path, the classes of cells; and nothing on disk. */
final class ExpressionFiles extends ForwardingJavaFileManager<JavaFileManager> {
    private static final String PACKAGE = "REPL";

    private final Map<String, byte[]> cells;
    private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

    ExpressionFiles(JavaFileManager libraries, Map<String, byte[]> cells) {
        super(libraries);
        this.cells = cells;
    }

    /** The classes that were compiled, by their names. */
    Map<String, byte[]> written() {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return classes;
    }

    @Override
    public Iterable<JavaFileObject> list(
            Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) throws IOException {
        if (location != StandardLocation.CLASS_PATH || !packageName.equals(PACKAGE)) {
            return super.list(location, packageName, kinds, recurse);
        }
        List<JavaFileObject> files = new ArrayList<>();
        cells.forEach((name, bytecode) -> files.add(new CellClass(name, bytecode)));
        return files;
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
        return file instanceof CellClass cell ? cell.name : super.inferBinaryName(location, file);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        return new SimpleJavaFileObject(uri(className), kind) {
            @Override
            public OutputStream openOutputStream() {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                written.put(className, out);
                return out;
            }
        };
    }

    private static URI uri(String className) {
        return URI.create("cell:///" + className.replace('.', '/') + ".class");
    }

    private static final class CellClass extends SimpleJavaFileObject {
        private final String name;
        private final byte[] bytecode;

        CellClass(String name, byte[] bytecode) {
            super(uri(name), Kind.CLASS);
            this.name = name;
            this.bytecode = bytecode;
        }

        @Override
        public InputStream openInputStream() {
            return new ByteArrayInputStream(ClassView.of(bytecode));
        }
    }
}
