"""golden/layers/CLASS.json: outputs, gradients and shapes of every layer class, computed by real Keras."""

import collections
import sys
import zlib

import numpy as np
from golden_common import GOLDEN, Data, array, arrays, encode, keras, numpy_of, tf, versions, weight_values, write
from layer_cases import all_cases


def flat(x):
    return list(x) if isinstance(x, (list, tuple)) else [x]


def call(layer, case, inputs, states, training):
    x = inputs if len(inputs) > 1 else inputs[0]
    options = dict(case.call_options)
    if case.masked_call:
        for tensor, mask in zip(inputs, case.masks):
            keras.src.backend.set_keras_mask(tensor, tf.constant(mask))
    if layer._call_has_training_arg:
        options["training"] = training
    if case.masks and len(case.masks) == 1:
        options["mask"] = tf.constant(case.masks[0])
    if states:
        options["initial_state"] = states
    return layer(*inputs, **options) if case.one_by_one else layer(x, **options)


def run(layer, case, values, upstream, training):
    """Output, gradients of sum(output * upstream), and the weights after the call."""
    layer.set_weights(values)
    if getattr(layer, "stateful", False):
        layer.reset_state()
    inputs = [tf.constant(x) for x in case.inputs]
    states = [tf.constant(x) for x in case.initial_state or []]
    with tf.GradientTape() as tape:
        tape.watch([x for x in inputs + states if x.dtype.is_floating])
        out = call(layer, case, inputs, states, training)
        outs = flat(out)
        loss = tf.add_n([tf.reduce_sum(o * r) for o, r in zip(outs, upstream(outs))])
    trainable = [v.value for v in layer.trainable_weights]
    floating = [x for x in inputs if x.dtype.is_floating]
    grads = tape.gradient(loss, floating + states + trainable, unconnected_gradients="zero")
    by_id = {id(v): numpy_of(g) for v, g in zip(layer.trainable_weights, grads[len(floating) + len(states):])}
    of_input = iter(grads)
    gradient = {
        "inputs": [array(next(of_input)) if x.dtype.is_floating else None for x in inputs],
        "initial_state": arrays(grads[len(floating):len(floating) + len(states)]),
        "weights": [array(by_id.get(id(w))) for w in layer.weights],
    }
    return out, gradient


def shapes(layer, case):
    batchless = [(None,) + x.shape[1:] for x in case.inputs]
    if getattr(layer, "stateful", False):
        batchless = [x.shape for x in case.inputs]
    if case.call_options or case.masked_call or case.one_by_one or isinstance(layer, keras.layers.EinsumDense):
        # Keras's own inference of these shapes errs, or leaves lengths open that are known.
        out = call(layer, case, [tf.constant(x) for x in case.inputs], [], False)
        return [[None] + list(o.shape[1:]) for o in flat(out)]
    s = layer.compute_output_shape(batchless if len(batchless) > 1 else batchless[0])
    nested = bool(s) and isinstance(s[0], (list, tuple))
    return [list(t) for t in s] if nested else [list(s)]


def golden(case):
    keras.backend.clear_session()
    keras.utils.set_random_seed(1)
    d = Data(zlib.crc32(case.name.encode()))
    layer = case.make()
    call(layer, case, [tf.constant(x) for x in case.inputs], [tf.constant(x) for x in case.initial_state or []], False)
    values = weight_values(layer, d)
    r = []

    def upstream(outs):
        if not r:
            r.extend(d.normal(*o.shape) for o in outs)
        return r

    out, gradient = run(layer, case, values, upstream, False)
    losses = [float(numpy_of(loss)) for loss in layer.losses]
    result = {
        "name": case.name,
        "class_name": keras.saving.serialize_keras_object(layer)["class_name"],
        "config": keras.saving.serialize_keras_object(layer)["config"],
        "inputs": arrays(case.inputs),
        "masks": arrays(case.masks) if case.masks else None,
        **({"masked_call": True} if case.masked_call else {}),
        **({"call_options": case.call_options} if case.call_options else {}),
        "initial_state": arrays(case.initial_state) if case.initial_state else None,
        "weights": [
            {"path": w.path, "name": w.name, "trainable": bool(w.trainable), **array(v)}
            for w, v in zip(layer.weights, values)
        ],
        "output": arrays(flat(out)),
        "output_is_list": isinstance(out, (list, tuple)),
        "output_shape": shapes(layer, case),
        "output_mask": output_mask(layer, case),
        "losses": np.asarray(losses, "float32"),
        "upstream": arrays(r),
        "gradient": gradient,
    }
    if case.stochastic:
        result["stochastic"] = True
    if getattr(layer, "stateful", False):
        run(layer, case, values, upstream, False)
        again = call(layer, case, [tf.constant(x) for x in case.inputs], [], False)
        result["output_of_second_call"] = arrays(flat(again))
    if case.training:
        out, gradient = run(layer, case, values, upstream, True)
        result["training"] = {
            "output": arrays(flat(out)),
            "weights_after": [array(w.value) for w in layer.weights],
            "gradient": gradient,
        }
    return result


def output_mask(layer, case):
    """What the layer hands to the next one: null, or a list with one entry per output."""
    inputs = [tf.constant(x) for x in case.inputs]
    masks = [tf.constant(m) for m in case.masks] if case.masks else None
    if not layer.supports_masking:
        return None
    if case.masked_call:
        mask = keras.src.backend.get_keras_mask(call(layer, case, inputs, [], False))
        return None if mask is None else [array(mask)]
    if case.one_by_one:
        return None
    one = len(inputs) == 1
    mask = layer.compute_mask(inputs[0] if one else inputs, (masks[0] if one else masks) if masks else None)
    return None if mask is None else [array(m) for m in flat(mask)]


def main(families):
    by_class = collections.defaultdict(list)
    for case in all_cases(families):
        try:
            result = golden(case)
        except Exception as e:
            raise RuntimeError("case " + case.name) from e
        by_class[result["class_name"]].append(result)
    if not families:
        for old in (GOLDEN / "layers").glob("*.json"):
            old.unlink()
    for name, cases in by_class.items():
        write("layers/" + name, cases)
    index = {**versions(), "classes": sorted(p.stem for p in (GOLDEN / "layers").glob("*.json") if p.stem != "index")}
    (GOLDEN / "layers" / "index.json").write_text(encode(index, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])  # families to make anew, such as conv1d; all when none is named
