package org.triceras.kernel.compiler;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.ref.SoftReference;
import java.net.URI;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.tools.JavaFileObject;

/**
 * A compiled class that a compiler may read. Thousands are listed of which a few are read, so it is made of next to nothing. What was read is
 * kept while there is memory: each new compiler asks for the same classes.
 */
public final class ClassFile implements JavaFileObject {
    /** Where the bytes are. */
    @FunctionalInterface
    public interface Content {
        byte[] read() throws IOException;
    }

    private final String binaryName;
    private final Content content;
    private volatile SoftReference<byte[]> known;

    /** @param binaryName with the package, dots and dollar signs */
    public ClassFile(String binaryName, Content content) {
        this.binaryName = binaryName;
        this.content = content;
    }

    String binaryName() {
        return binaryName;
    }

    @Override
    public InputStream openInputStream() throws IOException {
        SoftReference<byte[]> reference = known;
        byte[] bytes = reference == null ? null : reference.get();
        if (bytes == null) {
            bytes = content.read();
            known = new SoftReference<>(bytes);
        }
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public Kind getKind() {
        return Kind.CLASS;
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
        String simple = binaryName.substring(binaryName.lastIndexOf('.') + 1);
        return kind == Kind.CLASS && simple.equals(simpleName);
    }

    @Override
    public NestingKind getNestingKind() {
        return null;
    }

    @Override
    public Modifier getAccessLevel() {
        return null;
    }

    @Override
    public URI toUri() {
        return URI.create("class:///" + binaryName.replace('.', '/') + Kind.CLASS.extension);
    }

    @Override
    public String getName() {
        return binaryName.replace('.', '/') + Kind.CLASS.extension;
    }

    @Override
    public long getLastModified() {
        return 0;
    }

    @Override
    public boolean delete() {
        return false;
    }

    @Override
    public Reader openReader(boolean ignoreEncodingErrors) {
        throw new UnsupportedOperationException("a class is no text: " + binaryName);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        throw new UnsupportedOperationException("a class is no text: " + binaryName);
    }

    @Override
    public OutputStream openOutputStream() {
        throw new UnsupportedOperationException("not to be written: " + binaryName);
    }

    @Override
    public Writer openWriter() {
        throw new UnsupportedOperationException("not to be written: " + binaryName);
    }

    @Override
    public String toString() {
        return getName();
    }
}
