"""The same work with NumPy, whose products are OpenBLAS's: python numpy_bench.py gemm|data|bandwidth prints lines "name value unit"."""
import statistics
import sys
import time

import numpy as np


def product(m, n, k, transpose_a, transpose_b):
    rng = np.random.default_rng(1)
    a = rng.uniform(-1, 1, (k, m) if transpose_a else (m, k)).astype(np.float32)
    b = rng.uniform(-1, 1, (n, k) if transpose_b else (k, n)).astype(np.float32)
    c = np.empty((m, n), np.float32)
    a = a.T if transpose_a else a
    b = b.T if transpose_b else b
    work = 2e-9 * m * n * k
    times = int(max(11, min(2000, 100 / work)))
    seconds = []
    for _ in range(2 * times):
        start = time.perf_counter()
        np.matmul(a, b, out=c)
        seconds.append(time.perf_counter() - start)
    speed = work / statistics.median(seconds[times:])
    letters = ("T" if transpose_a else "N") + ("T" if transpose_b else "N")
    print(f"gemm {m}x{n}x{k} {letters}.numpy.speed {speed:.6g} GFLOP/s", flush=True)


def median(times, work):
    seconds = []
    for _ in range(2 * times):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds[times:])


def data():
    arrays = np.load("mnist.npz")
    images, labels = arrays["x_train"], arrays["y_train"]
    rng = np.random.default_rng(1)
    order = rng.permutation(60000)
    scaled = lambda: images.reshape(60000, 784).astype("float32") / 255
    x = scaled()
    eye = np.eye(10, dtype=np.float32)
    for name, work in (("scale", scaled), ("one_hot", lambda: eye[labels]), ("shuffle", lambda: x[order])):
        print(f"data.numpy.{name} {1e3 * median(15, work):.6g} ms", flush=True)


def bandwidth():
    floats = 1 << 22
    rng = np.random.default_rng(1)
    a = rng.uniform(-1, 1, (floats // 1024, 1024)).astype(np.float32)
    b = a[::-1].copy()
    c = np.empty_like(a)
    row = np.empty(1024, np.float32)
    greater = a > b
    for name, size, work in (
        ("copy", 8, lambda: np.copyto(c, a)),
        ("add", 12, lambda: np.add(a, b, out=c)),
        ("exp", 8, lambda: np.exp(a, out=c)),
        ("tanh", 8, lambda: np.tanh(a, out=c)),
        ("sum", 4, lambda: a.sum()),
        ("column_sums", 4, lambda: np.sum(a, axis=0, out=row)),
        ("column_maxima", 4, lambda: np.max(a, axis=0, out=row)),
        ("add new", 12, lambda: a + b),
        ("exp new", 8, lambda: np.exp(a)),
        ("where new", 13, lambda: np.where(greater, a, b)),
    ):
        print(f"bandwidth.numpy.{name} {1e-9 * size * floats / median(60, work):.6g} GB/s", flush=True)


if sys.argv[1] == "data":
    data()
elif sys.argv[1] == "bandwidth":
    bandwidth()
else:
    product(2048, 2048, 2048, False, False)
    product(128, 512, 784, False, False)
    for letters in ("NN", "TN", "NT", "TT"):
        product(512, 512, 512, letters[0] == "T", letters[1] == "T")
