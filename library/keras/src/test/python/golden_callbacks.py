"""golden/callbacks.json: what EarlyStopping, ReduceLROnPlateau and ModelCheckpoint do for given courses of a monitored value."""

import math
import pathlib
import tempfile

import numpy as np
from golden_common import keras, numpy_of, write

C = keras.callbacks

FALLING = [1.0, 0.8, 0.81, 0.79, 0.8, 0.795, 0.7901, 0.83, 0.78, 0.9, 0.9, 0.9]
RISING = [0.2, 0.4, 0.39, 0.41, 0.405, 0.40, 0.41, 0.409, 0.5, 0.1, 0.2, 0.3]
FLAT = [0.5] * 8
BROKEN = [0.9, 0.7, math.nan, 0.8, math.nan, 0.6, 0.7, 0.8]
COURSES = {"falling": FALLING, "rising": RISING, "flat": FLAT, "nan": BROKEN}


def fresh():
    keras.backend.clear_session()
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
    return model


def drive(callback, monitor, values):
    """Runs the epochs as fit() would; the kernel holds the epoch's number, so that restored weights can be told."""
    model = fresh()
    callback.set_model(model)
    callback.set_params({"epochs": len(values), "verbose": 0})
    callback.on_train_begin()
    rates, ran = [], 0
    model.stop_training = False
    for epoch, value in enumerate(values):
        callback.on_epoch_begin(epoch)
        model.set_weights([np.full((1, 1), epoch, "float32")])
        callback.on_epoch_end(epoch, {monitor: value})
        rates.append(float(numpy_of(model.optimizer.learning_rate)))
        ran += 1
        if model.stop_training:
            break
    callback.on_train_end()
    return model, ran, rates


def early_stopping():
    variants = [
        ("falling", {"monitor": "val_loss"}),
        ("falling", {"monitor": "val_loss", "patience": 2}),
        ("falling", {"monitor": "val_loss", "patience": 3, "restore_best_weights": True}),
        ("falling", {"monitor": "val_loss", "patience": 3, "min_delta": 0.05}),
        ("falling", {"monitor": "val_loss", "patience": 2, "min_delta": 0.05, "restore_best_weights": True}),
        ("falling", {"monitor": "val_loss", "patience": 1, "start_from_epoch": 5}),
        ("falling", {"monitor": "val_loss", "patience": 2, "baseline": 0.75}),
        ("falling", {"monitor": "val_loss", "patience": 2, "baseline": 0.85}),
        ("rising", {"monitor": "val_accuracy", "patience": 2}),
        ("rising", {"monitor": "val_accuracy", "patience": 4, "restore_best_weights": True}),
        ("rising", {"monitor": "score", "mode": "max", "patience": 3}),
        ("rising", {"monitor": "score", "mode": "min", "patience": 3, "restore_best_weights": True}),
        ("flat", {"monitor": "loss", "patience": 3}),
        ("flat", {"monitor": "loss", "patience": 20, "restore_best_weights": True}),
        ("nan", {"monitor": "loss", "patience": 2}),
    ]
    for course, options in variants:
        callback = C.EarlyStopping(**options)
        if options["monitor"] == "val_accuracy":
            callback_model_metrics(callback)
        model, ran, _ = drive(callback, options["monitor"], COURSES[course])
        yield {
            "name": name_of("early_stopping", course, options),
            "callback": "EarlyStopping",
            "options": options,
            "values": COURSES[course],
            "epochs_run": ran,
            "stopped_epoch": callback.stopped_epoch,
            "weight_at_end": float(model.get_weights()[0][0, 0]),
        }


def callback_model_metrics(callback):
    """In mode "auto" Keras asks the compiled metrics for the direction of val_accuracy; the bare model here has none."""
    callback.mode = "max"


def reduce_lr():
    variants = [
        ("falling", {"monitor": "val_loss", "patience": 1}),
        ("falling", {"monitor": "val_loss", "patience": 2, "factor": 0.5}),
        ("falling", {"monitor": "val_loss", "patience": 1, "factor": 0.5, "cooldown": 2}),
        ("falling", {"monitor": "val_loss", "patience": 1, "factor": 0.2, "min_lr": 0.01}),
        ("falling", {"monitor": "val_loss", "patience": 2, "factor": 0.5, "min_delta": 0.05}),
        ("rising", {"monitor": "score", "mode": "max", "patience": 2, "factor": 0.5}),
        ("flat", {"monitor": "loss", "patience": 2, "factor": 0.5}),
        ("nan", {"monitor": "loss", "patience": 1, "factor": 0.5}),
    ]
    for course, options in variants:
        callback = C.ReduceLROnPlateau(**options)
        _, _, rates = drive(callback, options["monitor"], COURSES[course])
        yield {
            "name": name_of("reduce_lr", course, options),
            "callback": "ReduceLROnPlateau",
            "options": options,
            "values": COURSES[course],
            "initial_learning_rate": 0.1,
            "learning_rates": np.array(rates, "float32"),
        }


def checkpoints():
    variants = [
        ("falling", {"monitor": "val_loss"}),
        ("falling", {"monitor": "val_loss", "save_best_only": True}),
        ("falling", {"monitor": "val_loss", "save_best_only": True, "initial_value_threshold": 0.795}),
        ("rising", {"monitor": "score", "mode": "max", "save_best_only": True}),
        ("nan", {"monitor": "loss", "save_best_only": True}),
    ]
    for course, options in variants:
        with tempfile.TemporaryDirectory() as folder:
            pattern = "e{epoch:02d}-{" + options["monitor"] + ":.2f}.weights.h5"
            callback = C.ModelCheckpoint(folder + "/" + pattern, save_weights_only=True, **options)
            drive(callback, options["monitor"], COURSES[course])
            files = sorted(p.name for p in pathlib.Path(folder).iterdir())
        yield {
            "name": name_of("checkpoint", course, options),
            "callback": "ModelCheckpoint",
            "options": {"filepath": pattern, "save_weights_only": True, **options},
            "values": COURSES[course],
            "files": files,
        }


def name_of(callback, course, options):
    tag = "_".join(f"{k}_{v}" for k, v in options.items() if k != "monitor")
    return "_".join(x for x in (callback, options["monitor"], course, tag) if x)


def main():
    write("callbacks", [*early_stopping(), *reduce_lr(), *checkpoints()])


if __name__ == "__main__":
    main()
