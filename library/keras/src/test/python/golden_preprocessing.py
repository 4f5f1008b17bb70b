"""golden/preprocessing.json and golden/text.json: preprocessing layers in inference, and text to numbers, by real Keras."""

import numpy as np
from golden_common import Data, array, keras, numpy_of, write

layers = keras.layers


def cases(d):
    images, whole = d.normal(2, 5, 6, 3), d.integers(0, 255, 2, 4, 5, 3)
    yield "rescaling", layers.Rescaling(1 / 255, offset=-0.5), whole, None
    yield "rescaling_channels", layers.Rescaling([0.5, 2.0, 1.0], [1.0, 0.0, -1.0]), images, None
    x = d.normal(6, 3, scale=2)
    yield "normalization", layers.Normalization(), x, x
    yield "normalization_axis1", layers.Normalization(axis=1), d.normal(4, 2, 3), d.normal(5, 2, 3)
    yield "normalization_axes", layers.Normalization(axis=(1, 2)), d.normal(4, 2, 3), d.normal(5, 2, 3)
    yield "normalization_all", layers.Normalization(axis=None), x, d.normal(4, 3)
    yield "normalization_given", layers.Normalization(mean=[1.0, 2.0, 3.0], variance=[4.0, 1.0, 0.25]), x, None
    yield "normalization_invert", layers.Normalization(invert=True), x, x
    for interpolation in ["bilinear", "nearest", "bicubic", "lanczos3", "lanczos5"]:
        for size in [(7, 9), (3, 2)]:
            yield f"resizing_{interpolation}_{size[0]}", layers.Resizing(*size, interpolation=interpolation), images, None
    yield "resizing_antialias", layers.Resizing(2, 3, antialias=True), images, None
    yield "resizing_crop", layers.Resizing(3, 7, crop_to_aspect_ratio=True), images, None
    yield "resizing_pad", layers.Resizing(3, 7, pad_to_aspect_ratio=True, fill_value=1.5), images, None
    yield "resizing_one", layers.Resizing(3, 4), d.normal(5, 6, 2), None
    yield "resizing_whole_numbers", layers.Resizing(3, 4), whole, None
    yield "resizing_channels_first", layers.Resizing(3, 4, data_format="channels_first"), d.normal(2, 3, 5, 6), None
    yield "center_crop", layers.CenterCrop(2, 3), images, None
    yield "center_crop_larger", layers.CenterCrop(8, 4), images, None
    # RandomCrop at the images' own size: in inference Keras leaves other sizes as they are, against its documentation.
    for name, layer in [
        ("random_flip", layers.RandomFlip("horizontal", seed=1)),
        ("random_rotation", layers.RandomRotation(0.2, fill_mode="constant", fill_value=0.5)),
        ("random_rotation_range", layers.RandomRotation((0.1, 0.3), interpolation="nearest")),
        ("random_zoom", layers.RandomZoom(0.2)),
        ("random_zoom_both", layers.RandomZoom((-0.1, 0.2), (0.1, 0.3), fill_mode="wrap")),
        ("random_translation", layers.RandomTranslation(0.1, (-0.2, 0.3), fill_mode="nearest")),
        ("random_contrast", layers.RandomContrast((0.1, 0.3), value_range=(0, 1))),
        ("random_brightness", layers.RandomBrightness(0.2, value_range=(0, 1), seed=3)),
        ("random_crop", layers.RandomCrop(5, 6, seed=3)),
    ]:
        yield name, layer, images, None
    numbers = d.integers(0, 4, 4, 3)
    for mode in ["multi_hot", "one_hot", "count"]:
        yield f"category_encoding_{mode}", layers.CategoryEncoding(5, output_mode=mode), numbers, None
    yield "category_encoding_column", layers.CategoryEncoding(5, output_mode="one_hot"), numbers[:, :1], None
    for mode in ["int", "one_hot", "multi_hot", "count"]:
        boundaries = [-1.0, 0.0, 0.5]
        yield f"discretization_{mode}", layers.Discretization(boundaries, output_mode=mode), d.normal(4, 3), None
    yield "discretization_edges", layers.Discretization([0.0, 1.0]), np.array([[-1, 0, 0.5, 1, 2]], "float32"), None
    ids = np.array([[12, 36, 1138], [42, 36, 7]], "int64")
    for mode in ["int", "one_hot", "multi_hot", "count"]:
        yield f"integer_lookup_{mode}", layers.IntegerLookup(vocabulary=[12, 36, 1138, 42], output_mode=mode), ids, None
    yield "integer_lookup_adapted", layers.IntegerLookup(), ids, np.array([36, 7, 36, 12, 5, 5, 36], "int64")
    yield "integer_lookup_few", layers.IntegerLookup(max_tokens=3), ids, np.array([36, 7, 36, 12, 7, 7, 36], "int64")


def augmentations(d):
    """In training, with factors that leave nothing to chance but the last digits."""
    keras.utils.set_random_seed(1)
    unit = d.uniform(2, 4, 5, 3)
    whole = np.round(unit * 255).astype("float32")
    unit[0, 0, 0], whole[0, 0, 1] = [0, 0, 0], [77, 77, 77]
    one = dict(value_range=(0, 1))
    yield "saturation_less", layers.RandomSaturation((0.2, 0.2), **one), unit
    yield "saturation_more", layers.RandomSaturation((0.8, 0.8), **one), unit
    yield "saturation_less_255", layers.RandomSaturation((0.4, 0.4)), whole
    yield "hue_half", layers.RandomHue((1.0, 1.0)), whole
    yield "hue_none", layers.RandomHue((0.0, 0.0), **one), unit
    yield "grayscale", layers.RandomGrayscale(1.0), whole
    yield "grayscale_none", layers.RandomGrayscale(0.0), whole
    yield "color_degeneration", layers.RandomColorDegeneration((0.3, 0.3)), whole
    yield "color_jitter", layers.RandomColorJitter((0, 1), (0.2, 0.2), (0.0, 0.0), (0.4, 0.4), (1.0, 1.0)), unit
    yield "color_jitter_some", layers.RandomColorJitter(brightness_factor=(0.1, 0.1), hue_factor=(1.0, 1.0)), whole
    yield "color_jitter_none", layers.RandomColorJitter(), whole
    yield "invert", layers.RandomInvert((1.0, 1.0)), whole
    yield "invert_none", layers.RandomInvert((0.0, 0.0), **one), unit
    for bits in [1, 3, 8]:
        yield f"posterization_{bits}", layers.RandomPosterization((bits, bits)), whole
    yield "posterization_unit", layers.RandomPosterization((2, 2), **one), unit
    yield "sharpness_soft", layers.RandomSharpness((0.1, 0.1)), whole
    yield "sharpness_sharp", layers.RandomSharpness((0.9, 0.9), **one), unit
    yield "sharpness_channels_first", layers.RandomSharpness((0.9, 0.9), data_format="channels_first"), whole.transpose(0, 3, 1, 2)
    yield "solarization", layers.Solarization(), whole
    yield "auto_contrast", layers.AutoContrast(), np.concatenate([whole / 2, np.full((1, 4, 5, 3), 9, "float32")])
    yield "auto_contrast_unit", layers.AutoContrast(value_range=(0, 1)), unit * np.float32(0.5)
    yield "shear_none", layers.RandomShear(0.0, fill_mode="constant"), whole
    yield "erasing_all", layers.RandomErasing((1.0, 1.0), scale=(1.0, 1.0), fill_value=7), whole
    yield "erasing_all_channels", layers.RandomErasing((1.0, 1.0), scale=(1.0, 1.0), fill_value=[1, 2, 300]), whole
    yield "erasing_none", layers.RandomErasing((0.0, 0.0)), whole
    yield "gaussian_blur", layers.RandomGaussianBlur((1.0, 1.0), sigma=(0.7, 0.7)), whole
    yield "gaussian_blur_wide", layers.RandomGaussianBlur((1.0, 1.0), kernel_size=5, sigma=(1.0, 1.0), value_range=(0, 1)), unit
    yield "brightness", layers.RandomBrightness((0.2, 0.2)), whole
    yield from equalizations(d, unit, whole)


def equalizations(d, unit, whole):
    dark = np.round(d.uniform(2, 9, 7, 3) ** 3 * 255).astype("float32")
    dark[:, :, :, 1] = 40
    yield "equalization", layers.Equalization(), dark
    yield "equalization_unit", layers.Equalization(value_range=(0, 1)), unit
    yield "equalization_bins", layers.Equalization(bins=16), whole
    yield "equalization_channels_first", layers.Equalization(data_format="channels_first"), dark.transpose(0, 3, 1, 2)
    yield "equalization_beyond", layers.Equalization(value_range=(-1, 1)), unit * 4 - 2
    clahe, large = layers.ContrastLimitedAdaptiveHistogramEqualization, np.round(d.uniform(2, 13, 18, 2) ** 2 * 255).astype("float32")
    yield "clahe", clahe(), large
    yield "clahe_even", clahe(tile_grid_size=(2, 3)), large[:, :12]
    yield "clahe_low", clahe(clip_limit=1.5, tile_grid_size=(1, 2)), large
    yield "clahe_no_limit", clahe(clip_limit=0, tile_grid_size=(3, 2)), large
    yield "clahe_unit", clahe(value_range=(0, 1), tile_grid_size=(2, 2)), unit
    yield "clahe_whole_numbers", clahe(tile_grid_size=(2, 2)), large.astype("uint8")
    yield "clahe_one_color", clahe(tile_grid_size=(2, 2)), np.full((1, 6, 6, 1), 99, "float32")
    yield "clahe_channels_first", clahe(tile_grid_size=(2, 2), data_format="channels_first"), large.transpose(0, 3, 1, 2)
    yield "perspective_none", layers.RandomPerspective((1.0, 1.0), scale=0.0), whole
    yield "perspective_never", layers.RandomPerspective(0.0, interpolation="nearest", fill_value=3.0, seed=5), whole
    yield "elastic_none", layers.RandomElasticTransform(scale=0.0), whole
    yield "elastic_never", layers.RandomElasticTransform(0.0, scale=(0.1, 0.5), fill_mode="wrap", value_range=(0, 1)), unit
    yield "rand_augment_none", layers.RandAugment(num_ops=0, factor=0.3), whole
    yield "aug_mix_none", layers.AugMix(chain_depth=0, num_chains=2, alpha=0.5, all_ops=False, seed=4), whole
    # One image can only be mixed with itself.
    yield "mix_up_one", layers.MixUp(alpha=0.4, seed=3), whole[:1]
    yield "cut_mix_one", layers.CutMix(factor=(0.2, 0.7), data_format="channels_first"), whole[:1].transpose(0, 3, 1, 2)


def perspectives(d):
    """What RandomPerspective shows when its corners come to the given places, parts of the width and the height."""
    images = np.round(d.uniform(3, 6, 9, 2) * 255).astype("float32")
    start = np.array([[0, 0], [1, 0], [0, 1], [1, 1]], "float32")
    for name, corners in [("some", d.uniform(3, 3, 2, low=0.75, high=1.25)), ("far", d.uniform(3, 3, 2, low=0.5, high=1.5)), ("none", np.ones((3, 3, 2)))]:
        by = np.concatenate([np.ones((3, 1, 2)), corners], 1).astype("float32")
        size = np.array([8, 5], "float32")
        for interpolation in ["bilinear", "nearest"]:
            shown = keras.ops.image.perspective_transform(
                images, np.repeat(start[None] * size, 3, 0), start * by * size, interpolation=interpolation, fill_value=7
            )
            yield {
                "name": f"{name}_{interpolation}",
                "interpolation": interpolation,
                "input": array(images),
                "corners": array(by[:, 1:]),
                "output": array(numpy_of(shown)),
            }


TEXTS = ["The quick brown fox, the dog!", "A dog; a FOX.", "quick quick quick", "", "it's a dog's life"]
NEW = ["the lazy dog", "a quick brown Fox jumps over it", ""]


def texts():
    tv = layers.TextVectorization
    yield "int", tv(), TEXTS, NEW
    yield "length", tv(output_sequence_length=4), TEXTS, NEW
    yield "max_tokens", tv(max_tokens=6), TEXTS, NEW
    yield "lower", tv(standardize="lower"), TEXTS, TEXTS
    yield "strip", tv(standardize="strip_punctuation"), TEXTS, NEW
    yield "as_it_is", tv(standardize=None), TEXTS, NEW
    yield "character", tv(split="character"), TEXTS[:2], NEW
    yield "ngrams", tv(ngrams=2), TEXTS, NEW
    for mode in ["multi_hot", "count", "tf_idf"]:
        yield mode, tv(output_mode=mode), TEXTS, NEW
        yield mode + "_padded", tv(output_mode=mode, max_tokens=20, pad_to_max_tokens=True), TEXTS, NEW
    yield "vocabulary", tv(vocabulary=["the", "dog"]), None, NEW
    words = ["b", "a", "b", "c", "d", "d", "b"]
    yield "lookup", layers.StringLookup(), words, ["a", "x", "b"]
    yield "lookup_mask", layers.StringLookup(mask_token=""), words, ["a", "", "x"]
    yield "lookup_few", layers.StringLookup(max_tokens=3), words, ["a", "x", "b", "d"]
    yield "lookup_given", layers.StringLookup(vocabulary=["a", "b"], oov_token="?"), None, ["b", "x"]
    yield "lookup_no_oov", layers.StringLookup(vocabulary=["a", "b"], num_oov_indices=0), None, ["b", "a"]


def hashes():
    words = np.array(["", "a", "dog", "eight ch", "sixteen letters!", "seventeen letters", "x" * 32, "y" * 33, "ngữ pháp tiếng Việt", "z" * 64,
                      "a line of text that is longer than the sixty-four bytes of a block, twice: " * 2])
    numbers = np.array([[0, 7, -1], [12345678901, 42, -9876543210987]], "int64")
    hashing = layers.Hashing
    for name, x, mask in [("words", words, "dog"), ("numbers", numbers, 42)]:
        yield name, hashing(1000), x
        yield name + "_mask", hashing(7, mask_value=mask), x
        yield name + "_salt", hashing(1000, salt=133), x
        yield name + "_salts", hashing(1 << 30, salt=[2**40 + 5, 17]), x
        yield name + "_one_bin", hashing(1, mask_value=mask), x
    for mode in ["one_hot", "multi_hot", "count"]:
        yield "words_" + mode, hashing(4, output_mode=mode), words
        yield "numbers_" + mode, hashing(4, output_mode=mode), numbers
    yield "fractions", hashing(1000), np.array([1.9, -1.9, 0.0], "float32")


def crossings():
    words = np.array(["", "dog", "a cat of many words that is long enough for a block", "dog", "phố cổ", "a"])
    others, numbers = np.array(["x", "dog", "y", "dog", "z", ""]), np.array([0, 7, -1, 7, 12345678901, -9876543210987], "int64")
    crossing = layers.HashedCrossing
    yield "words", crossing(1000), [words, others]
    yield "numbers", crossing(1 << 30), [numbers, numbers[::-1]]
    yield "mixed", crossing(7), [words, numbers]
    yield "three", crossing(100000), [numbers, words, others]
    yield "one_bin", crossing(1), [numbers, words]
    yield "column", crossing(50), [numbers[:, None], numbers[::-1, None]]
    yield "scalar", crossing(50), [numbers[4], numbers[5]]
    yield "words_one_hot", crossing(5, output_mode="one_hot"), [words, others]
    yield "column_one_hot", crossing(5, output_mode="one_hot"), [numbers[:, None], numbers[::-1, None]]


def series():
    """Data and targets count up, so that the test need not be told them: rows of two, and numbers."""
    data, targets = np.arange(40, dtype="float32").reshape(20, 2), np.arange(20)
    for name, wanted, options in [
        ("plain", targets, dict(sequence_length=4)),
        ("batches", targets, dict(sequence_length=3, batch_size=5)),
        ("rate", targets, dict(sequence_length=3, sampling_rate=4, batch_size=5)),
        ("stride", targets, dict(sequence_length=2, sequence_stride=3, batch_size=4)),
        ("part", targets, dict(sequence_length=2, start_index=5, end_index=15, batch_size=4)),
        ("inputs", None, dict(sequence_length=5, sampling_rate=2, sequence_stride=2, batch_size=3)),
    ]:
        batches = list(keras.utils.timeseries_dataset_from_array(data, wanted, **options))
        yield {
            "name": name,
            "class_name": "timeseries_dataset_from_array",
            "config": options,
            "with_targets": wanted is not None,
            "x": [array(numpy_of(b if wanted is None else b[0])) for b in batches],
            "y": None if wanted is None else [array(numpy_of(b[1])) for b in batches],
        }


def main():
    result = []
    for name, layer, x, adapt in cases(Data(77)):
        if adapt is not None:
            layer.adapt(adapt)
        config = keras.saving.serialize_keras_object(layer)["config"]
        options = {"training": False} if layer._call_has_training_arg else {}
        result.append(
            {
                "name": name,
                "class_name": type(layer).__name__,
                "config": type(layer).from_config(config).get_config() if adapt is None else config,
                "adapt": None if adapt is None else array(adapt),
                "input": array(x),
                "output": array(layer(x, **options)),
            }
        )
    for name, layer, x in augmentations(Data(78)):
        result.append(
            {
                "name": "training_" + name,
                "class_name": type(layer).__name__,
                "config": keras.saving.serialize_keras_object(layer)["config"],
                "training": True,
                "input": array(x),
                "output": array(layer(x, training=True)),
            }
        )
    write("preprocessing", result)
    write("perspective", list(perspectives(Data(79))))
    result = []
    for name, layer, adapt, new in texts():
        if adapt is not None:
            layer.adapt(adapt)
        result.append(
            {
                "name": name,
                "class_name": type(layer).__name__,
                "config": {k: v for k, v in layer.get_config().items() if k != "dtype"},
                "adapt": adapt,
                "input": new,
                "vocabulary": [str(w) for w in layer.get_vocabulary()],
                "output": array(numpy_of(layer(np.array(new)))),
            }
        )
    write("text", result)
    write("timeseries", list(series()))
    write(
        "hashing",
        [
            {
                "name": name,
                "class_name": "Hashing",
                "config": {k: v for k, v in layer.get_config().items() if k != "dtype"},
                **({"words": [str(w) for w in x]} if x.dtype.kind == "U" else {"numbers": array(x)}),
                "output": array(numpy_of(layer(x))),
            }
            for name, layer, x in hashes()
        ],
    )
    write(
        "hashed_crossing",
        [
            {
                "name": name,
                "config": {k: v for k, v in layer.get_config().items() if k != "dtype"},
                "features": [{"words": [str(w) for w in x]} if x.dtype.kind == "U" else {"numbers": array(x)} for x in features],
                "output": array(numpy_of(layer(tuple(features)))),
            }
            for name, layer, features in crossings()
        ],
    )


if __name__ == "__main__":
    main()
