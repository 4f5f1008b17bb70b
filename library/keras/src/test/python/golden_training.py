"""golden/training.json, models/*.json and summary/*.txt: whole models, trained with fixed batches."""

import json
import os

os.environ["COLUMNS"] = "80"  # the width that summary() finds in a plain terminal

from golden_common import GOLDEN, array, arrays, keras, versions, write  # noqa: E402
from sample_models import samples  # noqa: E402


def as_list(x):
    return list(x) if isinstance(x, (list, tuple)) else [x]


def weights(model):
    return [{"path": w.path, "name": w.name, **array(w.value)} for w in model.weights]


def serialized(value):
    """Compile options as JSON: strings stay, objects become {class_name, config}."""
    if isinstance(value, dict):
        return {k: serialized(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [serialized(v) for v in value]
    if value is None or isinstance(value, (str, float, int)):
        return value
    s = keras.saving.serialize_keras_object(value)
    return {"class_name": s["class_name"], "config": s["config"]}


def fit_json(options):
    result = {}
    for key, value in options.items():
        if key == "class_weight":
            value = {str(k): v for k, v in value.items()}
        elif key == "sample_weight":
            value = array(value)
        elif key == "validation_data":
            value = {"x": arrays(as_list(value[0])), "y": arrays(as_list(value[1]))}
        result[key] = value
    return result


def golden(sample):
    model = sample.model()
    first = weights(model)
    before = arrays(as_list(model.predict(sample.x, verbose=0)))
    options = serialized(sample.compile_options())
    history = sample.fit(model).history
    return {
        "name": sample.name,
        "model": json.loads(model.to_json()) | {"compile_config": None},
        "compile": options,
        "x": arrays(as_list(sample.x)),
        "y": arrays(as_list(sample.y)),
        "fit": fit_json(sample.fit_options),
        "initial_weights": first,
        "predict_before": before,
        "history": history,
        "final_weights": weights(model),
        "evaluate": model.evaluate(sample.x, sample.y, batch_size=4, verbose=0, return_dict=True),
        "predict_after": arrays(as_list(model.predict(sample.x, verbose=0))),
    }


def summaries():
    folder = GOLDEN / "summary"
    folder.mkdir(parents=True, exist_ok=True)

    def put(name, model, **options):
        lines = []
        model.summary(print_fn=lines.append, **options)
        (folder / (name + ".txt")).write_text("\n".join(lines) + "\n", encoding="utf-8")

    made = {}
    for sample in samples():
        if sample.name.startswith(("mlp_", "two_outputs_")):
            continue
        model = sample.model()
        made[sample.name] = json.loads(model.to_json())
        put(sample.name, model)
        if sample.name == "mlp":
            put("mlp_width_100", model, line_length=100)
            model.layers[0].trainable = False
            put("mlp_show_trainable", model, show_trainable=True)
            model = sample.model()
            sample.fit(model)
            put("mlp_after_fit", model)
        if sample.name == "nested":
            put("nested_expanded", model, expand_nested=True)
    keras.backend.clear_session()
    put("mlp_unbuilt", keras.Sequential([keras.layers.Dense(4), keras.layers.Dropout(0.5), keras.layers.Dense(1)]))
    keras.backend.clear_session()
    pilot = keras.Sequential(
        [
            keras.Input((784,)),
            keras.layers.Dense(512, activation="relu"),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(512),
            keras.layers.Activation("tanh"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    put("pilot", pilot)
    keras.backend.clear_session()
    a, b = keras.Input((4,)), keras.Input((4,))
    apart = keras.ops.subtract(keras.layers.Dense(3)(a), keras.layers.Dense(3)(b))
    put("operations", keras.Model([a, b], keras.layers.Dense(1)(keras.ops.abs(apart))))
    made["pilot"] = json.loads(pilot.to_json())
    (GOLDEN / "models").mkdir(exist_ok=True)
    for name, config in made.items():
        text = json.dumps({**versions(), "model": config}, indent=1)
        (GOLDEN / "models" / (name + ".json")).write_text(text + "\n", encoding="utf-8")
    (folder / "README.md").write_text("Printed by `model.summary()` of Keras " + keras.__version__ + " at 80 columns.\n")


def main():
    cases = []
    for sample in samples():
        try:
            cases.append(golden(sample))
        except Exception as e:
            raise RuntimeError("case " + sample.name) from e
    write("training", cases)
    summaries()


if __name__ == "__main__":
    main()
