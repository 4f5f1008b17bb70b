package org.triceras.charts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;

/** Files that a browser plays, held in the page itself. */
final class Media {
    private Media() {}

    /** The file as a data: address. */
    static String load(String what, Path file, Map<String, String> types, long largest) {
        String name = file.toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = types.get(ending);
        if (type == null) {
            throw new ArgumentException(
                    what + ": expected a file that ends in one of " + types.keySet() + ". Received " + file + ".");
        }
        try {
            long size = Files.size(file);
            if (size > largest) {
                throw new DataException(what + ": " + file + " has " + (size >> 20) + " MB. Expected at most "
                        + (largest >> 20) + " MB, since the notebook holds a copy. Try url(...).");
            }
            return data(type, Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new DataException("File not found: " + file.toAbsolutePath() + ". Expected a file there.", e);
        } catch (IOException e) {
            throw new DataException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    static String data(String type, byte[] bytes) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
