package org.triceras.keras.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.triceras.engine.error.DataException;

/**
 * Lets training go on after an interruption: keeps weights and optimizer of the last finished epoch in a folder; a later fit with the same
 * folder starts from there. When training ends the folder's files are deleted.
 */
public final class BackupAndRestore extends Callback {
    private static final String EPOCH = "{\"epoch\": ";

    private final Path folder;
    private boolean deleteCheckpoint = true;

    public BackupAndRestore(Path folder) {
        this.folder = folder;
    }

    public BackupAndRestore(String folder) {
        this(Path.of(folder));
    }

    /** False keeps the files when training ends. */
    public BackupAndRestore deleteCheckpoint(boolean delete) {
        this.deleteCheckpoint = delete;
        return this;
    }

    private Path weights() {
        return folder.resolve("latest.weights.h5");
    }

    private Path metadata() {
        return folder.resolve("training_metadata.json");
    }

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        if (Files.exists(weights()) && Files.exists(metadata())) {
            int epoch = epoch();
            model().loadWeights(weights());
            model().resumeFrom(epoch + 1);
        }
    }

    private int epoch() {
        try {
            String text = Files.readString(metadata());
            String digits = text.replaceAll("(?s).*\"epoch\"\\s*:\\s*(\\d+).*", "$1");
            return Integer.parseInt(digits);
        } catch (IOException e) {
            throw failed(e);
        } catch (NumberFormatException e) {
            throw new DataException("BackupAndRestore: expected the number of an epoch in " + metadata()
                    + ". The file is damaged; delete the folder to start from the beginning.");
        }
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        try {
            Files.createDirectories(folder);
            model().saveWeights(weights());
            Path draft = folder.resolve("training_metadata.json.part");
            Files.writeString(draft, EPOCH + epoch + ", \"batch\": 0}", StandardCharsets.UTF_8);
            Files.move(draft, metadata(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public void onTrainEnd(Map<String, Double> logs) {
        if (deleteCheckpoint) {
            try {
                Files.deleteIfExists(metadata());
                Files.deleteIfExists(weights());
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    /** An interrupted run is what the files are for. */
    @Override
    public void onTrainInterrupted(Map<String, Double> logs) {}

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("BackupAndRestore: " + folder + " cannot be read or written.", e);
    }
}
