package org.triceras.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Floats of many bytes are looked up in a table, which must not be seen in any value. */
class EagerExecutorTest {
    private static final int ROWS = 300;
    private static final int COLUMNS = 257;

    private static byte[] bytes() {
        byte[] values = new byte[ROWS * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i * 31);
        }
        return values;
    }

    private final Tensor images = Tensors.wrap(Shape.of(ROWS, COLUMNS), DType.UINT8, bytes());

    /** The same values as floats that nothing waits for. */
    private static Tensor floats() {
        byte[] bytes = bytes();
        float[] values = new float[bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[i] & 0xff;
        }
        return Tensors.wrap(Shape.of(ROWS, COLUMNS), DType.FLOAT32, values);
    }

    private static void same(Tensor actual, Tensor expected) {
        assertThat(actual.spec()).isEqualTo(expected.spec());
        assertThat(actual.toFloatArray()).containsExactly(expected.toFloatArray());
    }

    private static TableBuffer table(Tensor x) {
        assertThat(x.buffer()).isInstanceOf(TableBuffer.class);
        return (TableBuffer) x.buffer();
    }

    @Test
    void floatsOfBytesAreMadeWhenTheyAreAskedFor() {
        Tensor converted = images.cast(DType.FLOAT32);
        Tensor scaled = converted.div(255);
        assertThat(table(scaled).isComputed()).isFalse();
        same(scaled, floats().div(255));
        assertThat(table(scaled).isComputed()).isTrue();
        assertThat(table(converted).isComputed()).isFalse();
        same(converted, floats());
        same(converted.div(255), floats().div(255));
    }

    @Test
    void functionsOfOneNumberChangeTheTable() {
        Tensor x = images.cast(DType.FLOAT32)
                .div(255)
                .sub(0.5)
                .mul(Tensors.of(new float[] {3}, 1, 1))
                .exp();
        Tensor expected = floats().div(255).sub(0.5).mul(3).exp();
        table(x);
        same(x, expected);
        same(
                Tensors.scalar(1).sub(images.cast(DType.FLOAT32)),
                Tensors.scalar(1).sub(floats()));
        Tensor deeper = images.cast(DType.FLOAT32).mul(Tensors.of(new float[] {2}, 1, 1, 1));
        same(deeper, floats().mul(Tensors.of(new float[] {2}, 1, 1, 1)));
    }

    @Test
    void slicesAreTakenOfTheBytes() {
        Tensor x = images.cast(DType.FLOAT32).div(255);
        table(x.slice(0, 299));
        same(x.slice(0, 299), floats().div(255).slice(0, 299));
        same(x.slice(5, 7), floats().div(255).slice(5, 7));
        same(x.slice(1, 3, 8), floats().div(255).slice(1, 3, 8));
        assertThat(table(x).isComputed()).isFalse();
    }

    @Test
    void rowsAreLookedUpWithoutTheOthers() {
        Tensor x = images.cast(DType.FLOAT32).div(255);
        int[] rows = {7, 0, ROWS - 2, 7};
        HostBuffer some = HostBuffer.allocate(DType.FLOAT32, 3 * COLUMNS);
        x.buffer().copyRows(rows, 1, 3, 1, COLUMNS, some);
        Tensor expected = floats().div(255).gather(Tensors.of(new int[] {1, ROWS - 1, 8}, 3), 0);
        assertThat(some.floats()).containsExactly(expected.toFloatArray());
        x.buffer().copyRows(null, 4, 3, 1, COLUMNS, some);
        assertThat(some.floats()).containsExactly(floats().div(255).slice(5, 8).toFloatArray());
        assertThat(table(x).isComputed()).isFalse();
    }

    @Test
    void errorsNameTheWholeTensor() {
        Tensor x = images.cast(DType.FLOAT32);
        assertThatThrownBy(() -> Tensor.emit(new Binary(BinaryKind.ADD), x, Tensors.of(new int[] {1}, 1)))
                .hasMessageContaining("300")
                .hasMessageNotContaining("[256");
    }

    @Test
    void operationsOfAllKindsReadIt() {
        Tensor converted = images.cast(DType.FLOAT32);
        same(converted.sub(converted.mul(2)), floats().sub(floats().mul(2)));
        same(converted.sqrt(), floats().sqrt());
        same(converted.gt(100).cast(DType.FLOAT32), floats().gt(100).cast(DType.FLOAT32));
        same(converted.sum(0), floats().sum(0));
        same(converted.transpose(), floats().transpose());
        same(
                converted.reshape(COLUMNS, ROWS).add(1),
                floats().reshape(COLUMNS, ROWS).add(1));
        same(converted.matmul(floats().transpose()), floats().matmul(floats().transpose()));
        same(converted.slice(3, 7), floats().slice(3, 7));
    }

    @Test
    void reshapingSharesTheValues() {
        Tensor x = floats();
        assertThat(x.reshape(COLUMNS, ROWS).buffer()).isSameAs(x.buffer());
        assertThat(x.reshape(-1).shape()).isEqualTo(Shape.of(ROWS * COLUMNS));
    }

    @Test
    void oneHotOfBytesIntegersAndLongs() {
        float[] expected = {0, 1, 0, 0, 0, 0, 0, 0, 1};
        byte[] bytes = {1, 5, 2};
        same(Tensors.wrap(Shape.of(3), DType.UINT8, bytes).oneHot(3), Tensors.of(expected, 3, 3));
        same(Tensors.of(new int[] {1, -1, 2}, 3).oneHot(3), Tensors.of(expected, 3, 3));
        same(
                Tensors.wrap(Shape.of(3, 1), DType.INT64, new long[] {1, 1L << 40, 2})
                        .oneHot(3),
                Tensors.of(expected, 3, 1, 3));
        same(Tensors.of(new float[] {1.9f, -3, 2}, 3).oneHot(3), Tensors.of(expected, 3, 3));
    }
}
