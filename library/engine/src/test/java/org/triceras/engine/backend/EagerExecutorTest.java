package org.triceras.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Conversions of many bytes wait for what reads them, which must not be seen in any value. */
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

    @Test
    void aConversionIsDeferredUntilItsValuesAreAskedFor() {
        Tensor converted = images.cast(DType.FLOAT32);
        assertThat(converted.buffer()).isInstanceOf(DeferredBuffer.class);
        DeferredBuffer buffer = (DeferredBuffer) converted.buffer();
        same(converted.div(255), floats().div(255));
        assertThat(buffer.isComputed()).isFalse();
        same(converted, floats());
        assertThat(buffer.isComputed()).isTrue();
        same(converted.div(255), floats().div(255));
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
