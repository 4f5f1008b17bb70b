package org.triceras.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.triceras.engine.error.DataException;
import org.triceras.engine.io.AtomicFiles;
import org.triceras.engine.io.Npy;
import org.triceras.engine.tensor.Tensor;

/** NumPy's .npz archives: several named arrays in one zip file. */
public final class Npz {
    private static final String SUFFIX = ".npy";

    private Npz() {}

    /** All arrays by name, in the archive's order. */
    public static Map<String, Tensor> read(Path file) {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(SUFFIX)) {
                    arrays.put(name.substring(0, name.length() - SUFFIX.length()), Npy.read(zip, file + ":" + name));
                }
            }
        } catch (NoSuchFileException e) {
            throw new DataException(
                    "File not found: " + file.toAbsolutePath() + ". Expected a NumPy .npz file there.", e);
        } catch (IOException e) {
            throw new DataException("Cannot read " + file + ": " + e.getMessage(), e);
        }
        if (arrays.isEmpty()) {
            throw new DataException(
                    file + " is not a NumPy .npz file, or holds no arrays. Expected a zip archive of .npy files.");
        }
        return arrays;
    }

    /** Writes arrays by name, compressed; an existing file is replaced only when all is written. */
    public static void write(Path file, Map<String, Tensor> arrays) {
        AtomicFiles.write(file, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, Tensor> entry : arrays.entrySet()) {
                    zip.putNextEntry(new ZipEntry(entry.getKey() + SUFFIX));
                    Npy.write(zip, entry.getValue());
                    zip.closeEntry();
                }
            }
        });
    }
}
