package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** The number of the interval that a value lies in: {@code new Discretization(0, 1, 2)}, or learned with {@link #adapt}. */
public final class Discretization extends FluentLayer<Discretization> {
    private List<?> binBoundaries;
    private Integer numBins;
    private double epsilon = 0.01;
    private String outputMode = "int";

    Discretization() {}

    /** @param boundaries ascending; a value that equals one belongs to the interval above it */
    public Discretization(double... boundaries) {
        double[] sorted = boundaries.clone();
        Arrays.sort(sorted);
        if (!Arrays.equals(sorted, boundaries)) {
            throw new ArgumentException(
                    "Discretization: expected ascending boundaries. Received " + Arrays.toString(boundaries) + ".");
        }
        this.binBoundaries = Arrays.stream(boundaries).boxed().toList();
    }

    /** A layer that finds boundaries for this many intervals in {@link #adapt}. */
    public static Discretization withBins(int numBins) {
        Discretization layer = new Discretization();
        layer.numBins = Convolution.positive("Discretization", "numBins", numBins);
        return layer;
    }

    /** "int" (the default), "one_hot", "multi_hot" or "count". */
    public Discretization outputMode(String mode) {
        requireUnbuilt("outputMode");
        this.outputMode = check(mode);
        return this;
    }

    private static String check(String mode) {
        return Categories.check(mode, "int", "one_hot", "multi_hot", "count");
    }

    /** Chooses boundaries so that about the same number of these values lies in each interval. */
    public void adapt(Tensor data) {
        if (numBins == null) {
            throw new StateException("Discretization \"" + name() + "\": boundaries were given, so there is nothing to"
                    + " adapt. Use Discretization.withBins(n).");
        }
        double[] sorted = data.cast(DType.FLOAT64).toDoubleArray();
        Arrays.sort(sorted);
        List<Double> boundaries = new ArrayList<>();
        for (int i = 1; i < numBins; i++) {
            double at = (double) i / numBins * (sorted.length - 1);
            int low = (int) Math.floor(at);
            double high = sorted[Math.min(sorted.length - 1, low + 1)];
            boundaries.add(sorted[low] + (at - low) * (high - sorted[low]));
        }
        binBoundaries = boundaries;
        forgetCompiledCalls();
    }

    /** The boundaries in use; null before adapt. */
    public List<?> binBoundaries() {
        return binBoundaries;
    }

    @Override
    public Tensor call(Tensor x) {
        if (binBoundaries == null) {
            throw new StateException("There are no boundaries yet. Call adapt(data) first, or give boundaries.");
        }
        Tensor edges = Tensors.of(binBoundaries).cast(dtype());
        Tensor bins = binBoundaries.isEmpty()
                ? x.zerosLike().cast(DType.INT32)
                : x.cast(dtype()).expandDims(-1).ge(edges).cast(DType.INT32).sum(-1);
        return Categories.encode(bins, outputMode, binBoundaries.size() + 1, null);
    }

    @Override
    protected void options(Options o) {
        o.value("bin_boundaries", () -> binBoundaries, v -> binBoundaries = (List<?>) v)
                .integerOrNull("num_bins", () -> numBins, v -> numBins = v)
                .number("epsilon", () -> epsilon, v -> epsilon = v)
                .text("output_mode", () -> outputMode, v -> outputMode = check(v))
                .flag("sparse", () -> false, v -> {});
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        config.remove("trainable");
        config.put("dtype", dtype().id());
        return config;
    }
}
