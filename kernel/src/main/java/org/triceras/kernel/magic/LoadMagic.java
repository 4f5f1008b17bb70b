package org.triceras.kernel.magic;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.kernel.client.Notebook;

/** {@code %load FILE ...}: runs scripts and notebooks in this session. */
final class LoadMagic implements Magic {
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
            throw new ArgumentException("%load: expected a script (.jsh, .java) or a notebook (.ipynb).");
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
        String name = file.getFileName().toString();
        if (!name.endsWith(".ipynb")) {
            try {
                return host.runFile(name, Files.readString(file));
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
