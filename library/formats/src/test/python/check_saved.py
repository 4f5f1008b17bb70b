"""Loads model files that Triceras wrote with real Keras and compares predictions.

    python check_saved.py DIR [DIR ...]

A DIR holds, for each model NAME (any of the files may be missing, NAME.io.json may not):

    NAME.io.json           {"inputs": [array, ...], "outputs": [array, ...]} with Triceras's predictions; optionally
                           "weights": [array, ...] in the order of Keras's model.weights, compared too.
                           An array is {"shape": [2, 3], "dtype": "float32", "data": [flat, row-major]}
    NAME.keras             whole model
    NAME.h5                whole model in the legacy layout (the root group has the attribute model_config)
    NAME.json              model configuration, as of toJson()
    NAME.yaml              the same as YAML, as of toYaml()
    NAME.weights.h5        weights in the layout of Keras 3
    NAME.legacy.h5         weights only in the legacy layout, as of saveWeights("x.h5")

Weights files are loaded into the model of NAME.json, else of NAME.yaml, NAME.keras or NAME.h5; all weights are set to 0.5
before, so that a file that sets nothing is found out. A compiled NAME.keras also trains for one step. Compile settings of NAME.h5
are reported but not judged, since Keras 3 cannot read all of its own (metrics=["mse"], for one). Prints a line per file; the exit
code is 1 when one does not load or differs by more than 1e-5, or when there was nothing to check.
"""

import json
import os
import pathlib
import sys
import traceback

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import h5py  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402

TOLERANCE = 1e-5


def to_array(a):
    data = [float(v) if isinstance(v, str) else v for v in a["data"]]
    return np.array(data, a.get("dtype", "float32")).reshape(a["shape"])


def is_whole(path):
    with h5py.File(path, "r") as f:
        return "model_config" in f.attrs


def from_text(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        import yaml

        text = json.dumps(yaml.safe_load(text))
    return keras.models.model_from_json(text)


def configuration(base):
    """A fresh model that the weights files fit."""
    for suffix in [".json", ".yaml"]:
        if sibling(base, suffix).exists():
            return from_text(sibling(base, suffix))
    for suffix in [".keras", ".h5"]:
        if sibling(base, suffix).exists():
            return keras.models.load_model(sibling(base, suffix), compile=False)
    raise FileNotFoundError(f"no configuration for {base.name}: expected {base.name}.json, .yaml, .keras or .h5 beside it")


def sibling(base, suffix):
    return base.with_name(base.name + suffix)


def build(model, inputs):
    if not model.built:
        model(inputs if len(inputs) > 1 else inputs[0])


def load_weights(base, path, inputs):
    model = configuration(base)
    build(model, inputs)
    model.set_weights([np.full(w.shape, 0.5, "float32") for w in model.weights])
    model.load_weights(path)
    return model


def loaders(base, inputs):
    """(file, function that makes the model)"""
    whole, archive = sibling(base, ".h5"), sibling(base, ".keras")
    if archive.exists():
        yield archive, lambda: keras.models.load_model(archive)
    if whole.exists() and is_whole(whole):
        yield whole, lambda: keras.models.load_model(whole, compile=False)
    weights = [sibling(base, ".weights.h5"), sibling(base, ".legacy.h5")]
    for path in weights + ([whole] if whole.exists() and not is_whole(whole) else []):
        if path.exists():
            yield path, lambda path=path: load_weights(base, path, inputs)


def difference(got, expected):
    worst = 0.0
    if len(got) != len(expected):
        raise AssertionError(f"expected {len(expected)} arrays, received {len(got)}")
    for g, e in zip(got, expected):
        g = np.asarray(g)
        if g.shape != e.shape:
            raise AssertionError(f"expected shape {e.shape}, received {g.shape}")
        if g.size:
            worst = max(worst, float(np.max(np.abs(g.astype("float64") - e.astype("float64")))))
        if np.isnan(g).any() != np.isnan(e).any():
            raise AssertionError("NaN on one side only")
    return worst


def check(model, io, inputs):
    outputs = model(inputs if len(inputs) > 1 else inputs[0], training=False)
    outputs = list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]
    worst = difference(outputs, [to_array(a) for a in io["outputs"]])
    if io.get("weights"):
        worst = max(worst, difference(model.get_weights(), [to_array(a) for a in io["weights"]]))
    return worst


def compiled(path, model, inputs):
    """A remark on the compile settings and the optimizer's state."""
    if path.suffix == ".h5" and is_whole(path):
        try:
            model = keras.models.load_model(path)
        except ValueError as e:
            return ", compile settings not read: " + str(e).splitlines()[0]
    elif path.suffix != ".keras":
        return ""
    if not model.compiled or model.optimizer is None:
        return ", not compiled"
    note = f", {type(model.optimizer).__name__} at step {int(model.optimizer.iterations)}"
    if path.suffix == ".keras" and "sparse" not in str(model.get_compile_config()).lower():
        outputs = model(inputs if len(inputs) > 1 else inputs[0], training=False)
        targets = [np.zeros(o.shape, "float32") for o in (outputs if isinstance(outputs, (list, tuple)) else [outputs])]
        model.train_on_batch(inputs if len(inputs) > 1 else inputs[0], targets if len(targets) > 1 else targets[0])
        note += ", trains"
    return note


def check_folder(folder):
    seen, failed = 0, 0
    for io_path in sorted(folder.glob("*.io.json")):
        base = io_path.with_name(io_path.name[: -len(".io.json")])
        io = json.loads(io_path.read_text(encoding="utf-8"))
        inputs = [to_array(a) for a in io["inputs"]]
        texts = [p for p in (sibling(base, ".json"), sibling(base, ".yaml")) if p.exists()]
        jobs = list(loaders(base, inputs)) + [(p, None) for p in texts]
        for path, load in jobs:
            seen += 1
            keras.backend.clear_session()
            try:
                if load is None:
                    build(from_text(path), inputs)
                    print(f"ok    {path.name}: reads as a model")
                    continue
                model = load()
                worst = check(model, io, inputs)
                note = compiled(path, model, inputs)
                good = worst <= TOLERANCE
                failed += not good
                print(f"{'ok   ' if good else 'WRONG'} {path.name}: largest difference {worst:.2g}{note}")
            except Exception:
                failed += 1
                print(f"WRONG {path.name}: " + traceback.format_exc(limit=-3).strip())
    return seen, failed


def main(folders):
    results = [check_folder(pathlib.Path(f)) for f in folders]
    seen, failed = sum(s for s, _ in results), sum(f for _, f in results)
    print(f"Keras {keras.__version__}: {seen} files, {failed} wrong")
    return 1 if failed or not seen else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
