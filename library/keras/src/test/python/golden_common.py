"""Shared by the scripts that make golden values with real Keras: seeds, number format, file format.

Import this module before keras: it chooses the backend.
"""

import json
import math
import os
import pathlib

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
# oneDNN reorders sums; without it the values are the same on every x86 processor.
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "resources" / "golden"


def versions():
    return {"keras": keras.__version__, "backend": "tensorflow " + tf.__version__, "numpy": np.__version__}


class Data:
    """Seeded inputs with at most three decimals, so that files stay small and every float is exact in text."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)

    def normal(self, *shape, scale=1.0):
        x = np.round(self.rng.standard_normal(shape) * scale, 3)
        return np.where(x == 0, 0.001, x).astype("float32")

    def uniform(self, *shape, low=0.0, high=1.0):
        return np.round(self.rng.uniform(low, high, shape), 3).astype("float32")

    def distinct(self, *shape):
        """No two values are equal, so that a maximum has one place."""
        n = int(np.prod(shape))
        x = (np.arange(n) - n / 2 + 0.25) * 4 / n
        return np.round(self.rng.permutation(x), 4).astype("float32").reshape(shape)

    def integers(self, low, high, *shape, dtype="int32"):
        return self.rng.integers(low, high, shape).astype(dtype)

    def probabilities(self, *shape):
        x = self.rng.uniform(0.05, 1.0, shape)
        return np.round(x / x.sum(-1, keepdims=True), 3).astype("float32")


def weight_values(layer, d):
    """Random values for all weights of a layer or model; variances positive, scales near one."""
    values = []
    for w in layer.weights:
        if w.name == "moving_variance":
            v = d.uniform(*w.shape, low=0.5, high=1.5)
        elif w.name == "gamma":
            v = d.normal(*w.shape, scale=0.3) + np.float32(1)
        else:
            v = d.normal(*w.shape, scale=0.5)
        values.append(v.astype("float32"))
    return values


def numpy_of(x):
    if x is None:
        return None
    if isinstance(x, tf.IndexedSlices):
        x = tf.convert_to_tensor(x)
    return np.asarray(keras.ops.convert_to_numpy(x)) if not isinstance(x, np.ndarray) else x


def array(x):
    """{shape, dtype, data}: row-major, flat."""
    x = numpy_of(x)
    return None if x is None else {"shape": list(x.shape), "dtype": str(x.dtype), "data": x.reshape(-1)}


def arrays(xs):
    return [array(x) for x in xs]


def _number(v):
    if isinstance(v, (bool, np.bool_)):
        return "true" if v else "false"
    if isinstance(v, (int, np.integer)):
        return str(int(v))
    if math.isnan(v):
        return '"NaN"'
    if math.isinf(v):
        return '"Infinity"' if v > 0 else '"-Infinity"'
    if isinstance(v, float) and not isinstance(v, np.floating):
        return json.dumps(v)  # a setting, not data: 0.0 stays 0.0, as Keras writes it
    # Shortest text that reads back as the same float32 (at most 9 digits) or float64 (at most 17).
    text = str(np.float32(v) if v.dtype == np.float16 else v)
    return text[:-2] if text.endswith(".0") else text


def encode(value, indent=None):
    """JSON text; members of the first `indent` levels stand on lines of their own."""
    deeper = None if not indent else indent - 1
    pad = "" if not indent else "\n" + " " * (4 - indent)
    if value is None:
        return "null"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, np.ndarray):
        return "[" + ",".join(_number(v) for v in value.reshape(-1)) + "]" if value.ndim else _number(value[()])
    if isinstance(value, dict):
        return "{" + ",".join(f"{pad}{json.dumps(k)}: {encode(v, deeper)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(pad + encode(v, deeper) for v in value) + "]"
    return _number(value)


def write(name, cases, **more):
    """Writes golden/NAME.json: versions, then one member per case and line."""
    names = [c["name"] for c in cases if "name" in c]
    assert len(names) == len(set(names)), "case names must differ: " + str(names)
    path = GOLDEN / (name + ".json")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(encode({**versions(), **more, "cases": cases}, indent=3) + "\n", encoding="utf-8")
    json.loads(path.read_text(encoding="utf-8"))
    print(f"{path.relative_to(GOLDEN)}: {len(cases)} cases, {path.stat().st_size:,} bytes")
