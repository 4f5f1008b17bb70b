"""Model files as real Keras writes them, for the tests of the readers: fixtures/NAME/*.

The models are those of library/keras/src/test/python/sample_models.py, each after one epoch of training, so that moving
averages and optimizer slots are not at their start.

    python make_fixtures.py            # needs keras, tensorflow, h5py; "zoos" as an argument makes only images and sequences,
                                       # "shared" only shared_inner and shared_wrapper, "unicode" only unicode_names

Each folder holds
    model.keras            whole model, compiled, with optimizer state
    model.weights.h5       weights in the layout of Keras 3
    model.h5               whole model in the legacy layout, with optimizer state
    legacy_weights.h5      weights only in the legacy layout, what old Keras wrote for save_weights("model.h5")
    model.json             model.to_json()
    io.json                inputs, predictions, all weights in order, optimizer variables and the Keras version
    legacy_weights_keras2_layout.h5      the same weights under the names of Keras 2 (some sequential models)
hdf5/ holds the storage forms a reader of such files may meet, written by h5py, and their values in features.json.

A second run writes the same values; in *.keras and features_v110.h5 time stamps and object ids differ.
"""

import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[3] / "keras" / "src" / "test" / "python"))

from golden_common import Data, array, arrays, encode, keras, versions, weight_values  # noqa: E402
from sample_models import samples  # noqa: E402

import h5py  # noqa: E402
import numpy as np  # noqa: E402
from keras.src.legacy.saving import legacy_h5_format  # noqa: E402

FIXTURES = HERE.parent / "resources" / "fixtures"


def as_list(x):
    return list(x) if isinstance(x, (list, tuple)) else [x]


def named(variables):
    return [{"path": v.path, "name": v.name, **array(v.value)} for v in variables]


def write_io(folder, model, inputs):
    outputs = model(inputs, training=False)
    text = {
        **versions(),
        "inputs": arrays(as_list(inputs)),
        "outputs": arrays(as_list(outputs)),
        "weights": named(model.weights),
        "optimizer": named(model.optimizer.variables) if getattr(model, "optimizer", None) else None,
    }
    (folder / "io.json").write_text(encode(text, indent=2) + "\n", encoding="utf-8")


def write_legacy_weights(path, model):
    with h5py.File(path, "w") as f:
        legacy_h5_format.save_weights_to_hdf5_group(f, model)


def few(x):
    return [v[:4] for v in x] if isinstance(x, list) else x[:4]


def make(sample):
    folder = FIXTURES / sample.name
    folder.mkdir(parents=True)
    model = sample.model()
    sample.fit(model, epochs=1)
    model.save(folder / "model.keras")
    model.save_weights(folder / "model.weights.h5")
    model.save(folder / "model.h5")
    write_legacy_weights(folder / "legacy_weights.h5", model)
    (folder / "model.json").write_text(model.to_json() + "\n")
    write_io(folder, model, few(sample.x))


def deep():
    """So many long layer names that layer_names does not fit one attribute and is split into layer_names0, layer_names1."""
    folder = FIXTURES / "deep"
    folder.mkdir(parents=True)
    keras.backend.clear_session()
    stack = [keras.Input((3,))]
    for n in range(110):
        name = f"a_very_long_name_for_layer_{n:03}_" + "x" * 600
        stack.append(keras.layers.Dense(3, name=name) if n % 30 == 0 else keras.layers.Activation("tanh", name=name))
    model = keras.Sequential(stack, name="deep")
    d = Data(90)
    model.set_weights(weight_values(model, d))
    model.save(folder / "model.h5")
    write_io(folder, model, d.normal(2, 3))


def unicode_names():
    """Names that are not ASCII; h5py marks them as ASCII, as Keras gives it bytes."""
    folder = FIXTURES / "unicode_names"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    keras.backend.clear_session()
    inputs = keras.Input((2,), name="vào")
    model = keras.Model(inputs, keras.layers.Dense(3, name="lớp_日本")(inputs), name="mô_hình")
    d = Data(94)
    model.set_weights(weight_values(model, d))
    model.save(folder / "model.h5")
    write_io(folder, model, d.normal(2, 2))


def images():
    """A model of the less common layers for images."""
    layers = keras.layers
    x = inputs = keras.Input((8, 8, 2))
    x = layers.Rescaling(0.5, offset=0.1)(x)
    x = layers.RandomFlip("horizontal", seed=1)(x)
    x = layers.ZeroPadding2D(((0, 1), (1, 0)))(x)
    x = layers.DepthwiseConv2D(3, depth_multiplier=2)(x)
    x = layers.GroupNormalization(2)(x)
    x = layers.PReLU(shared_axes=[1, 2])(x)
    x = layers.SeparableConv2D(6, 3, padding="same", activation="relu")(x)
    x = layers.SpatialDropout2D(0.1)(x)
    x = layers.SpectralNormalization(layers.Conv2D(4, 1))(x)
    x = layers.Conv2DTranspose(3, 3, strides=2, padding="same")(x)
    x = layers.LeakyReLU(negative_slope=0.1)(x)
    x = layers.Cropping2D(1)(x)
    x = layers.UpSampling2D((1, 2), interpolation="bilinear")(x)
    x = layers.Resizing(5, 5)(x)
    x = layers.GaussianNoise(0.1)(x)
    y = layers.Conv3D(2, 2)(layers.Reshape((5, 5, 3, 1))(x))
    y = layers.GlobalMaxPooling3D()(layers.MaxPooling3D(2)(y))
    x = layers.RMSNormalization()(layers.Flatten()(x))
    x = layers.Concatenate()([layers.Dense(4)(x), y])
    return keras.Model(inputs, layers.Softmax()(x), name="images")


def sequences():
    """A model of attention and other layers for sequences."""
    layers = keras.layers
    words = keras.Input((6,), dtype="int32", name="words")
    context = keras.Input((5, 4), name="context")
    x = layers.Embedding(9, 8)(words)
    x = layers.Add()([x, layers.MultiHeadAttention(2, 3, dropout=0.1)(x, x, use_causal_mask=True)])
    x = layers.MultiHeadAttention(2, 3, output_shape=6)(query=x, key=context, value=context)
    x = layers.GroupQueryAttention(3, 4, 2)(x, x)
    x = layers.EinsumDense("abc,cd->abd", output_shape=(6, 4), bias_axes="d")(x)
    x = layers.Attention(use_scale=True)([x, context], use_causal_mask=True)
    x = layers.AdditiveAttention()([x, context])
    x = layers.Conv1DTranspose(3, 2)(layers.ZeroPadding1D(1)(x))
    x = layers.SeparableConv1D(4, 2, padding="same")(layers.UpSampling1D(2)(x))
    x = layers.DepthwiseConv1D(2, padding="same")(layers.Cropping1D(1)(x))
    x = layers.UnitNormalization()(layers.Permute((2, 1))(x))
    x = layers.GlobalAveragePooling1D()(layers.SpatialDropout1D(0.1)(x))
    x = layers.Flatten()(layers.RepeatVector(2)(layers.ReLU(max_value=1.0)(layers.ELU()(x))))
    return keras.Model([words, context], layers.Dense(1)(x), name="sequences")


def zoo(name, make_model, *inputs):
    folder = FIXTURES / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    keras.backend.clear_session()
    keras.utils.set_random_seed(3)
    model = make_model()
    model.compile("adam", "mse")
    d = Data(91)
    model.set_weights(weight_values(model, d))
    x = list(inputs) if len(inputs) > 1 else inputs[0]
    model.fit(x, d.normal(4, *model.output_shape[1:]), verbose=0)
    model.save(folder / "model.keras")
    model.save(folder / "model.h5")
    write_io(folder, model, x)


def zoos():
    d = Data(92)
    zoo("images", images, d.normal(4, 8, 8, 2))
    zoo("sequences", sequences, d.integers(0, 9, 4, 6), d.normal(4, 5, 4))


def shared_inner():
    """A layer of a model and of an inner one. Keras cannot read its own .keras file of it."""
    dense = keras.layers.Dense(4, activation="tanh")
    a = keras.Input((4,))
    inner = keras.Model(a, dense(a))
    b = keras.Input((4,))
    return keras.Model(b, keras.layers.Add()([inner(b), dense(b)]))


def shared_wrapper():
    """A layer of a model and of a wrapper."""
    dense = keras.layers.Dense(4, activation="tanh")
    a = keras.Input((3, 4))
    return keras.Model(a, keras.layers.Add()([dense(a), keras.layers.TimeDistributed(dense)(a)]))


def shared():
    d = Data(93)
    zoo("shared_inner", shared_inner, d.normal(4, 4))
    zoo("shared_wrapper", shared_wrapper, d.normal(4, 3, 4))
    for name in ["shared_inner", "shared_wrapper"]:
        (FIXTURES / name / "model.h5").unlink()


def keras2_layout(sample):
    """legacy_weights_keras2_layout.h5: weight names as Keras 2 gave them, layer/variable:0, which Keras 3 still reads."""
    folder = FIXTURES / sample.name
    path = folder / "legacy_weights_keras2_layout.h5"
    with h5py.File(folder / "legacy_weights.h5") as new, h5py.File(path, "w") as old:
        old.attrs["layer_names"] = new.attrs["layer_names"]
        old.attrs["backend"] = b"tensorflow"
        old.attrs["keras_version"] = b"2.15.0"
        for layer in new.attrs["layer_names"]:
            group = old.create_group(layer)
            names = []
            for name in new[layer].attrs["weight_names"]:
                text = name.decode() if isinstance(name, bytes) else str(name)
                names.append(text.removeprefix("sequential/") + ":0")
                group.create_dataset(names[-1], data=new[layer][text])
            group.attrs["weight_names"] = np.array([n.encode() for n in names]) if names else np.array([], "S1")
        old.create_group("top_level_model_weights").attrs["weight_names"] = np.array([], "S1")
    model = sample.model()
    before = model.get_weights()
    model.load_weights(path)
    assert any((a != b).any() for a, b in zip(before, model.get_weights()))


def hdf5_features():
    """One file with the storage forms a reader of Keras files may meet, and features.json with their values."""
    values = {
        "contiguous": np.arange(12, dtype="float32").reshape(3, 4) / 8,
        "double": np.linspace(-1, 1, 5),
        "half": np.array([0.5, -2, 65504, 6e-8], "float16"),
        "int8": np.array([-128, 127], "int8"),
        "uint8": np.array([[0, 255]], "uint8"),
        "int32": np.array([-(2**31), 2**31 - 1], "int32"),
        "int64": np.array([-(2**53), 2**53], "int64"),
        "big_endian": np.array([1.5, -2.25], ">f4"),
        "scalar": np.float32(3.5),
        "empty": np.zeros((0, 3), "float32"),
        "chunked": np.arange(60, dtype="float32").reshape(6, 10),
        "gzip": np.arange(60, dtype="float32").reshape(6, 10) * 2,
        "shuffle_gzip": np.arange(70, dtype="float32").reshape(7, 10) * 3,
        "fletcher": np.arange(8, dtype="float32"),
        "one_chunk_gzip": np.arange(20, dtype="int32"),
        "bool": np.array([True, False, True]),
    }
    options = {
        "chunked": {"chunks": (4, 4)},
        "gzip": {"chunks": (4, 4), "compression": "gzip"},
        "shuffle_gzip": {"chunks": (2, 5), "compression": "gzip", "shuffle": True},
        "fletcher": {"chunks": (4,), "fletcher32": True},
        "one_chunk_gzip": {"chunks": (20,), "compression": "gzip"},
    }
    folder = FIXTURES / "hdf5"
    folder.mkdir(parents=True)
    attributes = {
        "text": "Zürich, Đà Nẵng",
        "bytes": np.bytes_(b"fixed length"),
        "names": np.array([b"a", b"longer", b"mid"]),
        "strings": ["one", "hai", ""],
        "number": 7,
        "real": 2.5,
        "reals": np.array([1.5, 2.5]),
        "no_names": np.array([], "S1"),
    }
    # Keras writes the earliest format; v110 is what other writers commonly choose (and the newest that jhdf reads).
    for libver in ["earliest", "v110"]:
        with h5py.File(folder / f"features_{libver}.h5", "w", libver=(libver, "v110")) as f:
            for key, value in attributes.items():
                f.attrs[key] = value
            f.create_group("nothing")
            g = f.create_group("deep/er/est")
            for n in range(40):
                f.create_group(f"many/g{n:02}")
            for key, value in values.items():
                g.create_dataset(key, data=value, **options.get(key, {}))
            if libver == "v110":
                f["many"].attrs["big"] = np.array([b"n%05d" % i for i in range(15000)])
    text = {
        "h5py": h5py.__version__,
        "attributes": {
            k: v.decode() if isinstance(v, bytes) else v if not isinstance(v, np.ndarray) or v.dtype.kind != "S"
            else [b.decode() for b in v.tolist()]
            for k, v in attributes.items()
        },
        "datasets": {"deep/er/est/" + k: array(np.asarray(v)) for k, v in values.items()},
    }
    (folder / "features.json").write_text(encode(text, indent=2) + "\n", encoding="utf-8")


def hdf5_refused():
    """Files that a reader should refuse: links that lead elsewhere, and a shape that nothing is stored for."""
    folder = FIXTURES / "hdf5"
    with h5py.File(folder / "soft_link.h5", "w") as f:
        f["a"] = np.ones(3, "float32")
        f["link"] = h5py.SoftLink("/a")
    with h5py.File(folder / "external_link.h5", "w") as f:
        f["link"] = h5py.ExternalLink("soft_link.h5", "/a")
    with h5py.File(folder / "shape_bomb.h5", "w") as f:
        f.create_dataset("a", (60000, 60000), "float32", chunks=(1000, 1000), compression="gzip")


def main():
    if sys.argv[1:] == ["zoos"]:
        zoos()
        return
    if sys.argv[1:] == ["shared"]:
        shared()
        return
    if sys.argv[1:] == ["unicode"]:
        unicode_names()
        return
    if FIXTURES.exists():
        shutil.rmtree(FIXTURES)
    for sample in list(samples())[:9]:
        make(sample)
    deep()
    unicode_names()
    zoos()
    shared()
    hdf5_features()
    hdf5_refused()
    for sample in samples():
        if sample.name in ("mlp", "cnn_batch_norm", "lstm_stacked"):
            keras2_layout(sample)
    size = sum(p.stat().st_size for p in FIXTURES.rglob("*") if p.is_file())
    print(f"{FIXTURES.name}: {size:,} bytes")


if __name__ == "__main__":
    main()
