package org.triceras.keras.layers;

import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.initializers.TruncatedNormal;

/**
 * Keeps the largest singular value of a layer's kernel at one, by power iteration at each training step:
 * {@code new SpectralNormalization(dense(10))}. Miyato et al. 2018.
 */
public final class SpectralNormalization extends FluentLayer<SpectralNormalization> {
    private Layer layer;
    private int powerIterations = 1;
    private Variable vectorU;

    SpectralNormalization() {}

    /** @param layer dense, convolutional or embedding */
    public SpectralNormalization(Layer layer) {
        this.layer = layer;
    }

    /** How often the estimate is refined at each step; 1 by default. */
    public SpectralNormalization powerIterations(int iterations) {
        requireUnbuilt("powerIterations");
        this.powerIterations = Convolution.positive("SpectralNormalization", "powerIterations", iterations);
        return this;
    }

    @Override
    public void build(Shape input) {
        layer.ensureBuilt(List.of(input));
        vectorU =
                addWeight("vector_u", Shape.of(1, kernel().shape().last()), new TruncatedNormal(0, 0.02, null), false);
    }

    /** In Keras, and so in files, the inner layer's kernel is a variable of this layer, too. */
    @Override
    public List<Variable> ownVariables() {
        return vectorU == null ? super.ownVariables() : List.of(kernel(), vectorU);
    }

    private Variable kernel() {
        if (layer instanceof KernelLayer<?> k) {
            return k.kernel();
        }
        if (layer instanceof Embedding e) {
            return e.weights().get(0);
        }
        throw new ArgumentException("SpectralNormalization: expected a layer with a kernel or embeddings. Received a "
                + layer.className() + ".");
    }

    @Override
    protected Tensor call(Tensor x, CallContext context) {
        if (context.training()) {
            normalize();
        }
        return layer.apply(x);
    }

    private void normalize() {
        Variable kernel = kernel();
        Tensor weights = kernel.tensor().reshape(-1, kernel.shape().last()).stopGradient();
        Tensor u = vectorU.tensor();
        Tensor v = null;
        for (int i = 0; i < powerIterations; i++) {
            v = unit(u.matmul(weights, false, true));
            u = unit(v.matmul(weights));
        }
        Tensor sigma = v.matmul(weights).matmul(u, false, true).reshape();
        vectorU.assign(u);
        kernel.assign(kernel.tensor().div(sigma));
    }

    private static Tensor unit(Tensor x) {
        return x.mul(x.square().sum().maximum(1e-12).rsqrt());
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void options(Options o) {
        o.value(
                        "layer",
                        () -> LayerRegistry.serialize(layer),
                        v -> layer = LayerRegistry.deserialize((Map<String, Object>) v))
                .required("the config of a layer with a kernel")
                .integer("power_iterations", () -> powerIterations, v -> powerIterations = v);
    }
}
