"""golden/losses.json: values, reductions and gradients of all losses of keras.losses."""

import numpy as np
from golden_common import Data, array, keras, tf, write

L = keras.losses


def one_hot(labels, n):
    return np.eye(n, dtype="float32")[labels]


def all_cases():
    """(name, loss, y_true, y_pred, sample_weight)"""
    d = Data(30)
    rng = d.rng
    labels = np.array([0, 2, 1, 3, 3, 0])
    hot, probs, logits = one_hot(labels, 4), d.probabilities(6, 4), d.normal(6, 4, scale=2)
    w = np.array([1, 0.5, 2, 0, 1.5, 0.25], "float32")
    seq_labels = rng.integers(0, 3, (2, 3))
    seq_hot, seq_probs = one_hot(seq_labels, 3), d.probabilities(2, 3, 3)
    seq_w = np.array([[1, 0, 2], [0.5, 1, 1]], "float32")
    bits, chances, scores = d.integers(0, 2, 6, 3).astype("float32"), d.uniform(6, 3, low=0.02, high=0.98), d.normal(6, 3, scale=2)
    reductions = ["sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", None]

    def options(cls, y_true, y_pred, variants, weight=w):
        yield cls.__name__, cls(), y_true, y_pred, None
        yield cls.__name__ + "_weighted", cls(), y_true, y_pred, weight
        for v in variants:
            tag = "_".join(f"{k}_{x}" for k, x in v.items())
            yield f"{cls.__name__}_{tag}", cls(**v), y_true, y_pred, None
        for r in reductions:
            yield f"{cls.__name__}_reduction_{r}", cls(reduction=r), y_true, y_pred, None
            yield f"{cls.__name__}_reduction_{r}_weighted", cls(reduction=r), y_true, y_pred, weight

    cce, scce, bce = L.CategoricalCrossentropy, L.SparseCategoricalCrossentropy, L.BinaryCrossentropy
    yield from options(cce, hot, probs, [{"label_smoothing": 0.1}])
    yield "cce_unnormalized", cce(), hot, d.uniform(6, 4, low=0.1, high=2), None
    yield "cce_soft_targets", cce(), d.probabilities(6, 4), probs, None
    yield "cce_logits", cce(from_logits=True), hot, logits, None
    yield "cce_logits_smoothing", cce(from_logits=True, label_smoothing=0.2), hot, logits, w
    yield "cce_large_logits", cce(from_logits=True), hot, logits * 40, None
    yield "cce_saturated", cce(), hot, one_hot([0, 2, 1, 0, 1, 0], 4), None
    yield "cce_axis1", cce(axis=1), seq_hot, d.probabilities(2, 3, 3).transpose(0, 2, 1).copy(), None
    yield "cce_sequence", cce(), seq_hot, seq_probs, None
    yield "cce_sequence_weighted", cce(), seq_hot, seq_probs, seq_w
    yield "cce_column_weight", cce(), hot, probs, w[:, None]
    yield from options(scce, labels.astype("int32"), probs, [{"ignore_class": 3}])
    yield "scce_column", scce(), labels[:, None].astype("int32"), probs, None
    yield "scce_float_labels", scce(), labels.astype("float32"), probs, w
    yield "scce_logits", scce(from_logits=True), labels.astype("int32"), logits, None
    yield "scce_logits_weighted", scce(from_logits=True), labels.astype("int32"), logits, w
    yield "scce_logits_ignore", scce(from_logits=True, ignore_class=0), labels.astype("int32"), logits, None
    yield "scce_sequence", scce(), seq_labels.astype("int32"), seq_probs, seq_w
    yield "scce_sequence_logits", scce(from_logits=True), seq_labels.astype("int32"), d.normal(2, 3, 3), None
    yield from options(bce, bits, chances, [{"label_smoothing": 0.2}])
    yield "bce_logits", bce(from_logits=True), bits, scores, None
    yield "bce_logits_smoothing", bce(from_logits=True, label_smoothing=0.1), bits, scores, w
    yield "bce_large_logits", bce(from_logits=True), bits, scores * 40, None
    yield "bce_saturated", bce(), bits, np.round(chances), None
    yield "bce_rank1_target", bce(), bits[:, 0], chances[:, :1], None
    yield "bce_one_unit", bce(), bits[:, :1], chances[:, :1], w
    yield "bce_int_labels", bce(), bits.astype("int32"), chances, None
    focal = [{"gamma": 1.0}, {"apply_class_balancing": True}, {"alpha": 0.4, "apply_class_balancing": True}, {"label_smoothing": 0.1}]
    yield from options(L.BinaryFocalCrossentropy, bits, chances, focal)
    yield "binary_focal_logits", L.BinaryFocalCrossentropy(from_logits=True), bits, scores, None
    yield from options(L.CategoricalFocalCrossentropy, hot, probs, [{"gamma": 1.0}, {"alpha": 0.5}, {"label_smoothing": 0.1}])
    yield "categorical_focal_logits", L.CategoricalFocalCrossentropy(from_logits=True), hot, logits, None
    yield "categorical_focal_alpha_list", L.CategoricalFocalCrossentropy(alpha=[0.1, 0.2, 0.3, 0.4]), hot, probs, None

    a, b = d.normal(6, 3), d.normal(6, 3)
    yield from options(L.MeanSquaredError, a, b, [])
    yield from options(L.MeanAbsoluteError, a, b, [])
    yield from options(L.MeanAbsolutePercentageError, a, b, [])
    yield from options(L.MeanSquaredLogarithmicError, np.abs(a), np.abs(b), [])
    yield from options(L.Huber, a, b, [{"delta": 0.5}])
    yield from options(L.LogCosh, a, b, [])
    yield from options(L.CosineSimilarity, a, b, [{"axis": 0}], weight=None)
    yield from options(L.KLDivergence, d.probabilities(6, 3), d.probabilities(6, 3), [])
    yield from options(L.Poisson, np.abs(a), np.abs(b), [])
    yield from options(L.Hinge, bits, b, [])
    yield from options(L.SquaredHinge, bits * 2 - 1, b, [])
    yield from options(L.CategoricalHinge, hot, logits, [])
    yield from options(L.Dice, bits, chances, [{"axis": 1}], weight=None)
    yield from options(L.Tversky, bits, chances, [{"alpha": 0.3, "beta": 0.7}, {"axis": 1}], weight=None)
    if hasattr(L, "CategoricalGeneralizedCrossEntropy"):
        yield from options(L.CategoricalGeneralizedCrossEntropy, labels.astype("int32"), probs, [{"q": 0.7}])
    if hasattr(L, "Circle"):
        emb = d.normal(6, 3)
        emb = (emb / np.linalg.norm(emb, axis=1, keepdims=True)).astype("float32")
        yield "Circle", L.Circle(), np.array([0, 1, 0, 2, 1, 2], "int32"), emb, None
        yield "Circle_gamma", L.Circle(gamma=10.0, margin=0.3), np.array([0, 1, 0, 2, 1, 2], "int32"), emb, None
    yield "mse_rank1", L.MeanSquaredError(), a[:, 0], b[:, 0], None
    yield "mse_squeezed_target", L.MeanSquaredError(), a[:, 0], b[:, :1], w
    yield "mse_rank3", L.MeanSquaredError(), d.normal(2, 3, 2), d.normal(2, 3, 2), None
    yield "mse_rank3_weight_per_sample", L.MeanSquaredError(), d.normal(2, 3, 2), d.normal(2, 3, 2), np.array([[0.5], [2]], "float32")
    yield "mse_rank3_weight_per_step", L.MeanSquaredError(), d.normal(2, 3, 2), d.normal(2, 3, 2), seq_w
    yield "mae_int_target", L.MeanAbsoluteError(), d.integers(0, 5, 6, 3), b, None
    yield "ctc", L.CTC(), np.array([[1, 2, 0], [2, 2, 1]], "int32"), d.normal(2, 7, 4), None


def golden(name, loss, y_true, y_pred, sample_weight):
    p = tf.constant(y_pred)
    t = tf.constant(y_true)
    with tf.GradientTape() as tape:
        tape.watch(p)
        value = loss(t, p, sample_weight=None if sample_weight is None else tf.constant(sample_weight))
        total = tf.reduce_sum(value)
    s = keras.losses.serialize(loss)
    return {
        "name": name,
        "class_name": s["class_name"],
        "config": s["config"],
        "y_true": array(y_true),
        "y_pred": array(y_pred),
        "sample_weight": array(sample_weight),
        "per_sample": array(loss.call(t, p)),
        "value": array(value),
        "gradient": array(tape.gradient(total, p)),
    }


def main():
    cases = []
    for name, *rest in all_cases():
        try:
            cases.append(golden(name, *rest))
        except Exception as e:
            raise RuntimeError("case " + name) from e
    write("losses", cases)


if __name__ == "__main__":
    main()
