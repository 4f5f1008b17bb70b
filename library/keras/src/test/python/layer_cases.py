"""The layer configurations whose behaviour is pinned: one function per layer class or family.

To add a layer: add its cases here and run golden_layers.py; the Java test picks them up by class name.
"""

import numpy as np
from golden_common import Data, keras

layers = keras.layers
regularizers = keras.regularizers


class Case:
    def __init__(self, name, make, *inputs, masks=None, initial_state=None, training=False, stochastic=False):
        self.name, self.make, self.inputs = name, make, list(inputs)
        self.masks, self.initial_state = masks, initial_state
        self.training = training  # also record the call with training=True
        self.stochastic = stochastic  # random when training


def mask_of(*lengths, steps):
    return np.array([[t < n for t in range(steps)] for n in lengths])


def dense(d):
    x = d.normal(4, 5)
    yield Case("dense", lambda: layers.Dense(3), x)
    for f in ["relu", "tanh", "sigmoid", "softmax", "gelu", "elu", "swish"]:
        yield Case("dense_" + f, lambda: layers.Dense(3, activation=f), x)
    yield Case("dense_no_bias", lambda: layers.Dense(3, use_bias=False, activation="tanh"), x)
    yield Case("dense_rank3", lambda: layers.Dense(4, activation="relu"), d.normal(2, 3, 5))
    yield Case("dense_rank4", lambda: layers.Dense(2), d.normal(2, 2, 3, 3))
    yield Case(
        "dense_regularized",
        lambda: layers.Dense(
            3,
            kernel_regularizer=regularizers.L1L2(0.01, 0.02),
            bias_regularizer="l2",
            activity_regularizer=regularizers.L1(0.05),
            kernel_constraint=keras.constraints.MaxNorm(1.5, axis=0),
            bias_constraint="non_neg",
            kernel_initializer=keras.initializers.HeNormal(seed=3),
            bias_initializer=keras.initializers.Constant(0.1),
        ),
        x,
    )


def activation(d):
    for f in ["relu", "softmax", "tanh", "selu", "leaky_relu", "linear", "log_softmax", "hard_sigmoid"]:
        yield Case("activation_" + f, lambda: layers.Activation(f), d.normal(3, 4, scale=2))


def dropout(d):
    x = d.normal(3, 4)
    yield Case("dropout", lambda: layers.Dropout(0.3), x, stochastic=True)
    yield Case("dropout_seed", lambda: layers.Dropout(0.5, seed=7), x, stochastic=True)
    yield Case("dropout_noise_shape", lambda: layers.Dropout(0.5, noise_shape=(None, 1, 4)), d.normal(2, 3, 4), stochastic=True)
    yield Case("dropout_zero", lambda: layers.Dropout(0.0), x, training=True)


def shaping(d):
    yield Case("flatten", lambda: layers.Flatten(), d.normal(2, 3, 2, 2))
    yield Case("flatten_rank2", lambda: layers.Flatten(), d.normal(2, 3))
    yield Case("flatten_rank1", lambda: layers.Flatten(), d.normal(3))
    yield Case("flatten_channels_first", lambda: layers.Flatten(data_format="channels_first"), d.normal(2, 3, 2, 2))
    yield Case("reshape", lambda: layers.Reshape((4, 3)), d.normal(2, 2, 6))
    yield Case("reshape_infer", lambda: layers.Reshape((2, -1, 3)), d.normal(2, 12))
    yield Case("reshape_flat", lambda: layers.Reshape((-1,)), d.normal(2, 3, 2))


def conv1d(d):
    x = d.normal(2, 9, 3)
    for padding in ["valid", "same", "causal"]:
        for strides, dilation in [(1, 1), (2, 1), (1, 2), (3, 1)]:
            yield Case(
                f"conv1d_{padding}_s{strides}_d{dilation}",
                lambda: layers.Conv1D(4, 3, strides=strides, padding=padding, dilation_rate=dilation),
                x,
            )
    yield Case("conv1d_relu_no_bias", lambda: layers.Conv1D(4, 2, activation="relu", use_bias=False), x)
    yield Case("conv1d_even_kernel_same", lambda: layers.Conv1D(2, 4, padding="same", strides=2), d.normal(2, 7, 2))
    yield Case("conv1d_kernel1", lambda: layers.Conv1D(5, 1, activation="tanh"), d.normal(2, 4, 3))
    yield Case("conv1d_groups", lambda: layers.Conv1D(4, 3, groups=2), d.normal(2, 6, 4))


def conv2d(d):
    x = d.normal(2, 6, 5, 2)
    for padding in ["valid", "same"]:
        for strides, dilation in [(1, 1), (2, 1), (1, 2), ((2, 1), 1), (3, 1)]:
            s = strides if isinstance(strides, int) else "x".join(map(str, strides))
            yield Case(
                f"conv2d_{padding}_s{s}_d{dilation}",
                lambda: layers.Conv2D(3, 3, strides=strides, padding=padding, dilation_rate=dilation),
                x if dilation == 1 else d.normal(1, 7, 6, 2),
            )
    yield Case("conv2d_relu", lambda: layers.Conv2D(3, (2, 3), activation="relu", padding="same"), x)
    yield Case("conv2d_no_bias", lambda: layers.Conv2D(4, 3, use_bias=False), x)
    yield Case("conv2d_kernel1", lambda: layers.Conv2D(4, 1), d.normal(2, 3, 3, 3))
    yield Case("conv2d_kernel1_stride2_same", lambda: layers.Conv2D(2, 1, strides=2, padding="same"), d.normal(2, 5, 4, 3))
    yield Case("conv2d_even_kernel_same_s2", lambda: layers.Conv2D(2, 4, strides=2, padding="same"), d.normal(1, 7, 6, 2))
    yield Case("conv2d_one_channel_5x5", lambda: layers.Conv2D(2, 5, activation="tanh"), d.normal(1, 8, 8, 1))
    yield Case("conv2d_17_filters", lambda: layers.Conv2D(17, 2), d.normal(1, 3, 4, 2))
    yield Case("conv2d_groups", lambda: layers.Conv2D(4, 2, groups=2), d.normal(1, 4, 4, 4))
    # No channels_first: TensorFlow convolves it on a CPU only when XLA compiles it, and then adds the bias along a wrong axis.


def pooling(d):
    for kind, cls in [("max", "MaxPooling"), ("average", "AveragePooling")]:
        one, two = getattr(layers, cls + "1D"), getattr(layers, cls + "2D")
        for padding in ["valid", "same"]:
            for pool, strides in [(2, None), (3, 1), (3, 2), (2, 3)]:
                tag = f"{padding}_p{pool}_s{strides or pool}"
                yield Case(f"{kind}1d_{tag}", lambda: one(pool, strides=strides, padding=padding), d.distinct(2, 7, 2))
                yield Case(f"{kind}2d_{tag}", lambda: two(pool, strides=strides, padding=padding), d.distinct(1, 6, 5, 2))
            yield Case(
                f"{kind}2d_{padding}_p3x2_s2x1",
                lambda: two((3, 2), strides=(2, 1), padding=padding),
                d.distinct(1, 6, 5, 2),
            )
        yield Case(f"{kind}2d_channels_first", lambda: two(2, data_format="channels_first"), d.distinct(1, 2, 4, 5))
        yield Case(f"{kind}1d_channels_first", lambda: one(2, data_format="channels_first"), d.distinct(1, 3, 5))
    for kind, cls in [("max", "GlobalMaxPooling"), ("average", "GlobalAveragePooling")]:
        one, two = getattr(layers, cls + "1D"), getattr(layers, cls + "2D")
        for keepdims in [False, True]:
            tag = "_keepdims" if keepdims else ""
            yield Case(f"global_{kind}1d{tag}", lambda: one(keepdims=keepdims), d.distinct(2, 4, 3))
            yield Case(f"global_{kind}2d{tag}", lambda: two(keepdims=keepdims), d.distinct(2, 3, 4, 2))
        yield Case(f"global_{kind}1d_channels_first", lambda: one(data_format="channels_first"), d.distinct(2, 4, 3))
        yield Case(f"global_{kind}2d_channels_first", lambda: two(data_format="channels_first"), d.distinct(2, 3, 4, 2))
    yield Case(
        "global_average1d_mask",
        lambda: layers.GlobalAveragePooling1D(),
        d.normal(2, 4, 3),
        masks=[mask_of(4, 2, steps=4)],
    )


def normalization(d):
    bn, ln = layers.BatchNormalization, layers.LayerNormalization
    x2, x4 = d.normal(6, 3, scale=2), d.normal(2, 3, 2, 3)
    yield Case("batch_norm", lambda: bn(), x2, training=True)
    yield Case("batch_norm_rank4", lambda: bn(), x4, training=True)
    yield Case("batch_norm_rank3", lambda: bn(), d.normal(2, 4, 3), training=True)
    yield Case("batch_norm_axis1", lambda: bn(axis=1), d.normal(2, 3, 2, 2), training=True)
    yield Case("batch_norm_no_center", lambda: bn(center=False), x2, training=True)
    yield Case("batch_norm_no_scale", lambda: bn(scale=False), x2, training=True)
    yield Case("batch_norm_neither", lambda: bn(scale=False, center=False), x2, training=True)
    yield Case("batch_norm_momentum_epsilon", lambda: bn(momentum=0.7, epsilon=0.05), x2, training=True)
    yield Case("batch_norm_mask", lambda: bn(), d.normal(3, 4, 2), masks=[mask_of(4, 1, 3, steps=4)], training=True)
    yield Case(
        "batch_norm_regularized",
        lambda: bn(gamma_regularizer="l2", beta_constraint="non_neg", gamma_initializer="random_normal"),
        x2,
        training=True,
    )
    yield Case("layer_norm", lambda: ln(), x2)
    yield Case("layer_norm_rank3", lambda: ln(), d.normal(2, 3, 4))
    yield Case("layer_norm_axis1", lambda: ln(axis=1), d.normal(2, 3, 4))
    yield Case("layer_norm_axes_1_2", lambda: ln(axis=[1, 2]), d.normal(2, 3, 4))
    yield Case("layer_norm_no_center", lambda: ln(center=False), x2)
    yield Case("layer_norm_no_scale", lambda: ln(scale=False), x2)
    yield Case("layer_norm_epsilon", lambda: ln(epsilon=0.1), x2)


def embedding(d):
    x = np.array([[1, 0, 4, 1], [2, 2, 0, 0]], "int32")
    yield Case("embedding", lambda: layers.Embedding(5, 3), x)
    yield Case("embedding_mask_zero", lambda: layers.Embedding(5, 3, mask_zero=True), x)
    yield Case("embedding_rank1", lambda: layers.Embedding(5, 2), x[0])
    yield Case("embedding_float_indices", lambda: layers.Embedding(5, 2), x.astype("float32"))
    yield Case("masking", lambda: layers.Masking(), _padded(d.normal(2, 4, 2), 0.0))
    yield Case("masking_value", lambda: layers.Masking(mask_value=-1.0), _padded(d.normal(2, 4, 2), -1.0))


def _padded(x, value):
    x[0, 3], x[1, 1], x[1, 2] = value, value, value
    return x


def recurrent(d):
    for cls, n_states in [(layers.SimpleRNN, 1), (layers.GRU, 1), (layers.LSTM, 2)]:
        tag = {"SimpleRNN": "simple_rnn"}.get(cls.__name__, cls.__name__.lower())
        x = d.normal(2, 4, 3)
        mask = mask_of(4, 2, steps=4)
        holes = np.array([[True, False, True, True], [False, True, False, False]])
        states = [d.normal(2, 3) for _ in range(n_states)]
        yield Case(f"{tag}", lambda: cls(3), x)
        yield Case(f"{tag}_sequences", lambda: cls(3, return_sequences=True), x)
        yield Case(f"{tag}_state", lambda: cls(3, return_state=True), x)
        yield Case(f"{tag}_sequences_state", lambda: cls(3, return_sequences=True, return_state=True), x)
        yield Case(f"{tag}_backwards", lambda: cls(3, go_backwards=True, return_sequences=True), x)
        yield Case(f"{tag}_unroll", lambda: cls(3, unroll=True, return_sequences=True), x)
        yield Case(f"{tag}_mask", lambda: cls(3), x, masks=[mask])
        yield Case(f"{tag}_mask_sequences", lambda: cls(3, return_sequences=True, return_state=True), x, masks=[mask])
        yield Case(f"{tag}_mask_holes", lambda: cls(3, return_sequences=True, return_state=True), x, masks=[holes])
        yield Case(f"{tag}_mask_backwards", lambda: cls(3, return_sequences=True, go_backwards=True), x, masks=[holes])
        yield Case(
            f"{tag}_mask_zero_output",
            lambda: cls(3, return_sequences=True, zero_output_for_mask=True) if cls is not layers.SimpleRNN
            else cls(3, return_sequences=True),
            x,
            masks=[holes],
        )
        yield Case(f"{tag}_initial_state", lambda: cls(3, return_state=True), x, initial_state=states)
        yield Case(f"{tag}_no_bias", lambda: cls(3, use_bias=False), x)
        yield Case(f"{tag}_relu", lambda: cls(3, activation="relu", return_sequences=True), x)
        yield Case(f"{tag}_stateful", lambda: cls(3, stateful=True, return_sequences=True), x)
        yield Case(f"{tag}_one_step", lambda: cls(4), d.normal(2, 1, 2))
        yield Case(f"{tag}_dropout", lambda: cls(3, dropout=0.2, recurrent_dropout=0.3), x, stochastic=True)
        if n_states == 2 or cls is layers.GRU:
            yield Case(f"{tag}_hard_sigmoid", lambda: cls(3, recurrent_activation="hard_sigmoid"), x)
    x = d.normal(2, 4, 3)
    yield Case("lstm_no_unit_forget_bias", lambda: layers.LSTM(3, unit_forget_bias=False), x)
    yield Case(
        "lstm_regularized",
        lambda: layers.LSTM(
            2,
            kernel_regularizer="l2",
            recurrent_regularizer="l1",
            bias_regularizer="l1",
            kernel_constraint="max_norm",
            recurrent_initializer="glorot_normal",
        ),
        x,
    )
    for tag, options in [
        ("gru_reset_before", {}),
        ("gru_reset_before_mask", {"masks": [mask_of(4, 2, steps=4)]}),
    ]:
        yield Case(tag, lambda: layers.GRU(3, reset_after=False, return_sequences=True), x, **options)
    yield Case("gru_reset_before_no_bias", lambda: layers.GRU(3, reset_after=False, use_bias=False), x)


def wrappers(d):
    x, mask = d.normal(2, 4, 3), mask_of(4, 2, steps=4)
    both = layers.Bidirectional
    for merge in ["concat", "sum", "mul", "ave", None]:
        yield Case(f"bidirectional_lstm_{merge}", lambda: both(layers.LSTM(2), merge_mode=merge), x)
        yield Case(
            f"bidirectional_gru_sequences_{merge}",
            lambda: both(layers.GRU(2, return_sequences=True), merge_mode=merge),
            x,
        )
    yield Case("bidirectional_simple_rnn", lambda: both(layers.SimpleRNN(3)), x)
    yield Case("bidirectional_mask", lambda: both(layers.LSTM(2, return_sequences=True)), x, masks=[mask])
    yield Case("bidirectional_mask_last", lambda: both(layers.GRU(2)), x, masks=[mask])
    yield Case("bidirectional_state", lambda: both(layers.LSTM(2, return_state=True, return_sequences=True)), x)
    yield Case(
        "bidirectional_backward_layer",
        lambda: both(layers.LSTM(2), backward_layer=layers.GRU(2, go_backwards=True)),
        x,
    )
    td = layers.TimeDistributed
    yield Case("time_distributed_dense", lambda: td(layers.Dense(2, activation="tanh")), x)
    yield Case("time_distributed_conv2d", lambda: td(layers.Conv2D(2, 2)), d.normal(2, 2, 3, 3, 1))
    yield Case("time_distributed_flatten", lambda: td(layers.Flatten()), d.normal(2, 2, 2, 3))
    yield Case("time_distributed_lstm", lambda: td(layers.LSTM(2)), d.normal(2, 2, 3, 2))
    yield Case("time_distributed_mask", lambda: td(layers.Dense(2)), x, masks=[mask])
    yield Case("time_distributed_batch_norm", lambda: td(layers.BatchNormalization()), x, training=True)


def merging(d):
    a, b, c = d.normal(2, 3), d.normal(2, 3), d.normal(2, 3)
    for cls in [layers.Add, layers.Multiply, layers.Average, layers.Maximum, layers.Minimum, layers.Concatenate]:
        tag = cls.__name__.lower()
        yield Case(tag, lambda: cls(), a, b)
        yield Case(tag + "_three", lambda: cls(), a, b, c)
        yield Case(
            tag + "_mask",
            lambda: cls(axis=1) if cls is layers.Concatenate else cls(),
            d.normal(2, 3, 2),
            d.normal(2, 3, 2),
            masks=[mask_of(3, 1, steps=3), mask_of(2, 3, steps=3)],
        )
        if cls is not layers.Concatenate:
            yield Case(tag + "_broadcast", lambda: cls(), d.normal(2, 3, 4), d.normal(2, 1, 4))
            yield Case(tag + "_rank_broadcast", lambda: cls(), d.normal(2, 3, 4), d.normal(2, 4))
    yield Case("subtract", lambda: layers.Subtract(), a, b)
    yield Case("subtract_broadcast", lambda: layers.Subtract(), d.normal(2, 3, 4), d.normal(2, 1, 4))
    yield Case("concatenate_axis1", lambda: layers.Concatenate(axis=1), d.normal(2, 2, 3), d.normal(2, 4, 3))
    yield Case("concatenate_axis2", lambda: layers.Concatenate(axis=2), d.normal(2, 2, 3), d.normal(2, 2, 1))
    yield Case("dot", lambda: layers.Dot(axes=1), a, b)
    yield Case("dot_normalize", lambda: layers.Dot(axes=1, normalize=True), a, b)
    yield Case("dot_rank3", lambda: layers.Dot(axes=(2, 1)), d.normal(2, 3, 4), d.normal(2, 4, 2))
    yield Case("dot_rank3_last", lambda: layers.Dot(axes=-1), d.normal(2, 3, 4), d.normal(2, 2, 4))
    yield Case("dot_rank3_rank2", lambda: layers.Dot(axes=(2, 1)), d.normal(2, 3, 4), d.normal(2, 4))


FAMILIES = [
    dense, activation, dropout, shaping, conv1d, conv2d, pooling, normalization, embedding, recurrent, wrappers, merging,
]


def all_cases():
    for number, family in enumerate(FAMILIES):
        yield from family(Data(1000 + number))
