package org.triceras.engine.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.TricerasException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.RandomTensors;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Files of ours and files that NumPy wrote (see golden_ops.py). */
class NpyTest {
    @TempDir
    Path folder;

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = NpyTest.class.getResourceAsStream("/npy/" + name + ".npy")) {
            return in.readAllBytes();
        }
    }

    private static Tensor fixture(String name) throws IOException {
        return Npy.read(new ByteArrayInputStream(bytes(name)), name);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void roundTrip(DType type) {
        for (Shape shape : List.of(Shape.SCALAR, Shape.of(0, 3), Shape.of(1), Shape.of(3, 70_001), Shape.of(2, 3, 4))) {
            Tensor x = RandomTensors.uniform(RandomTensors.seed(1, 2), shape, type == DType.UINT8 ? 0 : -90, 250)
                    .cast(type);
            Path file = folder.resolve("x.npy");
            x.saveNpy(file);
            Tensor read = Tensor.loadNpy(file);
            assertThat(read.spec()).isEqualTo(x.spec());
            assertThat(read.toArray()).isEqualTo(x.toArray());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "f2, float32",
        "f4, float32",
        "f8, float64",
        "big-endian, float32",
        "version2, float32",
        "version3, float32"
    })
    void readsFloatsOfNumPy(String name, String type) throws IOException {
        Tensor x = fixture(name);
        assertThat(x.spec()).isEqualTo(new Spec(Shape.of(2, 3), DType.of(type)));
        double[] expected = {0, 1, -2, 3.5, 100, 1e-3};
        assertThat(x.toDoubleArray()).containsExactly(expected, within(name.equals("f2") ? 1e-6 : 1e-9));
    }

    @ParameterizedTest
    @CsvSource({"i1, int32", "i2, int32", "i4, int32", "i8, int64", "u1, uint8", "u2, int32", "u4, int64", "u8, int64"})
    void readsIntegersOfNumPy(String name, String type) throws IOException {
        Tensor x = fixture(name);
        assertThat(x.spec()).isEqualTo(new Spec(Shape.of(2, 3), DType.of(type)));
        int sign = name.startsWith("u") ? 1 : -1;
        assertThat(x.toIntArray()).containsExactly(0, sign, 2 * sign, 3 * sign, 100 * sign, 127 * sign);
    }

    @Test
    void readsTheRestOfNumPy() throws IOException {
        assertThat(fixture("u2-large").item()).isEqualTo(65535);
        assertThat(fixture("u4-large").item()).isEqualTo(4294967295.0);
        assertThat(fixture("bool").toArray()).isEqualTo(new boolean[][] {{false, true, false}, {true, true, true}});
        assertThat(fixture("fortran").spec()).isEqualTo(new Spec(Shape.of(2, 3, 4), DType.INT32));
        assertThat(fixture("fortran").toIntArray()).isEqualTo(Tensors.arange(24).toIntArray());
        assertThat(fixture("scalar").item()).isEqualTo(2.5);
        assertThat(fixture("vector").toFloatArray()).containsExactly(0, 1, 2, 3, 4);
        assertThat(fixture("empty").shape()).isEqualTo(Shape.of(0, 3));
        float[] half = fixture("half-special").toFloatArray();
        assertThat(half[0]).isInfinite().isPositive();
        assertThat(half[1]).isInfinite().isNegative();
        assertThat(half[2]).isNaN();
        assertThat(half[3]).isEqualTo(0x1p-24f);
        assertThat(half[4]).isEqualTo(65504);
        assertThat(half[5]).isEqualTo(-0.0f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"f4", "f8", "i4", "i8", "u1", "bool", "scalar", "vector", "empty"})
    void writesTheBytesThatNumPyWrites(String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.write(out, fixture(name));
        assertThat(out.toByteArray()).isEqualTo(bytes(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "complex", "record"})
    void otherElementsAreRefused(String name) {
        assertThatThrownBy(() -> fixture(name))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("Expected");
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        byte[] good = bytes("f4");
        // Cut anywhere, it is an error that says so and never another exception.
        for (int length = 0; length < good.length; length++) {
            byte[] cut = Arrays.copyOf(good, length);
            assertThatThrownBy(() -> Npy.read(new ByteArrayInputStream(cut), "cut.npy"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("cut.npy");
        }
        // Any one byte of the header changed: read, or an error of ours.
        for (int i = 0; i < 128; i++) {
            for (int value : new int[] {0, 0x39, 0xff}) {
                byte[] changed = good.clone();
                changed[i] = (byte) value;
                try {
                    Npy.read(new ByteArrayInputStream(changed), "changed.npy");
                } catch (TricerasException e) {
                    assertThat(e.getMessage()).isNotBlank();
                }
            }
        }
        byte[] huge = good.clone();
        huge[6] = 2;
        Arrays.fill(huge, 8, 12, (byte) 0xff);
        assertThatThrownBy(() -> Npy.read(new ByteArrayInputStream(huge), "huge.npy"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("4294967295 bytes");
    }

    @Test
    void filesThatAreNotThereOrNotNpy() throws IOException {
        assertThatThrownBy(() -> Npy.read(folder.resolve("none.npy")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none.npy")
                .hasMessageContaining("not found");
        Path text = Files.write(folder.resolve("a.txt"), "1,2,3,4,5,6".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Npy.read(text))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("not a NumPy .npy file");
    }
}
