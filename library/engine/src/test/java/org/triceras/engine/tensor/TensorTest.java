package org.triceras.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DTypeException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Input;

class TensorTest {
    private final Tensor x = Tensors.of(new float[][] {{1, 2, 3}, {4, 5, 6}});

    // ---- creation ----

    @Test
    void nestedArraysAndLists() {
        assertThat(x.shape()).isEqualTo(Shape.of(2, 3));
        assertThat(x.toArray()).isEqualTo(new float[][] {{1, 2, 3}, {4, 5, 6}});
        Tensor cube = Tensors.of(new int[][][] {{{1}, {2}}, {{3}, {4}}});
        assertThat(cube.shape()).isEqualTo(Shape.of(2, 2, 1));
        assertThat(cube.dtype()).isEqualTo(DType.INT32);
        Tensor mixed = Tensors.of(List.of(List.of(1, 2), new int[] {3, 4}));
        assertThat(mixed.toIntArray()).containsExactly(1, 2, 3, 4);
        assertThat(Tensors.of(List.of(x, x)).shape()).isEqualTo(Shape.of(2, 2, 3));
    }

    @Test
    void listsOfDifferentNumbersMeetInTheLaterType() {
        Tensor mixed = Tensors.of(List.of(1, 2.5));
        assertThat(mixed.dtype()).isEqualTo(DType.FLOAT64);
        assertThat(mixed.toDoubleArray()).containsExactly(1, 2.5);
        assertThat(Tensors.of(new Object[][] {{true, 2}, {3L, 4f}}).dtype()).isEqualTo(DType.FLOAT32);
    }

    @ParameterizedTest
    @CsvSource({"bool, 1", "uint8, 200", "int32, -5", "int64, 9007199254740993", "float32, 0.5", "float64, 0.1"})
    void everyTypeGoesInAndOut(String type, String text) {
        Object value = switch (DType.of(type)) {
            case BOOL -> new boolean[] {true};
            case UINT8 -> new byte[] {(byte) 200};
            case INT32 -> new int[] {-5};
            case INT64 -> new long[] {9007199254740993L};
            case FLOAT32 -> new float[] {0.5f};
            case FLOAT64 -> new double[] {0.1};
        };
        Tensor t = Tensors.of(value);
        assertThat(t.dtype().id()).isEqualTo(type);
        assertThat(t.toArray()).isEqualTo(value);
        if (t.dtype().isFloat()) {
            assertThat(t.item()).isEqualTo(Double.parseDouble(text));
        } else {
            assertThat(t.toLongArray()).containsExactly(Long.parseLong(text));
        }
    }

    @Test
    void scalarsAndEmptyTensors() {
        assertThat(Tensors.of(2.5f).item()).isEqualTo(2.5);
        assertThat(Tensors.of(2.5f).shape()).isEqualTo(Shape.SCALAR);
        assertThat(Tensors.of(3).toArray()).isEqualTo(3);
        assertThat(Tensors.of(new int[0]).spec()).isEqualTo(new Spec(Shape.of(0), DType.INT32));
        assertThat(Tensors.zeros(0, 3).add(1).sum().item()).isZero();
        assertThat(Tensors.zeros(0, 3).toArray()).isEqualTo(new float[0][3]);
    }

    @Test
    void tensorsDoNotShareTheCallersArray() {
        float[] values = {1, 2};
        Tensor t = Tensors.of(values);
        Tensor shaped = Tensors.of(values, 2, 1);
        values[0] = 9;
        assertThat(t.get(0)).isEqualTo(1);
        assertThat(shaped.get(0, 0)).isEqualTo(1);
        t.toFloatArray()[0] = 9;
        assertThat(t.get(0)).isEqualTo(1);
    }

    @Test
    void wrongValuesAreRefused() {
        assertThatThrownBy(() -> Tensors.of(List.of(List.of(1, 2), List.of(3))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("rows of equal length")
                .hasMessageContaining("(2, 2)");
        assertThatThrownBy(() -> Tensors.of(new int[][] {{1}, {2, 3}})).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Tensors.of("three"))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("String three");
        assertThatThrownBy(() -> Tensors.of((Object) null)).isInstanceOf(DTypeException.class);
        assertThatThrownBy(() -> Tensors.of(new float[] {1, 2, 3}, 2, 2))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("Expected 4 elements")
                .hasMessageContaining("3");
        assertThatThrownBy(() -> Tensors.arange(0, 1, 0)).isInstanceOf(ArgumentException.class);
        assertThatThrownBy(() -> Tensors.concat(0)).isInstanceOf(ArgumentException.class);
        assertThatThrownBy(() -> Shape.of(2, -3)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> DType.of("float16"))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("float32");
    }

    // ---- reading ----

    @Test
    void getAndItem() {
        assertThat(x.get(1, 0)).isEqualTo(4);
        assertThat(x.get(-1, -1)).isEqualTo(6);
        assertThat(x.at(-1).toFloatArray()).containsExactly(4, 5, 6);
        assertThatThrownBy(() -> x.get(0))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("expected 2 indices");
        assertThatThrownBy(() -> x.get(0, 3)).hasMessageContaining("index 3").hasMessageContaining("axis 1");
        assertThatThrownBy(x::item).hasMessageContaining("(2, 3)");
        assertThatThrownBy(() -> x.at(2)).isInstanceOf(ShapeException.class);
    }

    @Test
    void printsLikeNumPy() {
        assertThat(x).hasToString("[[1.0, 2.0, 3.0],\n [4.0, 5.0, 6.0]]  float32(2, 3)");
        assertThat(Tensors.of(new boolean[] {true, false})).hasToString("[true, false]  bool(2,)");
        assertThat(Tensors.of(new byte[] {(byte) 200})).hasToString("[200]  uint8(1,)");
        assertThat(Tensors.of(new double[] {1e-9, Double.NaN, 1e9, 0.25}))
                .hasToString("[1.000000e-09, NaN, 1.000000e+09, 0.25]  float64(4,)");
        assertThat(Tensors.scalar(3)).hasToString("3.0  float32()");
        assertThat(Tensors.arange(1000)).hasToString("[0, 1, 2, ..., 997, 998, 999]  int32(1000,)");
        assertThat(Tensors.zeros(0)).hasToString("[]  float32(0,)");
    }

    @Test
    void nonzeroGivesRowMajorPositions() {
        assertThat(x.gt(3).nonzero().toIntArray()).containsExactly(3, 4, 5);
    }

    // ---- types ----

    @Test
    void typesMeetInTheLaterOne() {
        Tensor whole = Tensors.of(new int[] {7, -7});
        assertThat(whole.add(Tensors.of(new double[] {0.5})).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Tensors.of(new long[] {1}).add(Tensors.ones(1)).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(whole.add(1).dtype()).isEqualTo(DType.INT32);
        assertThat(whole.add(0.5).toFloatArray()).containsExactly(7.5f, -6.5f);
        assertThat(whole.div(2).toFloatArray()).containsExactly(3.5f, -3.5f);
        assertThat(whole.mean().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(whole.exp().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(x.add(1).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Tensors.of(new double[] {1}).mul(0.1).item()).isEqualTo(0.1);
    }

    @Test
    void bytesAndBoolsCount() {
        Tensor bytes = Tensors.of(new byte[] {(byte) 200, (byte) 100});
        assertThat(bytes.sum().dtype()).isEqualTo(DType.INT32);
        assertThat(bytes.sum().item()).isEqualTo(300);
        assertThat(bytes.max().item()).isEqualTo(200);
        assertThat(bytes.gt(150).sum().item()).isEqualTo(1);
        assertThat(bytes.sub(300).toIntArray()).containsExactly(-100, -200);
        Tensor bools = Tensors.of(new boolean[] {true, true});
        assertThat(bools.add(bools).toIntArray()).containsExactly(2, 2);
        assertThat(bools.not().any().item()).isZero();
    }

    // ---- shape ----

    @Test
    void slices() {
        Tensor t = Tensors.arange(10);
        assertThat(t.slice(2, 5).toIntArray()).containsExactly(2, 3, 4);
        assertThat(t.slice(-3, -1).toIntArray()).containsExactly(7, 8);
        assertThat(t.slice(8, 99).toIntArray()).containsExactly(8, 9);
        assertThat(t.slice(5, 2).size()).isZero();
        assertThat(t.slice(0, 1, 10, 4).toIntArray()).containsExactly(1, 5, 9);
        assertThatThrownBy(() -> t.slice(11, 12)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> t.slice(1, 0, 5)).hasMessageContaining("Axis 1");
    }

    @Test
    void axesAreChecked() {
        assertThatThrownBy(() -> x.expandDims(4))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("(2, 3)")
                .hasMessageContaining("-3 to 2");
        assertThatThrownBy(() -> x.expandDims(-4)).isInstanceOf(ShapeException.class);
        assertThat(x.expandDims(-1).shape()).isEqualTo(Shape.of(2, 3, 1));
        assertThat(x.expandDims(-3).shape()).isEqualTo(Shape.of(1, 2, 3));
        assertThatThrownBy(() -> x.squeeze(0)).hasMessageContaining("(2, 3)");
        assertThatThrownBy(() -> x.sum(2)).hasMessageContaining("Axis 2");
        assertThatThrownBy(() -> x.split(2, 1)).hasMessageContaining("2 equal parts");
        assertThatThrownBy(() -> x.topK(4)).hasMessageContaining("k = 4");
        assertThatThrownBy(() -> x.pad(new int[] {1, 1}, new int[] {1}, 0)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Tensors.stack(4, x, x)).isInstanceOf(ShapeException.class);
    }

    @Test
    void sumToUndoesBroadcasting() {
        Tensor wide = Tensors.ones(4, 2, 3);
        assertThat(wide.sumTo(Shape.of(3)).toFloatArray()).containsExactly(8, 8, 8);
        assertThat(wide.sumTo(Shape.of(2, 1)).toFloatArray()).containsExactly(12, 12);
        assertThat(wide.sumTo(Shape.SCALAR).item()).isEqualTo(24);
    }

    @Test
    void topKAndSplit() {
        assertThat(Tensors.of(new float[] {1, 9, 5, 9}).topK(3).toIntArray()).containsExactly(1, 3, 2);
        List<Tensor> parts = x.split(3, 1);
        assertThat(parts).hasSize(3);
        assertThat(parts.get(1).toFloatArray()).containsExactly(2, 5);
    }

    // ---- symbolic ----

    @Test
    void symbolicTensorsHaveNoValues() {
        Tensor symbol = Node.of(new Input("x", new Spec(Shape.of(-1, 3), DType.FLOAT32)))
                .tensor();
        assertThat(symbol.isConcrete()).isFalse();
        assertThat(symbol.add(1).shape()).hasToString("(None, 3)");
        assertThat(symbol.matmul(Tensors.zeros(3, 5)).shape()).hasToString("(None, 5)");
        assertThat(symbol.expandDims(1).shape()).hasToString("(None, 1, 3)");
        assertThat(symbol.sum(-1).shape()).hasToString("(None,)");
        assertThat(symbol).hasToString("<Symbolic tensor shape=(None, 3), dtype=float32>");
        assertThatThrownBy(() -> symbol.slice(0, 0, -1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("not known yet");
        assertThatThrownBy(symbol::toFloatArray).isInstanceOf(StateException.class);
        assertThatThrownBy(() -> symbol.mean()).hasMessageContaining("batch size");
        assertThatThrownBy(x::node).isInstanceOf(StateException.class);
    }

    @Test
    void tensorsAreComparedByIdentity() {
        assertThat(x).isNotEqualTo(x.mul(1)).isEqualTo(x.tensor());
        assertThat(x.eq(x.mul(1)).all().item()).isEqualTo(1);
    }
}
