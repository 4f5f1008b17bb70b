package org.triceras.formats.keras;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.triceras.formats.json.Json;

/** A folder of files that real Keras wrote, and what is in them. */
record Fixture(String name) {
    /** An array of io.json. */
    record Value(String path, int[] shape, double[] data) {}

    static List<Fixture> models() {
        return List.of(
                        "mlp",
                        "cnn_batch_norm",
                        "lstm_stacked",
                        "two_inputs",
                        "two_outputs",
                        "shared_layer",
                        "gru_bidirectional",
                        "residual",
                        "nested")
                .stream()
                .map(Fixture::new)
                .toList();
    }

    /** Models of many kinds of layers: model.keras, model.h5 and io.json only. */
    static List<Fixture> zoos() {
        return List.of(new Fixture("images"), new Fixture("sequences"));
    }

    Path file(String fileName) {
        try {
            URI folder = Fixture.class.getResource("/fixtures/" + name).toURI();
            return Path.of(folder).resolve(fileName);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    String text(String fileName) {
        try {
            return Files.readString(file(fileName));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** "weights", "optimizer", "inputs" or "outputs" of io.json; none for null. */
    List<Value> values(String key) {
        List<Value> values = new ArrayList<>();
        Object items = Json.readMap(text("io.json")).get(key);
        for (Object item : items == null ? List.of() : (List<?>) items) {
            Map<?, ?> map = (Map<?, ?>) item;
            int[] shape = ((List<?>) map.get("shape"))
                    .stream().mapToInt(n -> ((Number) n).intValue()).toArray();
            double[] data = ((List<?>) map.get("data"))
                    .stream().mapToDouble(n -> ((Number) n).doubleValue()).toArray();
            values.add(new Value((String) map.get("path"), shape, data));
        }
        return values;
    }

    @Override
    public String toString() {
        return name;
    }
}
