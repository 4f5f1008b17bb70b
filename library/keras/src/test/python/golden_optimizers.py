"""golden/optimizers.json and schedules.json: variables after each of ten steps with given gradients; learning rates by step."""

import numpy as np
from golden_common import Data, array, keras, numpy_of, write

O = keras.optimizers
S = keras.optimizers.schedules
STEPS = 10


class ScheduleFreeAdamW(O.ScheduleFreeAdamW):
    """As on JAX, and in the paper. On TensorFlow and PyTorch Keras overwrites the momentum whose old value it still needs."""

    def assign_sub(self, variable, value):
        variable._value = type(variable._value)(variable._value - value)


def optimizers():
    def variants(cls, *options, lr=0.05):
        yield cls.__name__.lower(), lambda: cls(learning_rate=lr)
        common = [
            {"weight_decay": 0.02}, {"clipnorm": 0.5}, {"clipvalue": 0.3}, {"global_clipnorm": 0.7},
            {"use_ema": True, "ema_momentum": 0.8}, {"use_ema": True, "ema_momentum": 0.8, "ema_overwrite_frequency": 3},
            {"gradient_accumulation_steps": 3},
        ]
        for o in list(options) + (common if cls in (O.SGD, O.Adam, O.AdamW, O.RMSprop) else common[:2]):
            o = {"learning_rate": lr, **o}
            tag = "_".join(f"{k}_{v}" for k, v in o.items() if k != "learning_rate")
            yield f"{cls.__name__.lower()}_{tag}", lambda: cls(**o)

    yield from variants(O.SGD, {"momentum": 0.9}, {"momentum": 0.9, "nesterov": True}, {"momentum": 0.9, "clipnorm": 0.4, "weight_decay": 0.01})
    yield from variants(O.Adam, {"amsgrad": True}, {"beta_1": 0.8, "beta_2": 0.9, "epsilon": 1e-4})
    yield from variants(O.AdamW, {"amsgrad": True}, {"weight_decay": 0.1})
    yield from variants(O.RMSprop, {"centered": True}, {"momentum": 0.9}, {"rho": 0.7, "momentum": 0.5, "centered": True, "epsilon": 1e-3})
    yield from variants(O.Adagrad, {"initial_accumulator_value": 0.5})
    yield from variants(O.Adadelta, {"rho": 0.8}, lr=1.0)
    yield from variants(O.Adamax, {"beta_1": 0.8})
    yield from variants(O.Nadam, {"beta_1": 0.8})
    yield from variants(O.Ftrl, {"l1_regularization_strength": 0.01, "l2_regularization_strength": 0.02, "beta": 0.1}, {"l2_shrinkage_regularization_strength": 0.1})
    yield from variants(O.Lion, {"beta_1": 0.8, "beta_2": 0.9}, lr=0.02)
    yield from variants(O.Adafactor, {"relative_step": False}, {"beta_2_decay": -0.6}, lr=0.02)
    yield from variants(O.Lamb, {"beta_1": 0.8})
    yield from variants(
        O.Muon,
        {"nesterov": False, "ns_steps": 3, "rms_rate": None},
        {"adam_weight_decay": 0.1, "momentum": 0.8, "adam_lr_ratio": 0.1},
        {"exclude_layers": ["kern"], "adam_beta_1": 0.8, "adam_beta_2": 0.9, "epsilon": 1e-4},
        lr=0.02,
    )
    yield from variants(ScheduleFreeAdamW, {"warmup_steps": 4}, {"beta_1": 0.8, "beta_2": 0.9, "epsilon": 1e-4})
    yield "sgd_schedule", lambda: O.SGD(S.ExponentialDecay(0.1, 2, 0.5), momentum=0.9)
    yield "adam_schedule", lambda: O.Adam(S.CosineDecay(0.1, 8, alpha=0.1))
    yield "sgd_zero", lambda: O.SGD(0.0, momentum=0.9)


def data():
    d = Data(50)
    start = [d.normal(3, 4), d.normal(4)]
    return start, [[d.normal(3, 4), d.normal(4)] for _ in range(STEPS)]


def golden_optimizer(name, make, start, grads):
    keras.backend.clear_session()
    variables = [keras.Variable(v, name=n) for v, n in zip(start, ["kernel", "bias"])]
    opt = make()
    opt.build(variables)
    after = []
    for g in grads:
        opt.apply([keras.ops.convert_to_tensor(x) for x in g])
        after.append([array(v.value) for v in variables])
    slots = [{"path": v.path, "name": v.name, **array(v.value)} for v in opt.variables]
    averages = None
    if opt.use_ema:
        opt.finalize_variable_values(variables)
        averages = [array(v.value) for v in variables]
    s = keras.optimizers.serialize(opt)
    return {
        "name": name,
        "class_name": s["class_name"],
        "config": s["config"],
        "after": after,
        "slots_after": slots,
        "finalized": averages,
    }


def schedules():
    yield "exponential", S.ExponentialDecay(0.1, 10, 0.9)
    yield "exponential_staircase", S.ExponentialDecay(0.1, 10, 0.9, staircase=True)
    yield "inverse_time", S.InverseTimeDecay(0.1, 10, 0.5)
    yield "inverse_time_staircase", S.InverseTimeDecay(0.1, 10, 0.5, staircase=True)
    yield "piecewise", S.PiecewiseConstantDecay([5, 20, 60], [1.0, 0.5, 0.25, 0.1])
    yield "polynomial", S.PolynomialDecay(0.1, 40, end_learning_rate=0.01, power=2.0)
    yield "polynomial_linear", S.PolynomialDecay(0.1, 40)
    yield "polynomial_cycle", S.PolynomialDecay(0.1, 15, end_learning_rate=0.01, power=0.5, cycle=True)
    yield "cosine", S.CosineDecay(0.1, 50, alpha=0.1)
    yield "cosine_warmup", S.CosineDecay(0.01, 40, alpha=0.05, warmup_target=0.2, warmup_steps=10)
    yield "cosine_restarts", S.CosineDecayRestarts(0.1, 10)
    yield "cosine_restarts_options", S.CosineDecayRestarts(0.1, 8, t_mul=1.5, m_mul=0.7, alpha=0.02)


def golden_schedule(name, schedule):
    steps = [0, 1, 2, 5, 6, 9, 10, 11, 15, 20, 21, 30, 39, 40, 50, 60, 61, 100, 1000]
    s = S.serialize(schedule)
    return {
        "name": name,
        "class_name": s["class_name"],
        "config": s["config"],
        "steps": steps,
        "learning_rates": np.array([numpy_of(schedule(t)) for t in steps], "float32"),
    }


def main():
    start, grads = data()
    write(
        "optimizers",
        [golden_optimizer(*o, start, grads) for o in optimizers()],
        variables=[{"name": n, **array(v)} for n, v in zip(["kernel", "bias"], start)],
        gradients=[[array(g) for g in step] for step in grads],
    )
    write("schedules", [golden_schedule(*s) for s in schedules()])


if __name__ == "__main__":
    main()
