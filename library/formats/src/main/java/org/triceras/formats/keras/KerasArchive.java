package org.triceras.formats.keras;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.triceras.engine.error.DataException;
import org.triceras.engine.io.AtomicFiles;
import org.triceras.formats.hdf5.Hdf5Group;
import org.triceras.formats.hdf5.Hdf5Reader;
import org.triceras.formats.hdf5.Hdf5Writer;
import org.triceras.formats.json.Json;
import org.triceras.keras.saving.Saveable;
import org.triceras.keras.saving.SavedModel;

/** The {@code .keras} file: a zip, nothing compressed, of metadata.json, config.json and model.weights.h5. */
final class KerasArchive {
    private static final String METADATA = "metadata.json";
    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.weights.h5";

    /** An entry that claims more than this times its stored size, and is large, is an attack. */
    private static final int MAX_EXPANSION = 100;

    private static final long TRUSTED_BYTES = 1L << 30;

    private KerasArchive() {}

    /** Whether the file begins as zip files do; errors for a file that is not there. */
    static boolean isZip(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException((Files.isDirectory(file) ? "A folder is no model file: " : "There is no file ")
                    + file.toAbsolutePath()
                    + ". Expected the path of a .keras or .h5 file; check the name and the working folder.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(2);
            return head.length == 2 && head[0] == 'P' && head[1] == 'K';
        } catch (IOException e) {
            throw new DataException("Cannot read " + file + ": " + e + ".", e);
        }
    }

    static void write(Saveable model, Map<String, Object> config, Path file) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("keras_version", KerasFormat.KERAS_VERSION);
        metadata.put("date_saved", LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss")));
        AtomicFiles.write(file, out -> {
            // Sizes and checksums come before the data in a zip that is not compressed, so the weights are written
            // aside first.
            Path weights = Files.createTempFile("triceras", ".weights.h5");
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                Hdf5Writer.write(weights, WeightsLayout.write(model));
                add(zip, METADATA, Json.write(metadata));
                add(zip, CONFIG, Json.write(config));
                add(zip, WEIGHTS, weights);
            } finally {
                Files.deleteIfExists(weights);
            }
        });
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        zip.putNextEntry(entry(name, bytes.length, crc));
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void add(ZipOutputStream zip, String name, Path content) throws IOException {
        CRC32 crc = new CRC32();
        try (OutputStream sum = new CheckedOutputStream(OutputStream.nullOutputStream(), crc)) {
            Files.copy(content, sum);
        }
        zip.putNextEntry(entry(name, Files.size(content), crc));
        Files.copy(content, zip);
        zip.closeEntry();
    }

    private static ZipEntry entry(String name, long size, CRC32 crc) {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCrc(crc.getValue());
        return entry;
    }

    static SavedModel read(Path file) {
        Map<String, Object> config = config(file);
        return new SavedModel() {
            @Override
            public Map<String, Object> config() {
                return config;
            }

            @Override
            public void restore(Saveable model) {
                Loading loading = new Loading(file, false);
                WeightsLayout.read(model, weights(file), loading);
                loading.apply();
            }
        };
    }

    private static Map<String, Object> config(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile());
                InputStream in = zip.getInputStream(find(zip, CONFIG, file))) {
            byte[] text = in.readAllBytes();
            CRC32 crc = new CRC32();
            crc.update(text);
            requireIntact(zip.getEntry(CONFIG), crc.getValue());
            return Json.readMap(new String(text, StandardCharsets.UTF_8), CONFIG + " in the archive " + file);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    static Hdf5Group weights(Path file) {
        Path weights = null;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = find(zip, WEIGHTS, file);
            weights = Files.createTempFile("triceras", ".weights.h5");
            try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
                Files.copy(in, weights, StandardCopyOption.REPLACE_EXISTING);
                requireIntact(entry, in.getChecksum().getValue());
            }
            return Hdf5Reader.read(weights);
        } catch (IOException e) {
            throw damaged(file, e);
        } finally {
            try {
                if (weights != null) {
                    Files.deleteIfExists(weights);
                }
            } catch (IOException e) {
                System.getLogger(KerasArchive.class.getName())
                        .log(System.Logger.Level.DEBUG, "left behind: " + weights, e);
            }
        }
    }

    /** Java's ZipFile does not compare checksums, so weights that changed on the way would go unseen. */
    private static void requireIntact(ZipEntry entry, long checksum) throws ZipException {
        if (entry.getCrc() >= 0 && entry.getCrc() != checksum) {
            throw new ZipException("the checksum of " + entry.getName() + " is not that of its content");
        }
    }

    private static ZipEntry find(ZipFile zip, String name, Path file) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new DataException("The archive " + file + " has no " + name
                    + ". Expected metadata.json, config.json and model.weights.h5, as model.save(\"x.keras\") writes them. Found: "
                    + String.join(
                            ", ", zip.stream().limit(10).map(ZipEntry::getName).toList()) + ".");
        }
        if (entry.getSize() > TRUSTED_BYTES && entry.getSize() > MAX_EXPANSION * entry.getCompressedSize()) {
            throw new DataException(
                    "The archive " + file + ": " + name + " claims " + entry.getSize() + " bytes but stores "
                            + entry.getCompressedSize() + ". Refused, since unpacking it would fill the disk.");
        }
        return entry;
    }

    private static DataException damaged(Path file, IOException e) {
        return new DataException(
                "The archive " + file
                        + (e instanceof ZipException ? " is damaged or incomplete: " : " cannot be read: ")
                        + e.getMessage()
                        + ". Expected a whole .keras file; save the model again or copy the file anew.",
                e);
    }
}
