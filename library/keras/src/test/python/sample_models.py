"""Small models that the training cases and the file fixtures share: model, data and compile settings of each."""

import numpy as np
from golden_common import Data, keras, weight_values

layers = keras.layers


class Sample:
    def __init__(self, name, build, x, y, compile_options, **fit_options):
        self.name, self.build, self.x, self.y = name, build, x, y
        self.compile_options = compile_options  # a function: optimizers hold state
        self.fit_options = {"batch_size": 5, "epochs": 3, **fit_options}

    def model(self):
        """The model with seeded weights, its layers named from the start."""
        keras.backend.clear_session()
        keras.utils.set_random_seed(7)
        model = self.build()
        model.set_weights(weight_values(model, Data(70)))
        model.compile(jit_compile=False, **self.compile_options())
        return model

    def fit(self, model, **more):
        return model.fit(self.x, self.y, shuffle=False, verbose=0, **{**self.fit_options, **more})


def one_hot(labels, n):
    return np.eye(n, dtype="float32")[labels]


def mlp(**options):
    return keras.Sequential(
        [
            keras.Input((6,)),
            layers.Dense(8, activation="relu", **options),
            layers.Dense(7),
            layers.Activation("tanh"),
            layers.Dense(3, activation="softmax"),
        ]
    )


def cnn_batch_norm():
    return keras.Sequential(
        [
            keras.Input((8, 8, 1)),
            layers.Conv2D(4, 3, padding="same", activation="relu"),
            layers.BatchNormalization(),
            layers.MaxPooling2D(2),
            layers.Conv2D(3, 3, use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.Activation("relu"),
            layers.AveragePooling2D(2, strides=1, padding="same"),
            layers.Flatten(),
            layers.Dense(3, activation="softmax"),
        ]
    )


def lstm_stacked():
    return keras.Sequential(
        [
            keras.Input((7,)),
            layers.Embedding(12, 5, mask_zero=True),
            layers.LSTM(6, return_sequences=True),
            layers.LSTM(4),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


def gru_bidirectional():
    return keras.Sequential(
        [
            keras.Input((5, 3)),
            layers.Masking(),
            layers.Bidirectional(layers.GRU(3, return_sequences=True)),
            layers.TimeDistributed(layers.Dense(4, activation="relu")),
            layers.GlobalAveragePooling1D(),
            layers.LayerNormalization(),
            layers.Dense(2),
        ]
    )


def two_inputs():
    a, b = keras.Input((4,), name="a"), keras.Input((3,), name="b")
    x = layers.Dense(5, activation="relu", name="left")(a)
    y = layers.Dense(4, activation="tanh", name="right")(b)
    z = layers.Concatenate(name="both")([x, y])
    return keras.Model([a, b], layers.Dense(2, activation="softmax", name="out")(z), name="two_inputs")


def two_outputs():
    a = keras.Input((5,), name="features")
    x = layers.Dense(6, activation="relu", name="trunk")(a)
    value = layers.Dense(1, name="value")(x)
    kind = layers.Dense(3, activation="softmax", name="kind")(x)
    return keras.Model(a, [value, kind], name="two_outputs")


def shared_layer():
    a, b = keras.Input((4,), name="first"), keras.Input((4,), name="second")
    tower = layers.Dense(5, activation="tanh", name="tower")
    p, q = tower(a), tower(b)
    d = layers.Multiply(name="product")([p, q])
    s = layers.Add(name="sum")([d, p])
    return keras.Model([a, b], layers.Dense(1, activation="sigmoid", name="alike")(s), name="shared_layer")


def residual():
    a = keras.Input((6, 6, 2), name="image")
    x = layers.Conv2D(4, 3, padding="same", name="stem")(a)
    y = layers.BatchNormalization(name="norm")(x)
    y = layers.Activation("relu", name="relu")(y)
    y = layers.Conv2D(4, 3, padding="same", name="conv")(y)
    z = layers.Add(name="skip")([x, y])
    z = layers.GlobalAveragePooling2D(name="pool")(z)
    return keras.Model(a, layers.Dense(2, name="out")(z), name="residual")


def nested():
    inner = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="relu"), layers.Dense(2)], name="inner")
    a = keras.Input((4,), name="in")
    return keras.Model(a, layers.Dense(1, name="last")(inner(a)), name="outer")


def samples():
    """Every sample model with its data; the first nine are the distinct ones, and file fixtures use them."""
    d = Data(71)
    x, labels = d.normal(18, 6), d.integers(0, 3, 18)
    y = one_hot(labels, 3)
    images, image_labels = d.normal(12, 8, 8, 1), d.integers(0, 3, 12)
    words = d.integers(1, 12, 14, 7)
    for row, n in enumerate(d.integers(2, 8, 14)):
        words[row, n:] = 0
    bits = d.integers(0, 2, 14, 1).astype("float32")
    series = d.normal(10, 5, 3)
    series[2, 3:], series[7, 1:] = 0, 0
    a, b = d.normal(15, 4), d.normal(15, 3)
    two = one_hot(d.integers(0, 2, 15), 2)
    features, kinds = d.normal(15, 5), d.integers(0, 3, 15)
    values = d.normal(15, 1)
    pairs = [d.normal(12, 4), d.normal(12, 4)]
    alike = d.integers(0, 2, 12, 1).astype("float32")
    O = keras.optimizers

    def sgd_accuracy():
        return {"optimizer": O.SGD(0.1, momentum=0.9), "loss": "categorical_crossentropy", "metrics": ["accuracy"]}

    yield Sample("mlp", mlp, x, y, sgd_accuracy)
    yield Sample(
        "cnn_batch_norm", cnn_batch_norm, images, image_labels,
        lambda: {"optimizer": "adam", "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]},
    )
    yield Sample(
        "lstm_stacked", lstm_stacked, words, bits,
        lambda: {"optimizer": O.RMSprop(0.01), "loss": "binary_crossentropy", "metrics": ["accuracy", "auc"]},
    )
    yield Sample(
        "two_inputs", two_inputs, [a, b], two,
        lambda: {"optimizer": O.AdamW(0.02, weight_decay=0.01), "loss": "categorical_crossentropy", "metrics": ["accuracy"]},
    )
    yield Sample(
        "two_outputs", two_outputs, features, [values, kinds],
        lambda: {
            "optimizer": O.Adam(0.02),
            "loss": {"value": "mse", "kind": "sparse_categorical_crossentropy"},
            "loss_weights": {"value": 0.5, "kind": 2.0},
            "metrics": {"value": ["mae"], "kind": ["accuracy"]},
        },
    )
    yield Sample(
        "shared_layer", shared_layer, pairs, alike,
        lambda: {"optimizer": O.Adagrad(0.05), "loss": "binary_crossentropy", "metrics": ["binary_accuracy"]},
    )
    yield Sample(
        "gru_bidirectional", gru_bidirectional, series, d.normal(10, 2),
        lambda: {"optimizer": O.SGD(0.05, momentum=0.9, nesterov=True), "loss": "mse", "metrics": ["mae"]},
    )
    yield Sample(
        "residual", residual, d.normal(9, 6, 6, 2), d.integers(0, 2, 9),
        lambda: {
            "optimizer": O.Adam(0.01, clipnorm=1.0),
            "loss": keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            "metrics": ["sparse_categorical_accuracy"],
        },
    )
    # From here on variations of fit and compile.
    yield Sample("nested", nested, a, values, lambda: {"optimizer": "sgd", "loss": "huber", "metrics": ["mse"]})
    yield Sample("mlp_validation_split", mlp, x, y, sgd_accuracy, validation_split=0.3)
    yield Sample("mlp_validation_split_080", mlp, x, y, sgd_accuracy, validation_split=0.8)
    yield Sample("mlp_validation_data", mlp, x, y, sgd_accuracy, validation_data=(d.normal(7, 6), one_hot(d.integers(0, 3, 7), 3)))
    yield Sample("mlp_class_weight", mlp, x, y, sgd_accuracy, class_weight={0: 0.5, 1: 2.0, 2: 1.0})
    weights = d.uniform(18, low=0, high=2)
    yield Sample("mlp_sample_weight", mlp, x, y, sgd_accuracy, sample_weight=weights)
    yield Sample("mlp_sample_weight_split", mlp, x, y, sgd_accuracy, sample_weight=weights, validation_split=0.25)
    yield Sample(
        "mlp_weighted_metrics", mlp, x, y,
        lambda: {**sgd_accuracy(), "weighted_metrics": ["accuracy", "mse"]},
        sample_weight=weights,
    )
    yield Sample(
        "mlp_class_weight_sparse", mlp, x, labels,
        lambda: {"optimizer": "adam", "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]},
        class_weight={0: 3.0, 1: 1.0, 2: 0.25},
    )
    yield Sample(
        "mlp_regularized",
        lambda: mlp(kernel_regularizer="l2", bias_regularizer="l1", activity_regularizer=keras.regularizers.L2(0.05), kernel_constraint="max_norm"),
        x, y, sgd_accuracy,
    )
    yield Sample(
        "mlp_schedule", mlp, x, y,
        lambda: {**sgd_accuracy(), "optimizer": O.SGD(O.schedules.ExponentialDecay(0.2, 3, 0.5))},
    )
    yield Sample(
        "mlp_many_metrics", mlp, x, y,
        lambda: {
            "optimizer": O.RMSprop(0.01, centered=True),
            "loss": keras.losses.CategoricalCrossentropy(label_smoothing=0.1),
            "metrics": [
                "accuracy", "mse", "mae", keras.metrics.TopKCategoricalAccuracy(k=2, name="top2"),
                keras.metrics.AUC(name="area"), keras.metrics.Precision(class_id=1, name="precision_of_1"),
                keras.metrics.Recall(),
            ],
        },
    )
    yield Sample("mlp_one_big_batch", mlp, x, y, sgd_accuracy, batch_size=64, epochs=2)
    yield Sample(
        "two_outputs_one_loss", two_outputs, features, [values, one_hot(kinds, 3)],
        lambda: {"optimizer": "sgd", "loss": "mse", "metrics": [["mae"], ["mae"]]},
    )
