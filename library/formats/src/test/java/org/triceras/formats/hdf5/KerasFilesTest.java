package org.triceras.formats.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Array;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.formats.json.Json;

/** Files that h5py and real Keras wrote (src/test/python/make_fixtures.py) hold what their JSON companions say. */
class KerasFilesTest {
    private static Path fixture(String path) {
        try {
            return Path.of(KerasFilesTest.class.getResource("/fixtures").toURI())
                    .resolve(path);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> json(String path) throws IOException {
        return Json.readMap(Files.readString(fixture(path)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "v110"})
    void readsEveryStorageForm(String version) throws IOException {
        Map<String, Object> features = json("hdf5/features.json");
        Hdf5Group file = Hdf5Reader.read(fixture("hdf5/features_" + version + ".h5"));
        object(features.get("datasets")).forEach((path, expected) -> checkArray(path, file.dataset(path), expected));
        object(features.get("attributes"))
                .forEach((name, expected) -> assertThat(plain(file.attributes().get(name)))
                        .as("attribute " + name)
                        .isEqualTo(plain(expected)));
        assertThat(file.group("nothing").children()).isEmpty();
        assertThat(file.group("many").children()).hasSize(40);
    }

    @Test
    void readsAnAttributeOfMoreThan64Kilobytes() {
        Hdf5Group file = Hdf5Reader.read(fixture("hdf5/features_v110.h5"));
        String[] names = (String[]) file.group("many").attributes().get("big");
        assertThat(names).hasSize(15000).startsWith("n00000").endsWith("n14999");
    }

    @TestFactory
    List<DynamicTest> legacyFilesHoldTheWeights() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path path : models("legacy_weights*.h5", "model.h5")) {
            String name = path.getParent().getFileName() + "/" + path.getFileName();
            tests.add(DynamicTest.dynamicTest(name, () -> {
                Hdf5Group file = Hdf5Reader.read(path);
                Hdf5Group weights = name.endsWith("/model.h5") ? file.group("model_weights") : file;
                List<Hdf5Dataset> found = new ArrayList<>();
                for (String layer : names(weights, "layer_names")) {
                    Hdf5Group group = weights.group(layer);
                    for (String weight : names(group, "weight_names")) {
                        found.add(group.dataset(weight));
                    }
                }
                List<Object> expected = weights(path.getParent());
                assertThat(found).hasSameSizeAs(expected);
                // Keras writes the trainable weights of a layer first, so only the multiset is the same.
                for (Object array : expected) {
                    assertThat(found).anySatisfy(dataset -> checkArray(name, dataset, array));
                }
            }));
        }
        assertThat(tests).hasSizeGreaterThan(20);
        return tests;
    }

    @TestFactory
    List<DynamicTest> weightFilesHoldTheWeights() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path path : models("model.weights.h5")) {
            tests.add(DynamicTest.dynamicTest(path.getParent().getFileName().toString(), () -> {
                List<Hdf5Dataset> found = new ArrayList<>();
                collect(Hdf5Reader.read(path).group("layers"), found);
                for (Object array : weights(path.getParent())) {
                    assertThat(found).anySatisfy(dataset -> checkArray("weight", dataset, array));
                }
            }));
        }
        assertThat(tests).hasSizeGreaterThan(7);
        return tests;
    }

    @Test
    void theDeepModelSplitsItsLayerNames() {
        Hdf5Group weights = Hdf5Reader.read(fixture("deep/model.h5")).group("model_weights");
        assertThat(weights.attributes()).doesNotContainKey("layer_names").containsKeys("layer_names0", "layer_names1");
        assertThat(names(weights, "layer_names")).hasSize(110);
    }

    /** All files whose name matches one of the patterns, in the folders that have an io.json. */
    private static List<Path> models(String... patterns) throws IOException {
        List<Path> result = new ArrayList<>();
        for (String pattern : patterns) {
            try (var folders = Files.list(fixture(""))) {
                for (Path folder : folders.sorted().toList()) {
                    try (var files = Files.newDirectoryStream(folder, pattern)) {
                        files.forEach(result::add);
                    }
                }
            }
        }
        return result;
    }

    private static List<Object> weights(Path folder) throws IOException {
        return list(Json.readMap(Files.readString(folder.resolve("io.json"))).get("weights"));
    }

    /** A list of names, which Keras splits into name0, name1, ... when it is long; an empty one is an array of no doubles. */
    private static List<String> names(Hdf5Group group, String name) {
        Object whole = group.attributes().get(name);
        if (whole != null) {
            return Array.getLength(whole) == 0 ? List.of() : List.of((String[]) whole);
        }
        List<String> result = new ArrayList<>();
        for (int n = 0; group.attributes().containsKey(name + n); n++) {
            result.addAll(List.of((String[]) group.attributes().get(name + n)));
        }
        return result;
    }

    private static void collect(Hdf5Group group, List<Hdf5Dataset> found) {
        for (Hdf5Node child : group.children().values()) {
            if (child instanceof Hdf5Group inner) {
                collect(inner, found);
            } else {
                found.add((Hdf5Dataset) child);
            }
        }
    }

    private static void checkArray(String what, Hdf5Dataset dataset, Object expected) {
        Map<String, Object> array = object(expected);
        assertThat(dataset).as(what).isNotNull();
        assertThat(plain(dataset.shape())).as("shape of " + what).isEqualTo(plain(array.get("shape")));
        assertThat(plain(dataset.data())).as(what).isEqualTo(plain(array.get("data")));
    }

    /** Numbers as float (the JSON has them in float32's shortest form), arrays as lists. */
    private static Object plain(Object value) {
        if (value instanceof Number n) {
            return n instanceof Float ? (Object) n : (Object) (float) n.doubleValue();
        }
        if (value instanceof List<?> items) {
            return items.stream().map(KerasFilesTest::plain).toList();
        }
        if (value != null && value.getClass().isArray()) {
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                items.add(plain(Array.get(value, i)));
            }
            return items;
        }
        return value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object value) {
        return (List<Object>) value;
    }
}
