"""golden/initializers.json, regularizers.json and constraints.json."""

import math

import numpy as np
from golden_common import Data, array, keras, numpy_of, tf, write

I = keras.initializers
# Standard deviation of a unit normal cut at two standard deviations.
CUT = 0.87962566103423978


def fans(shape):
    if len(shape) < 2:
        n = shape[0] if shape else 1
        return n, n
    field = math.prod(shape[:-2])
    return shape[-2] * field, shape[-1] * field


def variance_scaling(i, shape):
    fan_in, fan_out = fans(shape)
    c = i.get_config() if type(i) is I.VarianceScaling else {"scale": i.scale, "mode": i.mode, "distribution": i.distribution}
    n = {"fan_in": fan_in, "fan_out": fan_out, "fan_avg": (fan_in + fan_out) / 2}[c["mode"]]
    std = math.sqrt(c["scale"] / max(1.0, n))
    if c["distribution"] == "uniform":
        limit = std * math.sqrt(3)
    elif c["distribution"] == "truncated_normal":
        limit = 2 * std / CUT
    else:
        limit = None
    return 0.0, std, limit and -limit, limit


def moments(i, shape):
    """(mean, standard deviation, lower limit, upper limit) by the formula."""
    if isinstance(i, I.VarianceScaling):
        return variance_scaling(i, shape)
    if isinstance(i, I.RandomUniform):
        return (i.minval + i.maxval) / 2, (i.maxval - i.minval) / math.sqrt(12), i.minval, i.maxval
    if isinstance(i, I.TruncatedNormal):
        return i.mean, i.stddev * CUT, i.mean - 2 * i.stddev, i.mean + 2 * i.stddev
    return i.mean, i.stddev, None, None


def initializers():
    d = Data(60)
    fixed = [
        ("zeros", I.Zeros(), (2, 3)),
        ("ones", I.Ones(), (3,)),
        ("constant", I.Constant(0.25), (2, 2)),
        ("constant_default", I.Constant(), (2,)),
        ("identity", I.Identity(), (3, 3)),
        ("identity_gain_wide", I.Identity(gain=0.5), (2, 4)),
        ("identity_tall", I.Identity(), (4, 2)),
        ("stft", I.STFT(side="real", window="hann"), (16, 1, 9)),
    ]
    for name, i, shape in fixed:
        s = I.serialize(i)
        yield {
            "name": name, "kind": "fixed", "class_name": s["class_name"], "config": s["config"], "value": array(i(shape)),
        }
    shapes = [(40, 30), (3, 3, 4, 8), (5, 8, 6), (900,)]
    scaled = [I.GlorotNormal, I.GlorotUniform, I.HeNormal, I.HeUniform, I.LecunNormal, I.LecunUniform]
    random = [(c(), s) for c in scaled for s in shapes]
    for mode in ["fan_in", "fan_out", "fan_avg"]:
        for distribution in ["truncated_normal", "untruncated_normal", "uniform"]:
            random.append((I.VarianceScaling(2.0, mode, distribution), shapes[0]))
    random += [
        (I.VarianceScaling(), shapes[1]),
        (I.RandomNormal(), shapes[0]),
        (I.RandomNormal(0.5, 2.0), shapes[0]),
        (I.RandomUniform(), shapes[0]),
        (I.RandomUniform(-1.0, 3.0), shapes[0]),
        (I.TruncatedNormal(), shapes[0]),
        (I.TruncatedNormal(1.0, 0.3), shapes[0]),
    ]
    for number, (i, shape) in enumerate(random):
        mean, std, low, high = moments(i, shape)
        confirm(i, shape, mean, std, low, high)
        s = I.serialize(i)
        yield {
            "name": f"{s['class_name']}_{number}_" + "x".join(map(str, shape)),
            "kind": "random",
            "class_name": s["class_name"],
            "config": s["config"],
            "shape": list(shape),
            "mean": mean, "stddev": std, "lower_limit": low, "upper_limit": high,
        }
    for gain, shape in [(1.0, (5, 5)), (0.7, (6, 4)), (1.0, (3, 8)), (2.0, (3, 2, 4))]:
        i = I.Orthogonal(gain=gain)
        m = numpy_of(i(shape)).reshape(-1, shape[-1])
        gram = m @ m.T if m.shape[0] < m.shape[1] else m.T @ m
        assert np.allclose(gram, gain**2 * np.eye(min(m.shape)), atol=1e-5)
        s = I.serialize(i)
        yield {
            "name": f"Orthogonal_{gain}_" + "x".join(map(str, shape)),
            "kind": "orthogonal",
            "class_name": s["class_name"], "config": s["config"], "shape": list(shape),
            "gain": gain,
        }


def confirm(i, shape, mean, std, low, high):
    """Keras's own samples agree with the formula."""
    config = {k: v for k, v in i.get_config().items() if k != "seed"}
    x = np.concatenate([numpy_of(type(i)(**config, seed=n)(shape)).reshape(-1) for n in range(25)])
    assert abs(x.mean() - mean) < 6 * std / math.sqrt(x.size), (i, shape, x.mean(), mean)
    assert abs(x.std() / std - 1) < 0.03, (i, shape, x.std(), std)
    if low is not None:
        slack = 1e-6 * (high - low)
        assert x.min() >= low - slack and x.max() <= high + slack, (i, x.min(), x.max(), low, high)


def regularizers():
    d = Data(61)
    R = keras.regularizers
    for name, r, x in [
        ("l1", R.L1(), d.normal(3, 4)),
        ("l1_value", R.L1(0.3), d.normal(5)),
        ("l2", R.L2(), d.normal(3, 4)),
        ("l2_value", R.L2(0.2), d.normal(2, 2, 3)),
        ("l1_l2", R.L1L2(0.1, 0.2), d.normal(3, 4)),
        ("l1_l2_only_l1", R.L1L2(l1=0.1), d.normal(3, 4)),
        ("l1_l2_default", R.L1L2(), d.normal(3)),
        ("orthogonal_rows", R.OrthogonalRegularizer(0.1, "rows"), d.normal(3, 4)),
        ("orthogonal_columns", R.OrthogonalRegularizer(0.1, "columns"), d.normal(3, 4)),
    ]:
        t = tf.constant(x)
        with tf.GradientTape() as tape:
            tape.watch(t)
            y = tf.convert_to_tensor(r(t))
        s = R.serialize(r)
        yield {
            "name": name,
            "class_name": s["class_name"],
            "config": s["config"],
            "input": array(x),
            "value": array(y),
            "gradient": array(tape.gradient(y, t, unconnected_gradients="zero")),
        }


def constraints():
    d = Data(62)
    C = keras.constraints
    for name, c, x in [
        ("max_norm", C.MaxNorm(), d.normal(4, 3, scale=2)),
        ("max_norm_axis1", C.MaxNorm(1.5, axis=1), d.normal(4, 3)),
        ("max_norm_conv", C.MaxNorm(0.8, axis=[0, 1, 2]), d.normal(2, 2, 3, 2)),
        ("max_norm_vector", C.MaxNorm(1.0), d.normal(4)),
        ("non_neg", C.NonNeg(), d.normal(4, 3)),
        ("unit_norm", C.UnitNorm(), d.normal(4, 3)),
        ("unit_norm_axis1", C.UnitNorm(axis=1), d.normal(4, 3)),
        ("unit_norm_conv", C.UnitNorm(axis=[0, 1, 2]), d.normal(2, 2, 3, 2)),
        ("min_max_norm", C.MinMaxNorm(0.5, 1.2), d.normal(4, 3)),
        ("min_max_norm_rate", C.MinMaxNorm(0.5, 1.2, rate=0.4, axis=1), d.normal(4, 3)),
    ]:
        s = C.serialize(c)
        yield {
            "name": name, "class_name": s["class_name"], "config": s["config"],
            "input": array(x), "output": array(c(tf.constant(x))),
        }


def main():
    write("initializers", list(initializers()))
    write("regularizers", list(regularizers()))
    write("constraints", list(constraints()))


if __name__ == "__main__":
    main()
