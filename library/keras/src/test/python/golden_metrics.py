"""golden/metrics.json: the result of every metric after each of three batches, with and without sample weights."""

import numpy as np
from golden_common import Data, array, keras, numpy_of, tf, write

M = keras.metrics


def one_hot(labels, n):
    return np.eye(n, dtype="float32")[labels]


class Batches:
    def __init__(self, true, pred, weight):
        self.true, self.pred, self.weight = true, pred, weight


def data(seed):
    d = Data(seed)
    sizes = (5, 4, 6)
    labels = [d.integers(0, 4, n) for n in sizes]
    weights = [d.uniform(n, low=0, high=2) for n in sizes]
    probs = [d.probabilities(n, 4) for n in sizes]
    scores = [d.uniform(n, 1) for n in sizes]
    many = [d.uniform(n, 3, low=0.01, high=0.99) for n in sizes]
    bits = [d.integers(0, 2, n, 1) for n in sizes]
    many_bits = [d.integers(0, 2, n, 3) for n in sizes]
    # Scores that lean towards the truth, so that curves are neither flat nor perfect.
    scores = [np.round(np.clip(0.6 * s + 0.3 * b, 0.003, 0.997), 3).astype("float32") for s, b in zip(scores, bits)]
    reals = [(d.normal(n, 2), d.normal(n, 2)) for n in sizes]
    steps = [d.integers(0, 3, n, 2) for n in sizes]
    return {
        "sparse": Batches(labels, probs, weights),
        "sparse_column": Batches([t[:, None] for t in labels], probs, weights),
        "sparse_sequence": Batches(steps, [d.probabilities(n, 2, 3) for n in sizes], [d.uniform(n, 2) for n in sizes]),
        "categorical": Batches([one_hot(t, 4) for t in labels], probs, weights),
        "logits": Batches([one_hot(t, 4) for t in labels], [d.normal(n, 4) for n in sizes], weights),
        "sparse_logits": Batches(labels, [d.normal(n, 4) for n in sizes], weights),
        "binary": Batches([b.astype("float32") for b in bits], scores, weights),
        "binary_flat": Batches([b[:, 0] for b in bits], [s[:, 0] for s in scores], weights),
        "binary_logits": Batches(bits, [d.normal(n, 1, scale=2) for n in sizes], weights),
        "multilabel": Batches([b.astype("float32") for b in many_bits], many, weights),
        "real": Batches([a for a, _ in reals], [b for _, b in reals], weights),
        "positive": Batches([np.abs(a) for a, _ in reals], [np.abs(b) for _, b in reals], weights),
        "column": Batches([a[:, :1] for a, _ in reals], [b[:, :1] for _, b in reals], weights),
        "ids": Batches(labels, [d.integers(0, 4, n) for n in sizes], weights),
        "equal": Batches(labels, [np.where(d.rng.random(n) < 0.6, t, 0) for n, t in zip(sizes, labels)], weights),
        "spread": Batches([d.probabilities(n, 3) for n in sizes], [d.probabilities(n, 3) for n in sizes], weights),
    }


def all_cases():
    """(kind of data, metric factory)"""
    yield "equal", lambda: M.Accuracy()
    for t in [0.5, 0.3]:
        yield "binary", lambda: M.BinaryAccuracy(threshold=t)
        yield "multilabel", lambda: M.BinaryAccuracy(threshold=t)
    yield "binary_flat", lambda: M.BinaryAccuracy()
    yield "categorical", lambda: M.CategoricalAccuracy()
    for kind in ["sparse", "sparse_column", "sparse_sequence"]:
        yield kind, lambda: M.SparseCategoricalAccuracy()
    for k in [1, 2, 3]:
        yield "categorical", lambda: M.TopKCategoricalAccuracy(k=k)
        yield "sparse", lambda: M.SparseTopKCategoricalAccuracy(k=k)
    yield "categorical", lambda: M.TopKCategoricalAccuracy()
    yield "sparse_column", lambda: M.SparseTopKCategoricalAccuracy(k=2)

    for kind in ["real", "column"]:
        for cls in [M.MeanSquaredError, M.MeanAbsoluteError, M.RootMeanSquaredError]:
            yield kind, lambda: cls()
    for cls in [M.MeanAbsolutePercentageError, M.MeanSquaredLogarithmicError, M.Poisson]:
        yield "positive", lambda: cls()
    yield "real", lambda: M.LogCoshError()
    yield "real", lambda: M.CosineSimilarity()
    yield "real", lambda: M.R2Score()
    yield "real", lambda: M.R2Score(class_aggregation="variance_weighted_average")
    yield "real", lambda: M.R2Score(class_aggregation=None, num_regressors=1)
    yield "binary", lambda: M.Hinge()
    yield "binary", lambda: M.SquaredHinge()
    yield "categorical", lambda: M.CategoricalHinge()
    yield "spread", lambda: M.KLDivergence()
    yield "categorical", lambda: M.CategoricalCrossentropy()
    yield "categorical", lambda: M.CategoricalCrossentropy(label_smoothing=0.1)
    yield "logits", lambda: M.CategoricalCrossentropy(from_logits=True)
    yield "sparse", lambda: M.SparseCategoricalCrossentropy()
    yield "sparse_logits", lambda: M.SparseCategoricalCrossentropy(from_logits=True)
    yield "binary", lambda: M.BinaryCrossentropy()
    yield "binary", lambda: M.BinaryCrossentropy(label_smoothing=0.2)
    yield "binary_logits", lambda: M.BinaryCrossentropy(from_logits=True)

    for cls in [M.Precision, M.Recall]:
        yield "binary", lambda: cls()
        yield "multilabel", lambda: cls()
        yield "binary", lambda: cls(thresholds=0.3)
        yield "binary", lambda: cls(thresholds=[0.2, 0.5, 0.8])
        yield "categorical", lambda: cls(top_k=2)
        yield "categorical", lambda: cls(class_id=1)
        yield "categorical", lambda: cls(class_id=2, thresholds=0.25)
        yield "categorical", lambda: cls(top_k=2, class_id=3)
    for cls in [M.TruePositives, M.TrueNegatives, M.FalsePositives, M.FalseNegatives]:
        yield "binary", lambda: cls()
        yield "multilabel", lambda: cls(thresholds=[0.25, 0.75])
    yield "binary", lambda: M.AUC()
    yield "binary_flat", lambda: M.AUC()
    yield "binary", lambda: M.AUC(curve="PR")
    yield "binary", lambda: M.AUC(num_thresholds=11)
    yield "binary", lambda: M.AUC(num_thresholds=11, curve="PR")
    for summation in ["minoring", "majoring"]:
        yield "binary", lambda: M.AUC(summation_method=summation, num_thresholds=21)
        yield "binary", lambda: M.AUC(summation_method=summation, num_thresholds=21, curve="PR")
    yield "binary", lambda: M.AUC(thresholds=[0.2, 0.4, 0.6])
    yield "binary_logits", lambda: M.AUC(from_logits=True)
    yield "multilabel", lambda: M.AUC()
    yield "multilabel", lambda: M.AUC(multi_label=True)
    yield "multilabel", lambda: M.AUC(multi_label=True, curve="PR", num_thresholds=50)
    yield "multilabel", lambda: M.AUC(multi_label=True, num_labels=3, label_weights=[0.5, 0.3, 0.2])
    yield "binary", lambda: M.SensitivityAtSpecificity(0.5)
    yield "binary", lambda: M.SpecificityAtSensitivity(0.5)
    yield "binary", lambda: M.PrecisionAtRecall(0.5)
    yield "binary", lambda: M.RecallAtPrecision(0.6)
    for average in [None, "micro", "macro", "weighted"]:
        yield "categorical", lambda: M.F1Score(average=average)
    yield "multilabel", lambda: M.F1Score(threshold=0.5)
    yield "multilabel", lambda: M.FBetaScore(beta=2.0, threshold=0.4, average="micro")
    yield "ids", lambda: M.MeanIoU(num_classes=4)
    yield "sparse", lambda: M.MeanIoU(num_classes=4, sparse_y_pred=False)
    yield "ids", lambda: M.IoU(num_classes=4, target_class_ids=[0, 2])
    yield "binary", lambda: M.BinaryIoU(target_class_ids=[0, 1], threshold=0.4)
    yield "categorical", lambda: M.OneHotIoU(num_classes=4, target_class_ids=[1, 2])
    yield "categorical", lambda: M.OneHotMeanIoU(num_classes=4)
    yield "categorical", lambda: M.ConcordanceCorrelation() if hasattr(M, "ConcordanceCorrelation") else M.CosineSimilarity()
    yield "real", lambda: M.PearsonCorrelation() if hasattr(M, "PearsonCorrelation") else M.CosineSimilarity()


def golden(kind, make, batches):
    results, variables = {}, {}
    for weighted in [False, True]:
        keras.backend.clear_session()
        metric = make()
        values = []
        for t, p, w in zip(batches.true, batches.pred, batches.weight):
            metric.update_state(t, p, sample_weight=w if weighted else None)
            values.append(numpy_of(metric.result()))
        results["weighted" if weighted else "plain"] = values
    s = keras.saving.serialize_keras_object(metric)
    config = s["config"]
    tag = "_".join(
        f"{k}_{config[k]}".replace(" ", "")
        for k in config
        if k not in ("name", "dtype", "init_thresholds") and not _is_default(type(metric), k, config[k])
    )
    return {
        "name": type(metric).__name__ + "_" + kind + ("_" + tag if tag else ""),
        "class_name": s["class_name"],
        "config": config,
        "batches": [
            {"y_true": array(t), "y_pred": array(p), "sample_weight": array(w)}
            for t, p, w in zip(batches.true, batches.pred, batches.weight)
        ],
        "results": [array(v) for v in results["plain"]],
        # Keras counts IoU in integers, so fractional weights are cut off there: not worth pinning.
        "weighted_results": None if "IoU" in s["class_name"] else [array(v) for v in results["weighted"]],
    }


def _is_default(cls, key, value):
    import inspect

    p = inspect.signature(cls.__init__).parameters.get(key)
    return p is not None and (p.default == value or (p.default is not p.empty and value is None))


def means():
    """Mean, Sum and the like take values, not pairs."""
    d = Data(41)
    values, weights = [d.normal(4), d.normal(2), d.normal(5)], [d.uniform(4), d.uniform(2), d.uniform(5)]
    for cls in [M.Mean, M.Sum]:
        plain, weighted = cls(), cls()
        results = [[], []]
        for v, w in zip(values, weights):
            plain.update_state(v)
            weighted.update_state(v, sample_weight=w)
            results[0].append(array(plain.result()))
            results[1].append(array(weighted.result()))
        yield {
            "name": cls.__name__,
            "class_name": cls.__name__,
            "config": plain.get_config(),
            "batches": [{"values": array(v), "sample_weight": array(w)} for v, w in zip(values, weights)],
            "results": results[0],
            "weighted_results": results[1],
        }


def confusion():
    d = Data(42)
    t, p, w = d.integers(0, 4, 12), d.integers(0, 4, 12), d.uniform(12)
    for name, options in [("plain", {}), ("five_classes", {"num_classes": 5}), ("weighted", {"weights": w})]:
        m = tf.math.confusion_matrix(t, p, dtype="float32" if "weights" in options else "int32", **options)
        yield {
            "name": "confusion_matrix_" + name,
            "labels": array(t),
            "predictions": array(p),
            "num_classes": options.get("num_classes"),
            "weights": array(options.get("weights")),
            "matrix": array(m),
        }


def main():
    kinds = data(40)
    cases, names = [], set()
    for kind, make in all_cases():
        try:
            case = golden(kind, make, kinds[kind])
        except Exception as e:
            raise RuntimeError(f"{kind} {make().get_config()}") from e
        while case["name"] in names:
            case["name"] += "_"
        names.add(case["name"])
        cases.append(case)
    cases.extend(means())
    write("metrics", cases)
    write("confusion_matrix", list(confusion()))


if __name__ == "__main__":
    main()
