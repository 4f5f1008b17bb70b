package org.triceras.keras.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** An array of a golden file: row-major values with shape and dtype. Truth values are 1 and 0. */
public record GoldenArray(int[] shape, String dtype, double[] values) {
    static GoldenArray of(JsonObject json) {
        JsonArray dims = json.getAsJsonArray("shape");
        JsonArray data = json.getAsJsonArray("data");
        int[] shape = new int[dims.size()];
        Arrays.setAll(shape, i -> dims.get(i).getAsInt());
        double[] values = new double[data.size()];
        Arrays.setAll(values, i -> value(data.get(i)));
        return new GoldenArray(shape, json.get("dtype").getAsString(), values);
    }

    private static double value(JsonElement e) {
        JsonPrimitive p = e.getAsJsonPrimitive();
        if (p.isBoolean()) {
            return p.getAsBoolean() ? 1 : 0;
        }
        return Double.parseDouble(p.getAsString());
    }

    /** The array as a tensor of its own dtype. */
    public Tensor tensor() {
        return Tensors.wrap(Shape.of(shape), DType.FLOAT64, values.clone()).cast(DType.of(dtype));
    }

    public float[] floats() {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    /** The value of a scalar. */
    public double item() {
        assertThat(values).hasSize(1);
        return values[0];
    }

    /** Checks shape and values of a tensor; see {@link #check(String, int[], double[], double)}. */
    public void check(String what, Tensor actual, double tolerance) {
        check(what, actual.shape().dims(), actual.toDoubleArray(), tolerance);
    }

    /**
     * Fails unless the shapes are equal and each |actual - expected| is at most tolerance times the larger of |expected|, the
     * root mean square of all expected values, and 0.1. (An element that came out small by cancellation carries the rounding
     * of its large terms, so its own size is no measure.)
     */
    public void check(String what, int[] actualShape, double[] actual, double tolerance) {
        assertThat(actualShape).as("shape of " + what).isEqualTo(shape);
        assertThat(actual).as(what).hasSameSizeAs(values);
        double rms = Math.sqrt(Arrays.stream(values)
                .filter(Double::isFinite)
                .map(v -> v * v)
                .average()
                .orElse(0));
        for (int i = 0; i < values.length; i++) {
            double allowed = tolerance * Math.max(Math.abs(values[i]), Math.max(rms, 0.1));
            boolean same = Double.compare(actual[i], values[i]) == 0 || actual[i] == values[i];
            if (!same && !(Math.abs(actual[i] - values[i]) <= allowed)) {
                fail(
                        "%s, element %d of shape %s: Keras gives %s, received %s, difference %.3g, allowed %.3g",
                        what, i, Arrays.toString(shape), values[i], actual[i], actual[i] - values[i], allowed);
            }
        }
    }

    @Override
    public String toString() {
        return dtype + Arrays.toString(shape) + Arrays.toString(values);
    }
}
