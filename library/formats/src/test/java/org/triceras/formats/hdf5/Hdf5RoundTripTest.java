package org.triceras.formats.hdf5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;

class Hdf5RoundTripTest {
    @TempDir
    Path folder;

    static Stream<Hdf5Dataset> datasets() {
        return Stream.of(
                Hdf5Dataset.of(new float[] {1, 2, 3, 4, 5, Float.NaN}, 2, 3),
                Hdf5Dataset.of(new float[] {1.5f}),
                Hdf5Dataset.of(new float[0], 0),
                Hdf5Dataset.of(new float[0], 3, 0),
                new Hdf5Dataset(Hdf5Type.FLOAT16, new int[] {4}, new float[] {1.5f, -65504, 0x1p-24f, 0}),
                new Hdf5Dataset(Hdf5Type.FLOAT64, new int[] {2}, new double[] {Math.PI, -1e300}),
                new Hdf5Dataset(Hdf5Type.INT8, new int[] {3}, new byte[] {-128, 0, 127}),
                new Hdf5Dataset(Hdf5Type.INT16, new int[] {2}, new short[] {-32768, 32767}),
                new Hdf5Dataset(Hdf5Type.INT32, new int[] {1, 2}, new int[] {Integer.MIN_VALUE, 7}),
                new Hdf5Dataset(Hdf5Type.INT64, new int[] {}, new long[] {Long.MIN_VALUE}),
                new Hdf5Dataset(Hdf5Type.UINT8, new int[] {2}, new int[] {0, 255}),
                new Hdf5Dataset(Hdf5Type.UINT16, new int[] {2}, new int[] {0, 65535}),
                new Hdf5Dataset(Hdf5Type.UINT32, new int[] {2}, new long[] {0, 4294967295L}),
                new Hdf5Dataset(Hdf5Type.UINT64, new int[] {2}, new long[] {0, -1}),
                new Hdf5Dataset(Hdf5Type.BOOL, new int[] {3}, new boolean[] {true, false, true}),
                new Hdf5Dataset(Hdf5Type.STRING, new int[] {3}, new String[] {"", "dense", "l\u1edbp"}));
    }

    @ParameterizedTest
    @MethodSource("datasets")
    void keepsTypeShapeAndData(Hdf5Dataset dataset) {
        Hdf5Group root = new Hdf5Group();
        root.put("layers/dense/vars/0", dataset);
        Hdf5Dataset back = write(root).dataset("layers/dense/vars/0");
        assertThat(back.type()).isEqualTo(dataset.type());
        assertThat(back.shape()).isEqualTo(dataset.shape());
        assertThat(back.data()).isEqualTo(dataset.data());
    }

    /** Longer than the buffer, and beginning at an odd place within it. */
    @Test
    void keepsLargeDatasets() {
        Hdf5Group root = new Hdf5Group();
        float[] floats = new float[100_003];
        double[] doubles = new double[30_001];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = i;
            doubles[i % doubles.length] = i;
        }
        root.put("small", new Hdf5Dataset(Hdf5Type.INT8, new int[] {3}, new byte[] {1, 2, 3}));
        root.put("floats", Hdf5Dataset.of(floats, floats.length));
        root.put("doubles", new Hdf5Dataset(Hdf5Type.FLOAT64, new int[] {doubles.length}, doubles));
        Hdf5Group back = write(root);
        assertThat(back.dataset("floats").data()).isEqualTo(floats);
        assertThat(back.dataset("doubles").data()).isEqualTo(doubles);
    }

    @Test
    void keepsAttributesOfGroupsAndDatasets() {
        Hdf5Group root = new Hdf5Group();
        root.attributes().put("text", "tri\u1ec1n");
        root.attributes().put("empty text", "");
        root.attributes().put("flag", true);
        root.attributes().put("int", 7L);
        root.attributes().put("float", 0.5);
        root.attributes().put("names", new String[] {"a", "", "b\u00e9ta"});
        root.attributes().put("no names", new String[0]);
        root.attributes().put("longs", new long[] {1, -1});
        root.attributes().put("ints", new int[] {1, -1});
        root.attributes().put("doubles", new double[] {1, -1});
        root.attributes().put("floats", new float[] {1, -1});
        root.attributes().put("no floats", new float[0]);
        root.put("d", Hdf5Dataset.of(new float[] {1}, 1));
        root.dataset("d").attributes().put("unit", "m");
        Hdf5Group back = write(root);
        assertThat(back.attributes()).containsOnlyKeys(root.attributes().keySet());
        root.attributes()
                .forEach((name, value) ->
                        assertThat(back.attributes().get(name)).as(name).isEqualTo(value));
        assertThat(back.dataset("d").attributes().get("unit")).isEqualTo("m");
    }

    @Test
    void keepsEmptyGroups() {
        Hdf5Group root = new Hdf5Group();
        root.require("a/b");
        root.require("c");
        Hdf5Group back = write(root);
        assertThat(back.children()).containsOnlyKeys("a", "c");
        assertThat(back.group("a/b").children()).isEmpty();
        assertThat(write(new Hdf5Group()).children()).isEmpty();
    }

    /** A deep model: many links in one group, a config string over 64 kB, a list of names just under the limit. */
    @Test
    void keepsLargeGroupsAndStrings() {
        Hdf5Group root = new Hdf5Group();
        String config = "{\"config\": \"\u00e9\"}".repeat(20_000);
        String[] names = IntStream.range(0, 64_000 / 64)
                .mapToObj(i -> "layer_" + i + "_".repeat(50))
                .toArray(String[]::new);
        root.attributes().put("model_config", config);
        root.attributes().put("layer_names", names);
        for (int i = 0; i < 3000; i++) {
            root.put("layers/dense_" + i + "/vars/0", Hdf5Dataset.of(new float[] {i}, 1));
        }
        Hdf5Group back = write(root);
        assertThat(back.attributes().get("model_config")).isEqualTo(config);
        assertThat(back.attributes().get("layer_names")).isEqualTo(names);
        assertThat(back.group("layers").children()).hasSize(3000);
        assertThat(back.dataset("layers/dense_2999/vars/0").data()).isEqualTo(new float[] {2999});
    }

    @Test
    void refusesTooLargeAnAttribute() {
        Hdf5Group root = new Hdf5Group();
        root.attributes().put("layer_names", new String[] {"a".repeat(70_000)});
        assertThatThrownBy(() -> write(root))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("attribute \"layer_names\" takes")
                .hasMessageContaining("Expected at most 65535");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesForeignAttributeValues() {
        Hdf5Group root = new Hdf5Group();
        root.attributes().put("x", new StringBuilder());
        assertThatThrownBy(() -> write(root))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("StringBuilder");
    }

    @Test
    void failedWriteLeavesTheOldFile() throws IOException {
        Hdf5Group good = new Hdf5Group();
        good.attributes().put("version", 1L);
        write(good);
        byte[] before = Files.readAllBytes(folder.resolve("x.h5"));
        Hdf5Group bad = new Hdf5Group();
        bad.attributes().put("x", new StringBuilder());
        assertThatThrownBy(() -> write(bad)).isInstanceOf(ArgumentException.class);
        assertThat(folder.resolve("x.h5")).hasBinaryContent(before);
        assertThat(folder.toFile().list()).containsExactly("x.h5");
    }

    @Test
    void explainsMissingAndForeignFiles() throws IOException {
        assertThatThrownBy(() -> Hdf5Reader.read(folder.resolve("none.h5")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("There is no file")
                .hasMessageContaining("none.h5");
        assertThatThrownBy(() -> Hdf5Reader.read(folder)).hasMessageContaining("A folder is no HDF5 file");
        for (String content : new String[] {"", "PK\3\4", "This is not an HDF5 file at all"}) {
            Path file = Files.writeString(folder.resolve("text.h5"), content);
            assertThatThrownBy(() -> Hdf5Reader.read(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("is not an HDF5 file");
        }
    }

    @Test
    void refusesLinksAndShapesWithoutData() throws URISyntaxException {
        Path fixtures = Path.of(getClass().getResource("/fixtures/hdf5").toURI());
        for (String file : new String[] {"soft_link.h5", "external_link.h5"}) {
            assertThatThrownBy(() -> Hdf5Reader.read(fixtures.resolve(file)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("has a soft or external link at /link");
        }
        assertThatThrownBy(() -> Hdf5Reader.read(fixtures.resolve("shape_bomb.h5")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("/a claims 14400000000 bytes but stores 0");
    }

    /** Whatever is cut off, the answer is our error or the right data, never another exception. */
    @Test
    void explainsDamagedFiles() throws IOException {
        Hdf5Group root = new Hdf5Group();
        root.attributes().put("config", "text");
        root.put("a/b", Hdf5Dataset.of(new float[] {1, 2, 3}, 3));
        write(root);
        byte[] whole = Files.readAllBytes(folder.resolve("x.h5"));
        Path damaged = folder.resolve("damaged.h5");
        int refused = 0;
        for (int length = 8; length < whole.length; length += 61) {
            Files.write(damaged, Arrays.copyOf(whole, length));
            refused += refused(damaged) ? 1 : 0;
        }
        assertThat(refused).isEqualTo((whole.length - 8 + 60) / 61);
        for (int at = 8; at < whole.length; at += 7) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x55;
            Files.write(damaged, flipped);
            refused(damaged);
        }
    }

    private static boolean refused(Path file) {
        try {
            Hdf5Reader.read(file);
            return false;
        } catch (DataException e) {
            assertThat(e).hasMessageContaining("is damaged or incomplete");
            return true;
        }
    }

    private Hdf5Group write(Hdf5Group root) {
        Path file = folder.resolve("x.h5");
        Hdf5Writer.write(file, root);
        return Hdf5Reader.read(file);
    }
}
