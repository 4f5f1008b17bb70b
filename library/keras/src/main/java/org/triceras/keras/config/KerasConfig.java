package org.triceras.keras.config;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.TricerasException;
import org.triceras.engine.tensor.DType;

/**
 * The settings in {@code ~/.triceras/triceras.json}, with keras.json's keys: floatx, epsilon, image_data_format, backend. The file
 * is written with the defaults when there is none. The folder is TRICERAS_HOME when that is set; TRICERAS_BACKEND overrides the
 * backend.
 */
public final class KerasConfig {
    private static final System.Logger LOG = System.getLogger(KerasConfig.class.getName());

    private volatile DType floatx = DType.FLOAT32;
    private volatile double epsilon = 1e-7;
    private volatile String imageDataFormat = "channels_last";
    private volatile String backend = "jvm";

    private KerasConfig() {}

    /** Read on first use, not when the class is loaded. */
    private static final class Holder {
        static final KerasConfig INSTANCE = load(file());
    }

    /** The settings of this process. */
    public static KerasConfig get() {
        return Holder.INSTANCE;
    }

    /** The folder for settings, data sets and caches. */
    public static Path home() {
        String home = System.getenv("TRICERAS_HOME");
        return home != null && !home.isBlank()
                ? Path.of(home)
                : Path.of(System.getProperty("user.home", "."), ".triceras");
    }

    public static Path file() {
        return home().resolve("triceras.json");
    }

    /** The settings in a file; defaults, and a warning, when it cannot be read. Writes the defaults when it is missing. */
    public static KerasConfig load(Path file) {
        KerasConfig config = new KerasConfig();
        try {
            if (Files.exists(file)) {
                config = read(file);
            } else {
                config.save(file);
            }
        } catch (IOException | TricerasException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The settings in " + file + " cannot be used, so the defaults hold: " + e.getMessage());
        }
        String override = System.getenv("TRICERAS_BACKEND");
        if (override != null && !override.isBlank()) {
            config.backend = override.trim();
        }
        return config;
    }

    /** What is wrong with a file of settings, for which defaults are used; empty for a good one, and when there is none. */
    public static Optional<String> problem(Path file) {
        try {
            if (Files.exists(file)) {
                read(file);
            }
            return Optional.empty();
        } catch (IOException | TricerasException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** All of it or nothing. */
    private static KerasConfig read(Path file) throws IOException {
        JsonObject json;
        try {
            json = new Gson().fromJson(Files.readString(file), JsonObject.class);
        } catch (JsonParseException e) {
            throw new DataException("it is no JSON object: " + e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw new DataException("it is no text in UTF-8.", e);
        }
        if (json == null) {
            throw new DataException(
                    "the file is empty. Expected a JSON object; without the file the defaults are written.");
        }
        KerasConfig config = new KerasConfig();
        if (json.has("floatx")) {
            config.setFloatx(text(json, "floatx"));
        }
        if (json.has("epsilon")) {
            config.setEpsilon(number(json, "epsilon"));
        }
        if (json.has("image_data_format")) {
            config.setImageDataFormat(text(json, "image_data_format"));
        }
        if (json.has("backend")) {
            config.backend = text(json, "backend");
        }
        return config;
    }

    private static String text(JsonObject json, String key) {
        if (json.get(key) instanceof JsonPrimitive value && value.isString()) {
            return value.getAsString();
        }
        throw new DataException(key + ": expected a text in quotes. Received " + json.get(key) + ".");
    }

    private static double number(JsonObject json, String key) {
        if (json.get(key) instanceof JsonPrimitive value && value.isNumber() && Double.isFinite(value.getAsDouble())) {
            return value.getAsDouble();
        }
        throw new DataException(key + ": expected a number. Received " + json.get(key) + ".");
    }

    /** Writes the settings; a reader sees the old file or the new one, never a part. */
    public void save(Path file) throws IOException {
        String json = "{\n  \"floatx\": \"" + floatx.id() + "\",\n  \"epsilon\": " + epsilon
                + ",\n  \"image_data_format\": \"" + imageDataFormat + "\",\n  \"backend\": \"" + backend + "\"\n}\n";
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, "triceras", ".json");
        try {
            Files.writeString(temporary, json);
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The type of weights, "float32" unless changed. */
    public DType floatx() {
        return floatx;
    }

    public void setFloatx(String name) {
        DType type = DType.of(name);
        if (!type.isFloat()) {
            throw new ArgumentException("floatx: expected \"float32\" or \"float64\". Received \"" + name + "\".");
        }
        floatx = type;
    }

    /** What is added to divisors that could be zero. */
    public double epsilon() {
        return epsilon;
    }

    public void setEpsilon(double epsilon) {
        this.epsilon = epsilon;
    }

    /** "channels_last" or "channels_first". */
    public String imageDataFormat() {
        return imageDataFormat;
    }

    public void setImageDataFormat(String format) {
        if (!format.equals("channels_last") && !format.equals("channels_first")) {
            throw new ArgumentException(
                    "image_data_format: expected \"channels_last\" or \"channels_first\". Received \"" + format
                            + "\".");
        }
        imageDataFormat = format;
    }

    /** The backend's name. */
    public String backend() {
        return backend;
    }
}
