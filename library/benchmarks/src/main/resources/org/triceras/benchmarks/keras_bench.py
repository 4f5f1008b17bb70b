"""The same workloads with Keras 3: python keras_bench.py BACKEND WORKLOAD prints lines "name value unit"."""
import os
import statistics
import sys
import time

backend, workload = sys.argv[1:3]
os.environ["KERAS_BACKEND"] = backend
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
from keras import layers

BATCH = 128


def dense_net():
    return [
        layers.Dense(512, activation="relu"),
        layers.Dropout(0.2),
        layers.Dense(512, activation="relu"),
        layers.Dropout(0.2),
        layers.Dense(10, activation="softmax"),
    ]


def compiled(shape, stack, optimizer):
    model = keras.Sequential([keras.Input(shape), *stack])
    model.compile(loss="categorical_crossentropy", optimizer=optimizer, metrics=["accuracy"])
    return model


def pilot():
    data = np.load("mnist.npz")
    x = data["x_train"].reshape(60000, 784).astype("float32") / 255
    y = keras.utils.to_categorical(data["y_train"], 10)
    x_test = data["x_test"].reshape(10000, 784).astype("float32") / 255
    y_test = keras.utils.to_categorical(data["y_test"], 10)
    model = compiled((784,), dense_net(), "rmsprop")
    model.fit(x, y, batch_size=BATCH, epochs=5, verbose=0, validation_split=0.2)
    print(model.evaluate(x_test, y_test, verbose=0))
    model.save("model.keras")


def median(times, work):
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def show(name, value, unit):
    print(f"{workload}.{backend}.{name} {value:.6g} {unit}", flush=True)


def training():
    cnn = [
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(10, activation="softmax"),
    ]
    lstm = [layers.LSTM(128), layers.Dense(10, activation="softmax")]
    samples, shape, stack = {
        "mlp": (60000, (784,), dense_net()),
        "cnn": (12800, (28, 28, 1), cnn),
        "lstm": (12800, (28, 28), lstm),
    }[workload]
    rng = np.random.default_rng(0)
    x = rng.random((samples, *shape), dtype=np.float32)
    y = keras.utils.to_categorical(rng.integers(0, 10, samples), 10)
    model = compiled(shape, stack, "rmsprop" if workload == "mlp" else "adam")

    def fit(n):
        model.fit(x[:n], y[:n], batch_size=BATCH, epochs=1, verbose=0)

    show("first_step", median(1, lambda: fit(BATCH)), "s")
    fit(1280)
    show("fit", samples / median(5, lambda: fit(samples)), "samples/s")
    predict = lambda: model.predict(x, batch_size=BATCH, verbose=0)
    predict()
    show("predict", samples / median(5, predict), "samples/s")
    one = lambda: model.predict(x[:1], verbose=0)
    median(10, one)
    show("predict_one", 1e6 * median(50, one), "us")


pilot() if workload == "pilot" else training()
