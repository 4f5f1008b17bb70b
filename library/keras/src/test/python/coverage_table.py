"""docs/keras-coverage.md: what of Keras's API there is here. Names on the left come from real Keras, those on the right from our sources.

    python coverage_table.py            # needs keras; rewrites the file

KerasCoverageTest checks without Python that every name on the right exists and that no class of ours is missing.
"""

import inspect
import os
import pathlib
import re

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
import keras  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[4]
SOURCES = HERE.parents[1] / "main" / "java" / "org" / "triceras" / "keras"

NAMESPACES = [
    ("Layers", keras.layers, "layers"),
    ("Losses", keras.losses, "losses"),
    ("Metrics", keras.metrics, "metrics"),
    ("Optimizers", keras.optimizers, "optimizers"),
    ("Learning-rate schedules", keras.optimizers.schedules, "optimizers.schedules"),
    ("Callbacks", keras.callbacks, "callbacks"),
    ("Initializers", keras.initializers, "initializers"),
    ("Regularizers", keras.regularizers, "regularizers"),
    ("Constraints", keras.constraints, "constraints"),
]

# Ours under another name.
OTHER = {
    "layers.HashedCrossing": "text.HashedCrossing",
    "layers.Hashing": "text.Hashing",
    "layers.StringLookup": "text.StringLookup",
    "layers.TextVectorization": "text.TextVectorization",
    "layers.Input": "layers.Layers.input",
    "layers.LSTMCell": "layers.Layers.lstmCell",
    "layers.GRUCell": "layers.Layers.gruCell",
    "layers.SimpleRNNCell": "layers.Layers.simpleRNNCell",
    "layers.StackedRNNCells": "layers.Layers.rnn",
    "layers.add": "layers.Layers.add",
    "layers.average": "layers.Layers.average",
    "layers.concatenate": "layers.Layers.concatenate",
    "layers.dot": "layers.Layers.dot",
    "layers.maximum": "layers.Layers.maximum",
    "layers.minimum": "layers.Layers.minimum",
    "layers.multiply": "layers.Layers.multiply",
    "layers.subtract": "layers.Layers.subtract",
    "callbacks.History": "models.History",
    "callbacks.ProgbarLogger": "models.FitOptions.verbose",
    "layers.Lambda": "layers.Layer",
    "layers.Pipeline": "models.Sequential",
    "regularizers.OrthogonalRegularizer": "regularizers.OrthogonalRegularizer",
}

NOTES = {
    "optimizers.ScheduleFreeAdamW": "as in the paper and in Keras on JAX; on TensorFlow and PyTorch Keras overwrites a value that it still needs",
    "layers.Hashing": "on lists of strings and tensors of numbers, before the model; not saved with a model",
    "layers.StringLookup": "on lists of strings, before the model: tensors hold no text; not saved with a model",
    "layers.TextVectorization": "on lists of strings, before the model: tensors hold no text; not saved with a model",
    "layers.IntegerLookup": "one number for unknown values, no mask token, no inverse",
    "layers.Discretization": "adapt takes exact quantiles, Keras approximate ones",
    "layers.BatchNormalization": "without renorm and synchronized",
    "layers.RandomCrop": "in inference the middle, as Keras documents; Keras 3.15 leaves images as they are",
    "layers.RandomSaturation": "one number is the largest factor and 0 the smallest, and saturation ends at 1, as Keras documents; Keras 3.15 begins at minus the number",
    "layers.RandomColorDegeneration": "one number is the largest factor and 0 the smallest; Keras 3.15 begins at minus the number, more than the image's colours",
    "layers.Solarization": "the lower ends of factors are parts of the range, as the upper ones; Keras 3.15 takes them as values",
    "layers.Equalization": "works in inference, too, as Keras documents; Keras 3.15 leaves images as they are there, and fails to build or load models with this layer",
    "layers.MixUp": "mix(images, labels) gives both, also in Dataset.map; in a model images alone; no boxes and segmentation masks",
    "layers.CutMix": "mix(images, labels) gives both, also in Dataset.map; in a model images alone; no boxes and segmentation masks",
    "layers.RandAugment": "draws changes for each image; Keras for the whole batch",
    "layers.AugMix": "draws chains and weights for each image; Keras for the whole batch, and chains when the function is traced",
    "layers.RandomElasticTransform": "each axis has noise of its own; Keras 3.15 moves pixels by the same one along both",
    "layers.HashedCrossing": "on lists of strings and tensors of whole numbers, before the model; not saved with a model",
    "layers.RandomFlip": "in fit, or by augment(images); as all Random layers here",
    "layers.Resizing": "fillMode is constant; bicubic exact, TensorFlow's from a table",
    "layers.MultiHeadAttention": "causal mask and scores are settings of the layer; no flash attention; its inputs keep their mask for layers that come later, where Keras takes it away",
    "layers.GroupQueryAttention": "causal mask and scores are settings of the layer; no flash attention",
    "layers.Attention": "causal mask and scores are settings of the layer",
    "layers.AdditiveAttention": "causal mask and scores are settings of the layer",
    "layers.Embedding": "no LoRA",
    "layers.ReversibleEmbedding": "reverse(hidden) for the call with reverse=True; reverse_dtype is kept, computed in float32",
    "layers.Dense": "no LoRA, no quantization",
    "layers.EinsumDense": "no LoRA, no quantization",
    "layers.Lambda": "write a small subclass; a lambda cannot be saved",
    "layers.Pipeline": "",
    "callbacks.ProgbarLogger": "",
    "callbacks.TensorBoard": "scalars only: no histograms, graph, images or profile",
    "callbacks.BackupAndRestore": "at epochs, not at batches",
    "layers.add": "as a layer: add().apply(a, b); as the other seven functions",
}

SKIPPED = {"layers.Layer", "layers.InputSpec", "layers.deserialize", "layers.serialize"}


def names(module):
    """One name for each distinct object."""
    by_object = {}
    for name in sorted(dir(module)):
        value = getattr(module, name)
        if name.startswith("_") or inspect.ismodule(value) or name in ("get", "serialize", "deserialize"):
            continue
        if not inspect.isclass(value) and module is not keras.layers:
            continue
        other = by_object.get(id(value))
        if other is None or (getattr(value, "__name__", "") == name) or len(name) > len(other) + 20:
            by_object[id(value)] = name
    return sorted(by_object.values(), key=str.lower)


def ours(key, package, name):
    if key in OTHER:
        return OTHER[key]
    path = SOURCES.joinpath(*package.split(".")) / (name + ".java")
    there = path.exists() and re.search(rf"^public .*\b(class|interface|record|enum) {name}\b", path.read_text(), re.M)
    return f"{package}.{name}" if there else None


METHODS = [
    ("Model.compile", "models.Model.compile", "also jit_compile and run_eagerly: everything is compiled here; [files hold no functions](file-formats.md)"),
    ("Model.fit", "models.Model.fit", "tensors, lists and maps of them by name, Dataset, Sequence (PyDataset), and any Iterable, Iterator, Stream or Supplier of batches; shuffle, classWeight, sampleWeight, validationSplit, validationData, validationSteps, validationBatchSize, validationFreq, initialEpoch, stepsPerEpoch, callbacks"),
    ("Model.evaluate", "models.Model.evaluate", "from the same data as fit; always a map of names"),
    ("Model.predict", "models.Model.predict", "from the same data as fit; predictAll for batches of a model with several outputs"),
    ("Model.train_on_batch", "models.Model.trainOnBatch", ""),
    ("Model.test_on_batch", "models.Model.testOnBatch", ""),
    ("Model.predict_on_batch", "models.Model.predictOnBatch", ""),
    ("Model.reset_metrics", "models.Model.resetMetrics", "those in fields of the model and its layers, too"),
    ("Model.metrics", "models.Model.metrics", "those in fields are found, and shown by fit as in Keras"),
    ("Model.summary", "models.Model.summary", "summaryText(columns, expandNested, showTrainable) for its options; no layer_range"),
    ("Model.get_layer", "models.Model.getLayer", "by name or number; -1 is the last"),
    ("Sequential.add", "models.Sequential.add", ""),
    ("Sequential.pop", "models.Sequential.pop", ""),
    ("Model.save", "models.Model.save", ".keras and .h5, both ways"),
    ("Model.save_weights", "models.Model.saveWeights", "no sharding"),
    ("Model.load_weights", "models.Model.loadWeights", ""),
    ("Model.to_json", "models.Model.toJson", "toYaml, too"),
    ("Model.export", "models.Model.export", "ONNX; no SavedModel, LiteRT, OpenVINO or Torch"),
    ("Model.quantize", None, ""),
    ("Model.train_step", "models.Model.trainStep", "compiled; a model with its own may do without call"),
    ("Model.compute_loss", "models.Model.computeLoss", ""),
    ("Layer.add_weight", "layers.Layer.addWeight", ""),
    ("Layer.add_loss", "layers.Layer.addLoss", ""),
    ("Layer.get_weights", "layers.Layer.getWeights", ""),
    ("Layer.set_weights", "layers.Layer.setWeights", ""),
    ("Layer.input", "layers.Layer.inputs", "a list; model(m.inputs(), m.getLayer(\"x\").output()) makes a model that ends at a layer"),
    ("Layer.output", "layers.Layer.output", "of the first application; outputs for all"),
    ("Layer.count_params", "layers.Layer.countParams", ""),
    ("Layer.__call__", "layers.Layer.apply", "apply(x, true) as in training"),
    ("Layer.compute_mask", "layers.Layer.computeMasks", "all metrics leave out masked steps, in Keras only those that are means of a function"),
    ("Layer.get_config", "layers.Layer.getConfig", ""),
    ("utils.to_categorical", "util.Categorical.toCategorical", ""),
    ("utils.set_random_seed", "util.Rng.setRandomSeed", ""),
    ("random.SeedGenerator", "util.SeedGenerator", "normal(shape) and uniform(shape) are its methods"),
    ("utils.register_keras_serializable", "saving.CustomObjects.register", ""),
    ("utils.PyDataset", "data.Sequence", "without workers; Dataset.prefetch makes elements on another thread"),
    ("tf.data.Dataset", "data.Dataset", "not of Keras, but what it is mostly fed with: fromTensorSlices, map, filter, batch, shuffle, repeat, take, skip, zip, cache, prefetch and others"),
    ("utils.plot_model", None, "plotModel(model) is in the charts module"),
    ("utils.timeseries_dataset_from_array", "data.Timeseries.timeseriesDatasetFromArray", ""),
    ("utils.FeatureSpace", None, ""),
    ("models.clone_model", "models.Models.cloneModel", ""),
    ("applications", None, "a model of Keras's can be saved there and loaded here, as far as its layers exist"),
    ("ops in functional models", "operations.Operation", "about 110 operations between layers are read and written; in Java they are tensor methods"),
    ("mixed_precision, dtype policies", "config.DTypePolicy", "read, kept in files, computed in float32"),
    ("optimizers.LossScaleOptimizer in files", "optimizers.Optimizers", "read as the optimizer inside"),
    ("distribution, quantizers, distillation, tree", None, ""),
]


def row(left, right, note):
    return f"| `{left}` | {'`' + right + '`' if right else 'missing'} | {note} |"


def main():
    lines = [
        "# Keras 3's API and what there is of it here",
        "",
        f"Made by `library/keras/src/test/python/coverage_table.py` with Keras {keras.__version__}; a test fails when a name on the right does not",
        "exist or a class of ours is missing. Left: Keras's names, each object once. Right: below `org.triceras.keras`. Layers, losses, metrics,",
        "optimizers, schedules, initializers, regularizers and constraints are tested against values from real Keras (random layers in inference,",
        "and by what must hold in training); so are three callbacks, the others have tests of their own. Layers are read from and written to Keras's files.",
    ]
    total = []
    for title, module, package in NAMESPACES:
        rows, there = [], 0
        for name in names(module):
            key = package + "." + name
            if key in SKIPPED:
                continue
            found = ours(key, package, name)
            there += found is not None
            rows.append(row(key, found, NOTES.get(key, "")))
        total.append((title, there, len(rows)))
        lines += ["", f"## {title}: {there} of {len(rows)}", "", "| Keras | here | note |", "|---|---|---|", *rows]
    lines += ["", "## Methods and functions", "", "| Keras | here | note |", "|---|---|---|"]
    lines += [row(*m) for m in METHODS]
    summary = ["", "| area | there | of |", "|---|---|---|", *(f"| {t} | {a} | {b} |" for t, a, b in total)]
    lines[6:6] = summary
    (ROOT / "docs" / "keras-coverage.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(total)


if __name__ == "__main__":
    main()
