package org.triceras.keras.layers;

import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** What layers share that drop whole channels. */
public abstract class SpatialDropout<L extends SpatialDropout<L>> extends Noise<L> {
    private final int rank;
    private double rate;
    private String dataFormat = DataFormats.standard();

    SpatialDropout(int rank, double rate) {
        this.rank = rank;
        this.rate = checked(rate);
    }

    private double checked(double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new ArgumentException(className() + ": expected a rate from 0 to 1. Received " + rate + ".");
        }
        return rate;
    }

    final void setDataFormat(String dataFormat) {
        requireUnbuilt("dataFormat");
        this.dataFormat = DataFormats.check(dataFormat);
    }

    @Override
    protected Tensor call(Tensor x, CallContext context) {
        if (!context.training() || rate == 0) {
            return x;
        }
        Shape noise = x.shape();
        int from = DataFormats.isFirst(dataFormat) && rank > 1 ? 2 : 1;
        for (int i = 0; i < rank; i++) {
            noise = noise.with(from + i, 1);
        }
        return Dropout.drop(x, rate, noise, seeds());
    }

    @Override
    protected void options(Options o) {
        o.number("rate", () -> rate, v -> rate = checked(v)).required("the part to drop, from 0 to 1");
        seedOption(o);
        if (rank > 1) {
            o.text("data_format", () -> dataFormat, v -> dataFormat = DataFormats.check(v));
        }
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = super.getConfig();
        // The constructors of these layers in Keras take no more than this.
        config.remove("trainable");
        config.put("dtype", dtype().id());
        return config;
    }
}
