"""The same matrix products with NumPy, that is OpenBLAS as it is shipped: prints lines "name value unit"."""
import statistics
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


product(2048, 2048, 2048, False, False)
product(128, 512, 784, False, False)
for letters in ("NN", "TN", "NT", "TT"):
    product(512, 512, 512, letters[0] == "T", letters[1] == "T")
