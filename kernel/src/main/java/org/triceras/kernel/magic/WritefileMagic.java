package org.triceras.kernel.magic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.engine.io.AtomicFiles;

/** {@code %%writefile [-a] FILE}: the cell becomes a file. */
final class WritefileMagic implements Magic {
    @Override
    public List<String> names() {
        return List.of("writefile", "file");
    }

    @Override
    public boolean isLine() {
        return false;
    }

    @Override
    public boolean isCell() {
        return true;
    }

    @Override
    public Takes takes() {
        return Takes.FILES;
    }

    @Override
    public Object run(MagicCall call, MagicHost host) throws IOException {
        MagicOptions options = new MagicOptions(call, Set.of("-a", "--append"), Set.of());
        List<String> words = options.words();
        if (words.size() != 1) {
            throw new ArgumentException(call.title() + ": expected one file name. Received " + words
                    + ". Put a name with blanks in quotes.");
        }
        Path file = host.path(words.get(0));
        if (Files.isDirectory(file)) {
            throw new DataException(call.title() + ": " + file + " is a folder. Expected a file's name.");
        }
        boolean exists = Files.exists(file);
        boolean appends = exists && (options.has("-a") || options.has("--append"));
        byte[] text = call.body().text().getBytes(StandardCharsets.UTF_8);
        boolean lineEnd = text.length > 0 && text[text.length - 1] != '\n';
        AtomicFiles.write(file, out -> {
            if (appends) {
                Files.copy(file, out);
            }
            out.write(text);
            if (lineEnd) {
                out.write('\n');
            }
        });
        System.out.println((appends ? "Appended to " : exists ? "Overwrote " : "Wrote ") + words.get(0));
        return null;
    }
}
