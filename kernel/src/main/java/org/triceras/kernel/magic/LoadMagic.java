package org.triceras.kernel.magic;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.kernel.client.Notebook;
import org.triceras.kernel.compiler.PackageLine;

/** {@code %load FILE ...}: runs scripts and notebooks in this session. */
final class LoadMagic implements Magic {
    private static final String EXPECTED = "Expected a script (.jsh, .java) or a notebook (.ipynb)";

    /** What scripts are called; a name without an end is one too. */
    private static final Set<String> SCRIPTS = Set.of("jsh", "java", "jshell", "repl", "txt");

    @Override
    public List<String> names() {
        return List.of("load");
    }

    @Override
    public Takes takes() {
        return Takes.FILES;
    }

    @Override
    public Object run(MagicCall call, MagicHost host) throws IOException {
        List<String> words = call.words();
        if (words.isEmpty()) {
            throw new ArgumentException("%load: no file given. " + EXPECTED + ".");
        }
        Object value = null;
        for (String word : words) {
            List<Path> files = FilePaths.isPattern(word)
                    ? FilePaths.expand(word, host)
                    : List.of(FilePaths.existing("%load", word, host));
            if (files.isEmpty()) {
                throw new DataException("%load: nothing matches " + word + " in " + host.directory() + ".");
            }
            for (Path file : files) {
                value = load(file, host);
            }
        }
        return value;
    }

    private static Object load(Path file, MagicHost host) throws IOException {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        if (Files.isDirectory(file)) {
            throw new ArgumentException(
                    "%load: " + file + " is a folder. " + EXPECTED + ", or a pattern: %load folder/*.jsh.");
        }
        String end = name.substring(name.lastIndexOf('.') + 1);
        if (name.lastIndexOf('.') > 0 && !end.equals("ipynb") && !SCRIPTS.contains(end)) {
            throw new ArgumentException("%load: " + name + " is no code. " + EXPECTED
                    + ". Data is read in Java, for instance with Files.readString(path).");
        }
        if (!name.endsWith(".ipynb")) {
            try {
                String source = Files.readString(file);
                return host.runFile(name, end.equals("java") ? PackageLine.removed(source) : source);
            } catch (MalformedInputException e) {
                throw new DataException("%load: " + file + " is not a text in UTF-8.", e);
            }
        }
        Object value = null;
        int number = 0;
        for (Notebook.Cell cell : Notebook.read(file).cells()) {
            number++;
            if (cell.isCode()) {
                value = host.runFile(name + " cell " + number, cell.source());
            }
        }
        return value;
    }
}
