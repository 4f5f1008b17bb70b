package org.triceras.keras.activations;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.triceras.engine.tensor.Tensor;

/** The activations that have a name, with Keras's default parameters. The registry is this list. */
public enum StandardActivation implements Activation {
    CELU(x -> Activations.celu(x, 1)),
    ELU(x -> Activations.elu(x, 1)),
    EXPONENTIAL(Tensor::exp),
    GELU(x -> Activations.gelu(x, false)),
    GLU(x -> Activations.glu(x, -1)),
    HARD_SHRINK(x -> Activations.hardShrink(x, 0.5)),
    HARD_SIGMOID(Activations::hardSigmoid),
    HARD_SILU(Activations::hardSilu, "hard_swish"),
    HARD_TANH(x -> x.clip(-1, 1)),
    LEAKY_RELU(x -> Activations.leakyRelu(x, 0.2)),
    LINEAR(x -> x),
    LOG_SIGMOID(x -> x.neg().softplus().neg()),
    LOG_SOFTMAX(Tensor::logSoftmax),
    MISH(x -> x.mul(x.softplus().tanh())),
    RELU(Tensor::relu),
    RELU6(x -> x.clip(0, 6)),
    SELU(Activations::selu),
    SIGMOID(Tensor::sigmoid),
    SILU(x -> x.mul(x.sigmoid()), "swish"),
    SOFT_SHRINK(x -> Activations.softShrink(x, 0.5)),
    SOFTMAX(Tensor::softmax),
    SOFTPLUS(Tensor::softplus),
    SOFTSIGN(x -> x.div(x.abs().add(1))),
    SPARSE_PLUS(Activations::sparsePlus),
    SPARSE_SIGMOID(x -> x.add(1).mul(0.5).clip(0, 1)),
    SPARSEMAX(x -> Activations.sparsemax(x, -1)),
    SQUAREPLUS(x -> Activations.squareplus(x, 4)),
    TANH(Tensor::tanh),
    TANH_SHRINK(x -> x.sub(x.tanh()));

    private final UnaryOperator<Tensor> function;
    private final List<String> aliases;

    StandardActivation(UnaryOperator<Tensor> function, String... aliases) {
        this.function = function;
        this.aliases = List.of(aliases);
    }

    @Override
    public Tensor apply(Tensor x) {
        return function.apply(x);
    }

    @Override
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Further names that Keras knows it by. */
    public List<String> aliases() {
        return aliases;
    }
}
