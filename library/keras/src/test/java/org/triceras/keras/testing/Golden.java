package org.triceras.keras.testing;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Values computed by real Keras, from src/test/resources/golden; src/test/python makes them and says what the files hold.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @MethodSource("cases")
 * void matchesKeras(GoldenCase c) { ... c.config() ... c.array("y_true").tensor() ... c.array("value").check(actual, 1e-5); }
 *
 * static List<GoldenCase> cases() { return Golden.cases("losses"); }
 * }</pre>
 */
public final class Golden {
    private static final Map<String, GoldenCase> FILES = new ConcurrentHashMap<>();

    private Golden() {}

    /** The cases of golden/NAME.json, for example "losses" or "layers/Dense". */
    public static List<GoldenCase> cases(String name) {
        return file(name).objects("cases");
    }

    /** The cases of all layer classes. */
    public static List<GoldenCase> layers() {
        List<GoldenCase> cases = new ArrayList<>();
        layerClasses().forEach(name -> cases.addAll(cases("layers/" + name)));
        return cases;
    }

    /** The layer classes that have cases, in alphabetical order. */
    public static List<String> layerClasses() {
        return file("layers/index").texts("classes");
    }

    /** A whole file, for members beside its cases. */
    public static GoldenCase file(String name) {
        return FILES.computeIfAbsent(name, Golden::read);
    }

    /** A text file, for example "summary/mlp.txt". */
    public static String text(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GoldenCase read(String name) {
        try (Reader reader = new InputStreamReader(open(name + ".json"), StandardCharsets.UTF_8)) {
            return new GoldenCase(new Gson().fromJson(reader, JsonObject.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = Golden.class.getResourceAsStream("/golden/" + name);
        if (in == null) {
            throw new IllegalArgumentException("No golden file " + name
                    + ". Expected it in src/test/resources/golden; the scripts in src/test/python make it.");
        }
        return in;
    }
}
