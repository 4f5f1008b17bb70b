"""Golden values of operations whose meaning is easy to get wrong, from NumPy: rounding, remainders, NaN, order, indices; the
random generator from TensorFlow.

Run with NumPy 2 and TensorFlow 2: python golden_ops.py. Writes ../resources/golden/ops.txt (name, dtype, shape, values; tab-separated) and
../resources/npy/*.npy, files as NumPy itself writes them. The tests need no Python.
"""

import math
from pathlib import Path

import numpy as np

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
LINES = []
RNG = np.random.default_rng(7)


def text(value):
    if isinstance(value, (bool, np.bool_)):
        return "1" if value else "0"
    if isinstance(value, (float, np.floating)):
        return "NaN" if math.isnan(value) else repr(float(value)).replace("inf", "Infinity")
    return str(int(value))


def case(name, result, *inputs):
    for suffix, array in [(f".{i}", a) for i, a in enumerate(inputs)] + [("", result)]:
        array = np.asarray(array)
        values = ",".join(text(v) for v in array.reshape(-1))
        LINES.append("\t".join([name + suffix, array.dtype.name, ",".join(map(str, array.shape)), values]))


def elementwise():
    f = np.float32
    a = np.array([7, -7, 7, -7, 6, -6, 0, 5.5, -5.5, 1e10, -3], f)
    b = np.array([3, 3, -3, -3, 3, -3, 2, 2, 2, 3, np.inf], f)
    i, j = np.array([7, -7, 7, -7, 6, -6, 0], np.int32), np.array([3, 3, -3, -3, 3, -3, 2], np.int32)
    case("floorDiv.f32", np.floor_divide(a[:-1], b[:-1]), a[:-1], b[:-1])
    case("mod.f32", np.mod(a, b), a, b)
    for dtype in (np.int32, np.int64):
        case(f"floorDiv.{dtype.__name__}", np.floor_divide(i.astype(dtype), j.astype(dtype)), i.astype(dtype), j.astype(dtype))
        case(f"mod.{dtype.__name__}", np.mod(i.astype(dtype), j.astype(dtype)), i.astype(dtype), j.astype(dtype))
    with np.errstate(all="ignore"):
        zero = np.zeros(3, np.int32)
        case("floorDiv.byZero", np.floor_divide(i[:3], zero), i[:3], zero)
        case("mod.byZero", np.mod(i[:3], zero), i[:3], zero)
        case("div.byZero", np.array([1, -1, 0], f) / np.zeros(3, f), np.array([1, -1, 0], f), np.zeros(3, f))
        case("int32.wraps", np.array([2**31 - 1], np.int32) + np.array([1], np.int32), np.array([2**31 - 1], np.int32), np.array([1], np.int32))
        case("uint8.wraps", np.array([250, 3], np.uint8) + np.array([10, 4], np.uint8), np.array([250, 3], np.uint8), np.array([10, 4], np.uint8))
        odd = np.array([np.nan, 1, -1, np.inf, -np.inf, 0], f)
        for name, function in [("log", np.log), ("sqrt", np.sqrt), ("exp", np.exp), ("tanh", np.tanh), ("sign", np.sign), ("isNaN", np.isnan), ("isInf", np.isinf), ("isFinite", np.isfinite), ("relu", lambda x: np.maximum(x, f(0))), ("log1p", np.log1p), ("reciprocal", np.reciprocal)]:
            case(f"{name}.special", function(odd), odd)
    half = np.array([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2.4999, 8388609.0, np.nan], f)
    case("round.half", np.round(half), half)
    case("floor.half", np.floor(half), half)
    case("ceil.half", np.ceil(half), half)
    big = np.array([2**53 + 1, -(2**53) - 1, 2**62], np.int64)
    case("int64.add", big + np.int64(1), big)
    case("int64.mul", big[:2] * np.int64(3), big[:2])
    case("int64.max", big.max(), big)
    case("int64.cumsum", np.cumsum(big), big)
    n = np.array([1, np.nan, 3, np.nan], f)
    m = np.array([2, 2, np.nan, np.nan], f)
    case("maximum.nan", np.maximum(n, m), n, m)
    case("minimum.nan", np.minimum(n, m), n, m)
    for name, function in [("eq", np.equal), ("ne", np.not_equal), ("lt", np.less), ("le", np.less_equal), ("gt", np.greater), ("ge", np.greater_equal)]:
        case(f"{name}.nan", function(n, m), n, m)
    p, q = np.array([2, -2, 2, -2, 0, 0, 9], f), np.array([3, 3, -2, -3, 0, 2, 0.5], f)
    case("pow.f32", np.power(p, q), p, q)
    case("pow.int32", np.power(i, np.array([2, 3, 0, 1, 5, 2, 0], np.int32)), i, np.array([2, 3, 0, 1, 5, 2, 0], np.int32))
    y, x = np.array([0, 1, 0, -1, 1, -1, -1], f), np.array([1, 0, -1, 0, 1, 1, -1], f)
    case("atan2.quadrants", np.arctan2(y, x), y, x)
    small = np.array([1e-7, -1e-7, 1e-3, 0, 20], f)
    case("expm1.small", np.expm1(small), small)
    case("log1p.small", np.log1p(np.abs(small)), np.abs(small))
    e = np.array([-3, -1, -0.1, 0, 1e-4, 0.5, 2, 4], np.float64)
    case("erf.f64", np.array([math.erf(v) for v in e]), e)
    far = np.array([-200, -90, -1, 0, 1, 90, 200], f)
    case("sigmoid.far", (1 / (1 + np.exp(-far.astype(np.float64)))).astype(f), far)
    case("softplus.far", np.logaddexp(far, f(0)), far)
    fractions = np.array([-1.9, -0.5, 0.5, 1.9, 300.7], f)
    case("cast.int32", fractions.astype(np.int32), fractions)
    case("cast.bool", fractions.astype(np.bool_), fractions)
    case("where.broadcast", np.where(n.reshape(4, 1) > 2, f(1), np.arange(3, dtype=f)), n, np.arange(3, dtype=f))


def along_axes():
    f = np.float32
    x = np.array([[3, 1, 2, 1], [np.nan, 0, -1, np.nan], [5, 5, np.inf, -np.inf]], f)
    clean = np.array([[3, 1, 2, 1], [4, 0, -1, 4], [5, 5, 7, -7]], f)
    case("argsort.nan", np.argsort(x, axis=1, kind="stable").astype(np.int32), x)
    case("argsort.descending", np.argsort(-clean, axis=1, kind="stable").astype(np.int32), clean)
    case("sort.nan", np.sort(x, axis=1), x)
    case("sort.axis0", np.sort(clean, axis=0), clean)
    case("argmax.nan", np.argmax(x, axis=1).astype(np.int32), x)
    case("argmin.nan", np.argmin(x, axis=1).astype(np.int32), x)
    case("argmax.ties", np.argmax(clean, axis=1).astype(np.int32), clean)
    case("max.nan", np.max(x, axis=1), x)
    case("min.nan", np.min(x, axis=1), x)
    cube = RNG.normal(size=(2, 3, 4)).astype(f)
    case("sum.axes", cube.sum(axis=(0, 2)), cube)
    case("mean.axis", cube.mean(axis=1), cube)
    case("var.axes", cube.var(axis=(0, 1)), cube)
    case("std.all", cube.std(), cube)
    case("prod.axes", cube.prod(axis=(0, 1)), cube)
    case("any.axis", (cube > 1).any(axis=2), cube > 1)
    case("all.axis", (cube > -1).all(axis=0), cube > -1)
    case("sum.empty", np.zeros((0, 3), f).sum(axis=0), np.zeros((0, 3), f))
    case("prod.empty", np.zeros((0, 3), f).prod(axis=0), np.zeros((0, 3), f))
    case("cumsum.axis", np.cumsum(cube, axis=1), cube)
    case("cumprod.axis", np.cumprod(cube, axis=2), cube)
    shifted = cube - cube.max(-1, keepdims=True)
    log_softmax = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    case("softmax", np.exp(log_softmax), cube)
    case("logSoftmax", log_softmax, cube)
    case("logSumExp", np.log(np.exp((cube + 200).astype(np.float64)).sum(1)).astype(f), cube + f(200))
    labels = np.eye(4, dtype=f)[RNG.integers(0, 4, (2, 3))]
    case("crossEntropy", -(labels * log_softmax).sum(-1), labels, cube)
    ones = np.array([1, 0, 3], np.int32)
    case("oneHot", np.eye(4, dtype=f)[ones], ones)


def moving():
    x = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
    index = np.array([[0, -1], [2, 1]], np.int32)
    case("gather.negative", np.take(x, index, axis=1), x, index)
    along = np.array([[[0, -1]], [[2, 1]]], np.int32)
    along = np.broadcast_to(along, (2, 3, 2))
    case("gatherAlong.negative", np.take_along_axis(x, along, axis=2), x, along)
    case("slice.step", x[:, :, 1:4:2], x)
    case("slice.negative", x[:, -2:-1], x)
    case("slice.empty", x[1:1], x)
    case("transpose.default", x.T, x)
    case("transpose.given", np.transpose(x, (1, 2, 0)), x)
    case("flip", np.flip(x, (0, 2)), x)
    case("repeat", np.repeat(x, 2, axis=1), x)
    case("tile", np.tile(x, (1, 2, 1)), x)
    case("pad", np.pad(x, ((1, 0), (0, 2), (1, 1)), constant_values=9), x)
    case("concat", np.concatenate([x, x[:, :1]], axis=1), x, x[:, :1])
    case("stack", np.stack([x, -x], axis=-1), x, -x)
    case("broadcast", np.broadcast_to(x[:, :1], (5, 2, 3, 4)), x[:, :1])
    a = RNG.normal(size=(3, 1, 2, 5))
    b = RNG.normal(size=(4, 5, 3))
    case("matmul.batch", a @ b, a, b)
    case("matmul.vectors", b[0] @ b[1, 0], b[0], b[1, 0])
    case("matmul.row", a[0, 0, 0] @ b, a[0, 0, 0], b)
    case("arange", np.arange(0.5, -2, -0.5, dtype=np.float32))
    case("linspace", np.linspace(-1, 2, 7, dtype=np.float32))
    case("eye", np.eye(2, 4, dtype=np.float32))


def philox():
    """TensorFlow has the same generator: its counter is (block, counter), its key the key."""
    import tensorflow as tf

    for name, key, counter, block in [("zero", 0, 0, 0), ("any", 0x1EADBEEF12345678, 0x0123456789ABCDEF, 0x123456789)]:
        bits = tf.raw_ops.StatelessRandomUniformFullIntV2(
            shape=[10], key=tf.constant([key], tf.uint64), counter=tf.constant([block, counter], tf.uint64), alg=1, dtype=tf.int32
        )
        whole = np.array([key, counter, 4 * block], np.int64)
        case(f"philox.{name}", bits.numpy(), whole)


def files():
    folder = RESOURCES / "npy"
    folder.mkdir(parents=True, exist_ok=True)
    x = np.array([[0, 1, -2], [3.5, 100, 1e-3]])
    for dtype in "f2 f4 f8".split():
        np.save(folder / f"{dtype}.npy", x.astype("<" + dtype))
    whole = np.array([[0, 1, 2], [3, 100, 127]])
    for dtype in "i1 i2 i4 i8 u1 u2 u4 u8".split():
        np.save(folder / f"{dtype}.npy", whole.astype("<" + dtype) * (1 if dtype[0] == "u" else -1))
    np.save(folder / "u2-large.npy", np.array([65535], "<u2"))
    np.save(folder / "u4-large.npy", np.array([4294967295], "<u4"))
    np.save(folder / "bool.npy", x > 0)
    np.save(folder / "big-endian.npy", x.astype(">f4"))
    np.save(folder / "fortran.npy", np.asfortranarray(np.arange(24, dtype="<i4").reshape(2, 3, 4)))
    np.save(folder / "scalar.npy", np.float64(2.5))
    np.save(folder / "vector.npy", np.arange(5, dtype="<f4"))
    np.save(folder / "empty.npy", np.zeros((0, 3), "<f4"))
    np.save(folder / "half-special.npy", np.array([np.inf, -np.inf, np.nan, 6e-8, 65504, -0.0], "<f2"))
    np.save(folder / "text.npy", np.array(["a", "b"]))
    np.save(folder / "complex.npy", np.array([1j]))
    np.save(folder / "record.npy", np.array([(1, 2.0)], dtype=[("a", "<i4"), ("b", "<f8")]))
    for version in [(2, 0), (3, 0)]:
        with open(folder / f"version{version[0]}.npy", "wb") as file:
            np.lib.format.write_array(file, x.astype("<f4"), version=version)


elementwise()
along_axes()
moving()
philox()
files()
(RESOURCES / "golden").mkdir(exist_ok=True)
header = f"# NumPy {np.__version__}, written by golden_ops.py\n"
(RESOURCES / "golden" / "ops.txt").write_text(header + "\n".join(LINES) + "\n")
print(len(LINES), "lines")
