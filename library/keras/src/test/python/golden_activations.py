"""golden/activations.json: every function of keras.activations, values and gradients."""

import inspect

import numpy as np
from golden_common import Data, array, keras, numpy_of, tf, write

# Off the kinks at 0, 1, 6, +-0.5, +-2.5, +-3 by at least 0.01.
POINTS = np.array(
    [[-30, -7.3, -4.1, -3.2, -2.7, -1.9], [-1.2, -0.83, -0.37, -0.11, -0.02, -0.4],
     [0.02, 0.13, 0.34, 0.41, 0.72, 0.9], [1.3, 1.9, 2.7, 3.4, 5.8, 6.7], [8.5, 12.3, 25, 0.77, -0.66, 4.4]],
    "float32",
)

VARIANTS = {
    "relu": [{"negative_slope": 0.1}, {"max_value": 4.0}, {"threshold": 1.0}, {"negative_slope": 0.2, "max_value": 3.0, "threshold": 0.6}],
    "leaky_relu": [{"negative_slope": 0.35}],
    "elu": [{"alpha": 0.5}],
    "celu": [{"alpha": 0.7}],
    "gelu": [{"approximate": True}],
    "hard_shrink": [{"threshold": 1.1}],
    "soft_shrink": [{"threshold": 1.1}],
    "threshold": [{"threshold": 1.0, "default_value": -2.0}],
    "softmax": [{"axis": 0}],
    "log_softmax": [{"axis": 0}],
    "sparsemax": [{"axis": 0}],
    "squareplus": [{"b": 2.0}],
    "glu": [{"axis": 1}],
}
ONLY_VARIANTS = {"threshold"}


def main():
    cases = []
    seen = {}
    r = Data(2).normal(*POINTS.shape)
    for name, f in sorted(vars(keras.activations).items()):
        if name in ("get", "serialize", "deserialize") or not inspect.isfunction(f):
            continue
        for options in ([] if name in ONLY_VARIANTS else [{}]) + VARIANTS.get(name, []):
            tag = "".join(f"_{k}_{v}" for k, v in options.items())
            x = tf.constant(POINTS)
            with tf.GradientTape() as tape:
                tape.watch(x)
                y = f(x, **options)
                up = r[tuple(slice(n) for n in y.shape)]
                loss = tf.reduce_sum(y * up)
            case = {
                "name": name + tag,
                "function": name,
                "alias_of": seen.get((f, tag)),
                "options": options,
                "input": array(x),
                "output": array(y),
                "upstream": array(up),
                "gradient": array(tape.gradient(loss, x)),
            }
            seen.setdefault((f, tag), name + tag)
            cases.append(case)
    write("activations", cases)


if __name__ == "__main__":
    main()
