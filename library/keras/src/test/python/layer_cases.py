"""The layer configurations whose behaviour is pinned: one function per layer class or family.

To add a layer: add its cases here and run golden_layers.py; the Java test picks them up by class name.
"""

import numpy as np
from golden_common import Data, keras

layers = keras.layers
regularizers = keras.regularizers


class Case:
    def __init__(
        self,
        name,
        make,
        *inputs,
        masks=None,
        initial_state=None,
        training=False,
        stochastic=False,
        masked_call=False,
        one_by_one=False,
        call_options=None,
    ):
        self.name, self.make, self.inputs = name, make, list(inputs)
        self.masks, self.initial_state = masks, initial_state
        self.training = training  # also record the call with training=True
        self.stochastic = stochastic  # random when training
        self.masked_call = masked_call  # several inputs carry masks in the recorded call, too
        self.one_by_one = one_by_one  # inputs are arguments of their own, not a list
        self.call_options = call_options or {}


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
    # Keras sorts axes as given: of [-1, 1] the last is the weights' first.
    yield Case("layer_norm_axes_mixed", lambda: ln(axis=[-1, 1]), d.normal(2, 3, 4))


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
    R, cell = layers.RNN, layers
    yield Case("rnn_lstm_cell", lambda: R(cell.LSTMCell(3), return_sequences=True), x)
    yield Case("rnn_gru_cell", lambda: R(cell.GRUCell(3), go_backwards=True, return_state=True), x)
    yield Case("rnn_simple_cell", lambda: R(cell.SimpleRNNCell(3, activation="relu")), x, masks=[mask])
    stack = lambda: [cell.LSTMCell(3), cell.GRUCell(2, reset_after=False), cell.SimpleRNNCell(4)]
    yield Case("rnn_stacked", lambda: R(stack()), x)
    yield Case("rnn_stacked_sequences", lambda: R(stack(), return_sequences=True), x)
    yield Case("rnn_stacked_mask", lambda: R(stack(), return_sequences=True), x, masks=[mask])
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


def activation_layers(d):
    x = d.normal(3, 4, scale=2)
    yield Case("relu_layer", lambda: layers.ReLU(), x)
    yield Case(
        "relu_layer_options", lambda: layers.ReLU(max_value=1.5, negative_slope=0.1, threshold=0.2), d.distinct(3, 4)
    )
    yield Case("leaky_relu_layer", lambda: layers.LeakyReLU(), x)
    yield Case("leaky_relu_layer_slope", lambda: layers.LeakyReLU(negative_slope=0.1), x)
    yield Case("elu_layer", lambda: layers.ELU(), x)
    yield Case("elu_layer_alpha", lambda: layers.ELU(alpha=0.5), x)
    yield Case("prelu", lambda: layers.PReLU(), x)
    yield Case("prelu_shared", lambda: layers.PReLU(shared_axes=[1, 2], alpha_regularizer="l2"), d.normal(2, 3, 2, 3))
    yield Case("softmax_layer", lambda: layers.Softmax(), x)
    yield Case("softmax_layer_axis", lambda: layers.Softmax(axis=1), d.normal(2, 3, 4))
    yield Case("softmax_layer_axes", lambda: layers.Softmax(axis=(1, 2)), d.normal(2, 3, 4))
    yield Case("identity", lambda: layers.Identity(), x)
    yield Case("activity_regularization", lambda: layers.ActivityRegularization(l1=0.1, l2=0.2), x)


def rearranging(d):
    yield Case("permute", lambda: layers.Permute((3, 1, 2)), d.normal(2, 3, 2, 4))
    yield Case("repeat_vector", lambda: layers.RepeatVector(3), d.normal(2, 4))
    x1, x2, x3 = d.normal(2, 5, 3), d.normal(2, 4, 5, 2), d.normal(1, 4, 5, 4, 2)
    yield Case("zero_padding1d", lambda: layers.ZeroPadding1D(), x1)
    yield Case("zero_padding1d_sides", lambda: layers.ZeroPadding1D((0, 2)), x1)
    yield Case("zero_padding1d_channels_first", lambda: layers.ZeroPadding1D(2, data_format="channels_first"), x1)
    yield Case("zero_padding2d", lambda: layers.ZeroPadding2D(), x2)
    yield Case("zero_padding2d_axes", lambda: layers.ZeroPadding2D((1, 2)), x2)
    yield Case("zero_padding2d_sides", lambda: layers.ZeroPadding2D(((0, 1), (2, 0))), x2)
    yield Case("zero_padding2d_channels_first", lambda: layers.ZeroPadding2D(1, data_format="channels_first"), x2)
    yield Case("zero_padding3d", lambda: layers.ZeroPadding3D(), x3)
    yield Case("zero_padding3d_sides", lambda: layers.ZeroPadding3D(((0, 1), (2, 0), (1, 1))), x3)
    yield Case("cropping1d", lambda: layers.Cropping1D(), x1)
    yield Case("cropping1d_sides", lambda: layers.Cropping1D((0, 2)), x1)
    yield Case("cropping2d", lambda: layers.Cropping2D(), x2)
    yield Case("cropping2d_axes", lambda: layers.Cropping2D((1, 2)), x2)
    yield Case("cropping2d_sides", lambda: layers.Cropping2D(((0, 1), (2, 0))), x2)
    yield Case(
        "cropping2d_channels_first",
        lambda: layers.Cropping2D(((0, 1), (2, 0)), data_format="channels_first"),
        d.normal(2, 2, 4, 5),
    )
    yield Case("cropping3d", lambda: layers.Cropping3D(), x3)
    yield Case("cropping3d_sides", lambda: layers.Cropping3D(((0, 1), (2, 0), (1, 1))), x3)
    yield Case("up_sampling1d", lambda: layers.UpSampling1D(), x1)
    yield Case("up_sampling1d_size", lambda: layers.UpSampling1D(3), x1)
    yield Case("up_sampling2d", lambda: layers.UpSampling2D(), x2)
    yield Case("up_sampling2d_size", lambda: layers.UpSampling2D((1, 3)), x2)
    yield Case("up_sampling2d_channels_first", lambda: layers.UpSampling2D((2, 3), data_format="channels_first"), x2)
    yield Case("up_sampling2d_bilinear", lambda: layers.UpSampling2D((2, 3), interpolation="bilinear"), x2)
    yield Case("up_sampling2d_bicubic", lambda: layers.UpSampling2D(2, interpolation="bicubic"), x2)
    yield Case("up_sampling2d_lanczos3", lambda: layers.UpSampling2D(2, interpolation="lanczos3"), x2)
    yield Case("up_sampling3d", lambda: layers.UpSampling3D((2, 1, 3)), x3)


def noise(d):
    x = d.normal(3, 4)
    yield Case("gaussian_noise", lambda: layers.GaussianNoise(0.3, seed=4), x, stochastic=True)
    yield Case("gaussian_dropout", lambda: layers.GaussianDropout(0.3), x, stochastic=True)
    yield Case("alpha_dropout", lambda: layers.AlphaDropout(0.3, noise_shape=(None, 1), seed=5), x, stochastic=True)
    yield Case("spatial_dropout1d", lambda: layers.SpatialDropout1D(0.3), d.normal(2, 3, 4), stochastic=True)
    yield Case("spatial_dropout2d", lambda: layers.SpatialDropout2D(0.3, seed=1), d.normal(2, 3, 2, 4), stochastic=True)
    yield Case(
        "spatial_dropout3d",
        lambda: layers.SpatialDropout3D(0.3, data_format="channels_first"),
        d.normal(2, 3, 2, 2, 4),
        stochastic=True,
    )


def more_normalization(d):
    gn, un, rms, sn = (
        layers.GroupNormalization,
        layers.UnitNormalization,
        layers.RMSNormalization,
        layers.SpectralNormalization,
    )
    x = d.normal(2, 3, 2, 6)
    yield Case("group_norm", lambda: gn(groups=3), x)
    yield Case("group_norm_one", lambda: gn(groups=1, epsilon=0.01), x)
    yield Case("group_norm_each", lambda: gn(groups=-1), x)
    yield Case("group_norm_axis1", lambda: gn(groups=2, axis=1), d.normal(2, 4, 3, 2))
    yield Case("group_norm_rank3", lambda: gn(groups=2, scale=False), d.normal(2, 3, 4))
    yield Case("group_norm_no_center", lambda: gn(groups=2, center=False, gamma_regularizer="l2"), d.normal(2, 3, 4))
    yield Case("group_norm_rank2", lambda: gn(groups=2), d.normal(3, 6))
    yield Case("unit_norm_layer", lambda: un(), d.normal(3, 4))
    yield Case("unit_norm_layer_axis1", lambda: un(axis=1), d.normal(2, 3, 4))
    yield Case("unit_norm_layer_axes", lambda: un(axis=[1, 2]), d.normal(2, 3, 4))
    yield Case("rms_norm", lambda: rms(), d.normal(3, 4))
    yield Case("rms_norm_epsilon", lambda: rms(epsilon=0.01), d.normal(2, 3, 4))
    yield Case("spectral_norm_dense", lambda: sn(layers.Dense(3)), d.normal(3, 4), training=True)
    yield Case("spectral_norm_conv", lambda: sn(layers.Conv2D(3, 2), power_iterations=3), d.normal(1, 4, 4, 2), training=True)


def more_convolutions(d):
    x1, x2, x3 = d.normal(2, 5, 3), d.normal(2, 4, 5, 2), d.normal(1, 4, 5, 4, 2)
    c1t, c2t, c3t = layers.Conv1DTranspose, layers.Conv2DTranspose, layers.Conv3DTranspose
    for padding in ["valid", "same"]:
        for kernel, strides in [(3, 1), (3, 2), (2, 3), (4, 2)]:
            tag = f"{padding}_k{kernel}_s{strides}"
            yield Case("conv1d_transpose_" + tag, lambda: c1t(4, kernel, strides=strides, padding=padding), x1)
            yield Case("conv2d_transpose_" + tag, lambda: c2t(3, kernel, strides=strides, padding=padding), x2)
            yield Case("conv3d_transpose_" + tag, lambda: c3t(2, kernel, strides=strides, padding=padding), d.normal(1, 2, 3, 2, 2))
        # No dilation: TensorFlow cannot do it on a CPU.
    yield Case("conv2d_transpose_output_padding", lambda: c2t(3, 3, strides=2, output_padding=1, padding="same"), x2)
    yield Case("conv2d_transpose_output_padding_valid", lambda: c2t(3, 3, strides=2, output_padding=1), x2)
    yield Case(
        "conv2d_transpose_options",
        lambda: c2t(3, (2, 3), strides=(1, 2), activation="relu", use_bias=False, kernel_regularizer="l2"),
        x2,
    )
    for padding in ["valid", "same"]:
        for strides, dilation in [(1, 1), (2, 1), (1, 2)]:
            tag = f"{padding}_s{strides}_d{dilation}"
            for name, cls in [("1d", layers.DepthwiseConv1D), ("2d", layers.DepthwiseConv2D)]:
                x = x1 if name == "1d" else x2
                kernel = 3 if name == "1d" or dilation == 1 else 2
                yield Case(
                    f"depthwise_conv{name}_{tag}",
                    lambda: cls(kernel, strides=strides, padding=padding, dilation_rate=dilation),
                    x,
                )
            for name, cls in [("1d", layers.SeparableConv1D), ("2d", layers.SeparableConv2D)]:
                x = x1 if name == "1d" else x2
                kernel = 3 if name == "1d" or dilation == 1 else 2
                yield Case(
                    f"separable_conv{name}_{tag}",
                    lambda: cls(3, kernel, strides=strides, padding=padding, dilation_rate=dilation),
                    x,
                )
            if dilation == 1:
                yield Case(f"conv3d_{tag}", lambda: layers.Conv3D(3, 2, strides=strides, padding=padding), x3)
    yield Case("conv3d_options", lambda: layers.Conv3D(2, (2, 3, 1), activation="tanh", padding="same", use_bias=False), x3)
    yield Case("depthwise_conv1d_multiplier", lambda: layers.DepthwiseConv1D(2, depth_multiplier=2, use_bias=False), x1)
    yield Case(
        "depthwise_conv2d_multiplier",
        lambda: layers.DepthwiseConv2D((2, 3), depth_multiplier=2, activation="relu", depthwise_regularizer="l2"),
        x2,
    )
    yield Case(
        "separable_conv2d_multiplier",
        lambda: layers.SeparableConv2D(
            4, 2, depth_multiplier=3, activation="tanh", pointwise_regularizer="l1", depthwise_constraint="max_norm"
        ),
        x2,
    )
    for kind, cls, over_all in [
        ("max", layers.MaxPooling3D, layers.GlobalMaxPooling3D),
        ("average", layers.AveragePooling3D, layers.GlobalAveragePooling3D),
    ]:
        x = d.distinct(1, 4, 5, 4, 2)
        yield Case(f"{kind}3d", lambda: cls(2), x)
        yield Case(f"{kind}3d_same", lambda: cls((2, 3, 2), strides=(1, 2, 3), padding="same"), x)
        yield Case(f"{kind}3d_valid", lambda: cls(2, strides=1), x)
        yield Case(f"global_{kind}3d", lambda: over_all(), x)
        yield Case(f"global_{kind}3d_keepdims", lambda: over_all(keepdims=True), x)
        yield Case(f"global_{kind}3d_channels_first", lambda: over_all(data_format="channels_first"), x)


def adaptive_pooling(d):
    for kind, cls in [("max", "AdaptiveMaxPooling"), ("average", "AdaptiveAveragePooling")]:
        one, two, three = (getattr(layers, cls + rank) for rank in ["1D", "2D", "3D"])
        for size in [1, 3, 5, 7]:
            yield Case(f"adaptive_{kind}1d_{size}", lambda: one(size), d.distinct(2, 7, 2))
        yield Case(f"adaptive_{kind}1d_channels_first", lambda: one(3, data_format="channels_first"), d.distinct(2, 3, 8))
        for size in [2, (3, 2), (1, 4)]:
            tag = size if isinstance(size, int) else "x".join(map(str, size))
            yield Case(f"adaptive_{kind}2d_{tag}", lambda: two(size), d.distinct(1, 6, 5, 2))
        yield Case(f"adaptive_{kind}2d_channels_first", lambda: two(2, data_format="channels_first"), d.distinct(1, 2, 4, 5))
        yield Case(f"adaptive_{kind}3d", lambda: three((2, 3, 2)), d.distinct(1, 4, 5, 3, 2))


def einsum(d):
    ed = layers.EinsumDense
    yield Case("einsum_dense", lambda: ed("abc,cd->abd", output_shape=(None, 4), bias_axes="d"), d.normal(2, 3, 5))
    yield Case("einsum_dense_plain", lambda: ed("ab,bc->ac", output_shape=4, activation="relu"), d.normal(3, 5))
    yield Case("einsum_dense_ellipsis", lambda: ed("...x,xy->...y", output_shape=4, bias_axes="y"), d.normal(2, 3, 2, 5))
    yield Case("einsum_dense_heads", lambda: ed("abc,cde->abde", output_shape=(None, 2, 4), bias_axes="de"), d.normal(2, 3, 5))
    yield Case("einsum_dense_swap", lambda: ed("abc,bde->aed", output_shape=(4, 2), bias_axes="e"), d.normal(2, 3, 5))


def attention(d):
    q, v, k = d.normal(2, 3, 4), d.normal(2, 5, 4), d.normal(2, 5, 4)
    masks = [mask_of(3, 2, steps=3), mask_of(4, 5, steps=5)]
    at, aa, mha, gqa = layers.Attention, layers.AdditiveAttention, layers.MultiHeadAttention, layers.GroupQueryAttention
    yield Case("attention", lambda: at(), q, v)
    yield Case("attention_key", lambda: at(use_scale=True), q, v, k)
    yield Case("attention_concat", lambda: at(score_mode="concat", use_scale=True), q, v)
    yield Case("attention_dropout", lambda: at(dropout=0.2, seed=3), q, v, stochastic=True)
    yield Case("attention_masks", lambda: at(), q, v, masks=masks, masked_call=True)
    yield Case("attention_causal", lambda: at(), q, v, call_options={"use_causal_mask": True})
    yield Case("attention_scores", lambda: at(), q, v, call_options={"return_attention_scores": True})
    yield Case("additive_attention", lambda: aa(), q, v)
    yield Case("additive_attention_key", lambda: aa(use_scale=False), q, v, k)
    yield Case("additive_attention_masks", lambda: aa(), q, v, masks=masks, masked_call=True)
    one = {"one_by_one": True}
    yield Case("mha", lambda: mha(2, 3), q, v, **one)
    yield Case("mha_key", lambda: mha(2, 3, value_dim=2), q, v, k, **one)
    yield Case("mha_output_shape", lambda: mha(2, 3, output_shape=6, use_bias=False), q, v, **one)
    yield Case("mha_causal", lambda: mha(2, 3), q, v, call_options={"use_causal_mask": True}, **one)
    yield Case("mha_scores", lambda: mha(2, 3, dropout=0.1), q, v, call_options={"return_attention_scores": True}, **one)
    yield Case("mha_window", lambda: mha(2, 3, sliding_window=2), q, v, **one)
    yield Case("mha_gate", lambda: mha(2, 3, use_gate=True, kernel_regularizer="l2"), q, v, **one)
    yield Case("mha_masks", lambda: mha(2, 3), q, v, masks=masks, masked_call=True, **one)
    x = d.normal(2, 2, 3, 4)
    yield Case("mha_rank4", lambda: mha(2, 3), x, d.normal(2, 2, 3, 4), **one)
    yield Case("mha_axes", lambda: mha(2, 3, attention_axes=(2,)), x, d.normal(2, 2, 5, 4), **one)
    yield Case("gqa", lambda: gqa(3, 4, 2), q, v, **one)
    yield Case("gqa_key", lambda: gqa(3, 2, 1, use_bias=False), q, v, k, **one)
    yield Case("gqa_causal", lambda: gqa(3, 4, 1, use_gate=True), q, v, call_options={"use_causal_mask": True}, **one)


def conv_lstm(d):
    c1, c2, c3 = layers.ConvLSTM1D, layers.ConvLSTM2D, layers.ConvLSTM3D
    x1, x2, x3 = d.normal(2, 3, 5, 2), d.normal(2, 3, 4, 5, 2), d.normal(1, 2, 3, 4, 3, 2)
    yield Case("conv_lstm1d", lambda: c1(3, 2), x1)
    yield Case("conv_lstm1d_sequences", lambda: c1(3, 3, padding="same", strides=2, return_sequences=True), x1)
    yield Case("conv_lstm2d", lambda: c2(2, 2), x2)
    yield Case("conv_lstm2d_sequences", lambda: c2(2, (2, 3), padding="same", return_sequences=True), x2)
    yield Case("conv_lstm2d_state", lambda: c2(2, 2, return_state=True, unit_forget_bias=False), x2)
    yield Case("conv_lstm2d_backwards", lambda: c2(2, 2, go_backwards=True, return_sequences=True, use_bias=False), x2)
    yield Case("conv_lstm2d_options", lambda: c2(2, 2, activation="relu", recurrent_activation="hard_sigmoid"), x2)
    yield Case("conv_lstm2d_mask", lambda: c2(2, 2, return_sequences=True), x2, masks=[mask_of(3, 2, steps=3)])
    yield Case("conv_lstm2d_dropout", lambda: c2(2, 2, dropout=0.2, recurrent_dropout=0.1), x2, stochastic=True)
    yield Case("conv_lstm3d", lambda: c3(2, 2), x3)
    yield Case("conv_lstm3d_same", lambda: c3(1, 2, padding="same", return_sequences=True), x3)


def reversible_embedding(d):
    words, hidden = np.array([[1, 0, 4, 1], [2, 2, 0, 0]], "int32"), d.normal(2, 4, 3)
    make, reverse = layers.ReversibleEmbedding, {"reverse": True}
    yield Case("reversible_embedding", lambda: make(5, 3), words)
    yield Case("reversible_embedding_untied", lambda: make(5, 3, tie_weights=False), words)
    yield Case("reversible_embedding_reverse", lambda: make(5, 3), hidden, call_options=reverse)
    yield Case("reversible_embedding_untied_reverse", lambda: make(5, 3, tie_weights=False), hidden, call_options=reverse)
    yield Case("reversible_embedding_soft_cap", lambda: make(5, 3, logit_soft_cap=0.5), hidden, call_options=reverse)


def spectrogram(d):
    make, x, x2 = layers.STFTSpectrogram, d.normal(2, 40, 1), d.normal(2, 30, 2)
    for mode in ("log", "magnitude", "psd", "real", "imag", "angle", "stft"):
        yield Case(f"stft_spectrogram_{mode}", lambda m=mode: make(m, 8), x)
    yield Case("stft_spectrogram_options", lambda: make("magnitude", 6, 2, 16, "hamming", True, "spectrum", "same"), x2)
    yield Case("stft_spectrogram_expand", lambda: make("psd", 8, 3, expand_dims=True, window=None, scaling=None), x2)
    mel, y = layers.MelSpectrogram, d.normal(2, 200)
    size = {"fft_length": 64, "sequence_stride": 24, "sampling_rate": 8000, "num_mel_bins": 9}
    yield Case("mel_spectrogram", lambda: mel(**size), y)
    yield Case("mel_spectrogram_power", lambda: mel(**size, power_to_db=False), y)
    yield Case("mel_spectrogram_magnitude", lambda: mel(**size, power_to_db=False, mag_exp=1.0, window=None), y)
    # An even length: of odd ones TensorFlow makes another window than SciPy.
    options = {"sequence_length": 42, "window": "hamming", "min_freq": 300.0, "max_freq": 3000.0, "top_db": 12.0, "ref_power": 0.01}
    yield Case("mel_spectrogram_options", lambda: mel(**size, **options), y)


FAMILIES = [
    dense, activation, dropout, shaping, conv1d, conv2d, pooling, normalization, embedding, recurrent, wrappers, merging,
    activation_layers, rearranging, noise, more_normalization, more_convolutions, einsum, attention, conv_lstm,
    adaptive_pooling, reversible_embedding, spectrogram,
]


def all_cases(only=()):
    for number, family in enumerate(FAMILIES):
        if only and family.__name__ not in only:
            continue
        yield from family(Data(1000 + number))
