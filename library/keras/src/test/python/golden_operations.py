"""golden/operations.json: functional models with keras.ops calls and explicit masks between their layers."""

import json

import numpy as np
from golden_common import Data, array, arrays, keras, weight_values, write

layers, ops = keras.layers, keras.ops


def one_input():
    """Operations on x of shape (4, 6), no element 0."""
    yield "arithmetic", lambda x: 1.0 - (x + 1) * 2.5 / 3.0
    yield "constant_array", lambda x: x * np.arange(6, dtype="float32") + np.ones(6, "float32")
    yield "powers", lambda x: ops.abs(x) ** 1.5 + x**2 + ops.mod(x, 0.7) + x // 0.3
    yield "extremes", lambda x: ops.maximum(x, 0.1) + ops.minimum(x, ops.flip(x, axis=-1))
    yield "elementwise", lambda x: ops.exp(x) + ops.sin(x) * ops.cos(x) - ops.tanh(x) + ops.sign(x) + ops.floor(x)
    yield "logarithms", lambda x: ops.log(ops.abs(x)) + ops.log1p(ops.square(x)) + ops.log2(ops.abs(x)) + ops.log10(ops.abs(x))
    yield "roots", lambda x: ops.sqrt(ops.abs(x)) + ops.rsqrt(ops.square(x) + 1.0) + ops.reciprocal(ops.exp(x))
    yield "round", lambda x: ops.round(x, 1) + ops.round(x)
    yield "erf", lambda x: ops.erf(x) + ops.arctan2(x, 1.5) + ops.arcsinh(x)
    yield "relu", lambda x: ops.relu(x) + ops.relu6(3.0 * x) + ops.leaky_relu(x, 0.3)
    yield "units", lambda x: ops.elu(x, 0.5) + ops.selu(x) + ops.celu(x, 2.0) + ops.silu(x) + ops.softplus(x)
    yield "gelu", lambda x: ops.gelu(x) + ops.gelu(x, approximate=False)
    yield "sigmoids", lambda x: ops.sigmoid(x) + ops.hard_sigmoid(x) + ops.log_sigmoid(x) + ops.softsign(x)
    yield "softmax", lambda x: ops.softmax(x) + ops.log_softmax(x, axis=-1)
    yield "normalize", lambda x: ops.normalize(x, axis=-1) + ops.normalize(x, axis=-1, order=1)
    yield "where", lambda x: ops.where(x > 0, x, ops.square(x)) + ops.where(ops.logical_not(x < 0.5), 1.0, x)
    yield "comparisons", lambda x: ops.cast(
        ops.logical_or(ops.equal(ops.sign(x), 1.0), ops.logical_and(x <= 0.2, ops.not_equal(x, 1))), "float32"
    ) + ops.cast(ops.logical_xor(x >= 0.1, x > 1), "float32")
    yield "clip", lambda x: ops.clip(x, -0.5, 0.25)
    yield "sums", lambda x: ops.sum(x, axis=-1, keepdims=True) + ops.mean(x, axis=1, keepdims=True) * x
    yield "deviations", lambda x: ops.var(x, axis=-1, keepdims=True) + ops.std(x, axis=1, keepdims=True)
    yield "maxima", lambda x: ops.max(x, axis=-1) - ops.min(x, axis=-1) + ops.prod(x, axis=1)
    yield "logsumexp", lambda x: ops.logsumexp(x, axis=-1) + ops.logsumexp(x, axis=1, keepdims=False)
    yield "positions", lambda x: ops.cast(ops.argmax(x, axis=-1) + 2 * ops.argmin(x, axis=1), "float32")
    yield "truths", lambda x: ops.cast(ops.any(x > 1, axis=-1), "int32") + ops.cast(ops.all(x < 1, axis=1), "int32")
    yield "norm", lambda x: ops.norm(x, axis=-1, keepdims=True)
    yield "cumsum", lambda x: ops.cumsum(x, axis=1)
    yield "sorted", lambda x: ops.sort(x, axis=-1)
    yield "reshape", lambda x: ops.swapaxes(ops.reshape(x, (-1, 2, 3)), 1, 2)
    yield "transpose", lambda x: ops.transpose(ops.reshape(x, (-1, 2, 3)), (0, 2, 1))
    yield "moveaxis", lambda x: ops.moveaxis(ops.reshape(x, (-1, 2, 3)), 2, 1)
    yield "expand", lambda x: ops.squeeze(ops.expand_dims(ops.expand_dims(x, 1), -1), 1)
    yield "join", lambda x: ops.concatenate([x, ops.stack([x, -x], axis=2)[:, :, 0]], axis=-1)
    yield "split", lambda x: ops.multiply(*ops.split(x, 2, axis=-1)) + ops.split(x, [1, 4], axis=1)[1]
    yield "unstack", lambda x: ops.unstack(x, 6, axis=1)[2]
    yield "repeat", lambda x: ops.repeat(x, 2, axis=-1)
    yield "tile", lambda x: ops.tile(x, (1, 2))
    yield "pad", lambda x: ops.pad(x, ((0, 0), (1, 2)))
    yield "take", lambda x: ops.take(x, [0, -1, 2], axis=-1)
    yield "one_hot", lambda x: ops.one_hot(ops.argmax(x, axis=-1), 6)
    yield "slices", lambda x: x[:, ::2] + x[..., 3:] * x[:, -4:-1]
    yield "index", lambda x: x[:, 1] - x[:, -1] + x[:, None, 2][:, 0]
    yield "backwards", lambda x: x[:, ::-1] + x[:, 4::-1][:, :1]
    yield "likes", lambda x: ops.ones_like(x) - ops.zeros_like(x) + ops.stop_gradient(x)
    yield "matmul", lambda x: ops.matmul(ops.reshape(x, (-1, 2, 3)), ops.reshape(x, (-1, 3, 2)))
    yield "einsum", lambda x: ops.einsum("bij,bjk->bik", ops.reshape(x, (-1, 2, 3)), ops.reshape(x, (-1, 3, 2)))


def whole_models(d):
    words = d.integers(0, 9, 5, 6)
    a = keras.Input((6,), dtype="int32", name="words")
    x = layers.LSTM(3, return_sequences=True, name="lstm")(layers.Embedding(9, 4, mask_zero=True, name="embedding")(a))
    yield "embedding_mask", keras.Model(a, layers.Bidirectional(layers.GRU(2), name="both")(x)), [words]

    series = d.normal(5, 4, 3)
    series[1, 2:], series[3, 1:] = 0, 0
    a = keras.Input((4, 3), name="series")
    x = layers.Bidirectional(layers.GRU(2, return_sequences=True), name="both")(layers.Masking(name="masking")(a))
    yield "masking", keras.Model(a, layers.GlobalAveragePooling1D(name="pool")(x)), [series]

    a, b = keras.Input((4, 3), name="a"), keras.Input((4,), dtype="bool", name="b")
    x = layers.LSTM(2, return_sequences=True, name="lstm")(a, mask=b)
    x = layers.GlobalAveragePooling1D(name="pool")(x, mask=b)
    yield "given_mask", keras.Model([a, b], x), [d.normal(5, 4, 3), d.integers(0, 2, 5, 4).astype("bool")]

    a = keras.Input((6,), dtype="int32", name="words")
    x = layers.Embedding(9, 4, mask_zero=True, name="embedding")(a)
    y = layers.MultiHeadAttention(2, 2, name="attention")(x, x)
    yield "mask_ends_at_plus", keras.Model(a, layers.GlobalAveragePooling1D(name="pool")(x + y)), [words]

    a, b = keras.Input((3, 4), name="a"), keras.Input((3, 3), dtype="bool", name="b")
    allowed = d.integers(0, 2, 5, 3, 3).astype("bool")
    allowed[:, :, 0] = True
    y = layers.MultiHeadAttention(2, 2, name="attention")(a, a, attention_mask=b)
    yield "attention_mask", keras.Model([a, b], y), [d.normal(5, 3, 4), allowed]

    a, b = keras.Input((4,), name="b"), keras.Input((4,), name="a")
    outputs = {"z": layers.Dense(2, name="first")(a), "y": layers.Dense(3, name="second")(b)}
    yield "dictionaries", keras.Model({"p": b, "o": a}, outputs), [d.normal(5, 4), d.normal(5, 4)]

    a, b = keras.Input((4, 3), name="a"), keras.Input((2,), name="b")
    yield "initial_state", keras.Model([a, b], layers.LSTM(2, name="lstm")(a, initial_state=[b, b])), [
        d.normal(5, 4, 3),
        d.normal(5, 2),
    ]

    a = keras.Input((6,), name="x")
    norms = [ops.norm(a, ord=order, axis=-1) for order in (1, 2, 3, 0)]
    norms.append(ops.norm(ops.reshape(a, (-1, 2, 3)), ord="fro", axis=(1, 2)))
    yield "norms", keras.Model(a, norms), [Data(80).normal(4, 6)]


def main():
    d = Data(79)
    models = []
    for name, body in one_input():
        x = keras.Input((6,), name="x")
        models.append((name, keras.Model(x, body(x), name=name), [d.normal(4, 6)]))
    models += list(whole_models(d))
    cases = []
    for name, model, inputs in models:
        model.set_weights(weight_values(model, d))
        keys = sorted(model._inputs_struct) if isinstance(model._inputs_struct, dict) else None
        fed = dict(zip(keys, inputs)) if keys else inputs
        outputs = keras.tree.flatten(model.predict(fed, verbose=0))
        cases.append(
            {
                "name": name,
                "model": json.loads(model.to_json()) | {"compile_config": None},
                "weights": arrays([w.value for w in model.weights]),
                "inputs": arrays(inputs),
                "outputs": [array(y) for y in outputs],
            }
        )
    write("operations", cases)


if __name__ == "__main__":
    main()
