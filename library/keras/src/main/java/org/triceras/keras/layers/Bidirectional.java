package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.util.Names;

/** A recurrent layer run forwards and a copy of it run backwards: {@code bidirectional(lstm(64))}. */
public final class Bidirectional extends FluentLayer<Bidirectional> {
    private static final List<String> MODES = List.of("concat", "sum", "mul", "ave");

    private Recurrent<?> forwardLayer;
    private Recurrent<?> backwardLayer;
    private String mergeMode = "concat";

    Bidirectional() {}

    public Bidirectional(Recurrent<?> layer) {
        this(layer, null);
    }

    /** @param backward the layer for the way back; null for a copy of the first */
    public Bidirectional(Recurrent<?> layer, Recurrent<?> backward) {
        forwardLayer = copy(layer, "forward_", false);
        backwardLayer = backward == null ? copy(layer, "backward_", true) : backward;
        adopt();
    }

    private void adopt() {
        if (forwardLayer.goesBackwards() == backwardLayer.goesBackwards()) {
            throw new ArgumentException("Bidirectional: expected one layer that goes forwards and one that goes"
                    + " backwards. Received two with goBackwards(" + forwardLayer.goesBackwards() + ").");
        }
        if (forwardLayer.returnsSequences() != backwardLayer.returnsSequences()
                || forwardLayer.returnsState() != backwardLayer.returnsState()) {
            throw new ArgumentException("Bidirectional: expected layers with the same returnSequences and returnState."
                    + " Received different ones.");
        }
        forwardLayer.zeroOutputForMask(forwardLayer.returnsSequences());
        backwardLayer.zeroOutputForMask(backwardLayer.returnsSequences());
    }

    private static Recurrent<?> copy(Recurrent<?> layer, String prefix, boolean reverse) {
        Map<String, Object> map = new LinkedHashMap<>(LayerRegistry.serialize(layer));
        Map<String, Object> config = new LinkedHashMap<>(layer.getConfig());
        config.put(
                "name",
                prefix + (layer.name().startsWith(prefix) ? layer.name().substring(prefix.length()) : layer.name()));
        if (reverse) {
            config.put("go_backwards", !layer.goesBackwards());
        }
        map.put("config", config);
        return (Recurrent<?>) LayerRegistry.deserialize(map);
    }

    /** "concat" (the default), "sum", "mul", "ave", or null for two separate outputs. */
    public Bidirectional mergeMode(String mode) {
        requireUnbuilt("mergeMode");
        if (mode != null && !MODES.contains(mode)) {
            throw Names.unknown("mergeMode", mode, MODES);
        }
        this.mergeMode = mode;
        return this;
    }

    @Override
    public void build(List<Shape> inputs) {
        forwardLayer.ensureBuilt(List.of(inputs.get(0)));
        backwardLayer.ensureBuilt(List.of(inputs.get(0)));
    }

    @Override
    protected boolean keepsBatchSize() {
        return forwardLayer.isStateful();
    }

    /** Sets the states that stateful layers keep to zero. */
    public void resetState() {
        forwardLayer.resetState();
        backwardLayer.resetState();
    }

    @Override
    protected List<Tensor> call(List<Tensor> xs, CallContext context) {
        int half = (xs.size() - 1) / 2;
        List<Tensor> there = forwardLayer.applyAll(with(xs, 1, 1 + half));
        List<Tensor> back = backwardLayer.applyAll(with(xs, 1 + half, xs.size()));
        Tensor y = there.get(0);
        Tensor reversed = forwardLayer.returnsSequences() ? back.get(0).flip(1) : back.get(0);
        List<Tensor> outputs = new ArrayList<>();
        if (mergeMode == null) {
            outputs.add(y);
            outputs.add(reversed);
        } else {
            outputs.add(merged(y, reversed));
        }
        outputs.addAll(there.subList(1, there.size()));
        outputs.addAll(back.subList(1, back.size()));
        return outputs;
    }

    private static List<Tensor> with(List<Tensor> xs, int from, int to) {
        List<Tensor> inputs = new ArrayList<>(List.of(xs.get(0)));
        inputs.addAll(xs.subList(from, to));
        return inputs;
    }

    private Tensor merged(Tensor y, Tensor reversed) {
        switch (mergeMode) {
            case "sum":
                return y.add(reversed);
            case "mul":
                return y.mul(reversed);
            case "ave":
                return y.add(reversed).div(2);
            default:
                return Tensors.concat(-1, y, reversed);
        }
    }

    @Override
    public boolean takesInitialState() {
        return true;
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> masks, List<Tensor> outputs) {
        List<Tensor> result = new ArrayList<>(Collections.nCopies(outputs.size(), null));
        if (forwardLayer.returnsSequences()) {
            result.set(0, masks.get(0));
            if (mergeMode == null) {
                result.set(1, masks.get(0));
            }
        }
        return result;
    }

    @Override
    @SuppressWarnings("unchecked")
    protected void options(Options o) {
        o.value("merge_mode", () -> mergeMode, v -> mergeMode((String) v))
                .value(
                        "layer",
                        () -> LayerRegistry.serialize(forwardLayer),
                        v -> forwardLayer = (Recurrent<?>) LayerRegistry.deserialize((Map<String, Object>) v))
                .required("the config of a recurrent layer, such as LSTM")
                .value(
                        "backward_layer",
                        () -> LayerRegistry.serialize(backwardLayer),
                        v -> backwardLayer =
                                v == null ? null : (Recurrent<?>) LayerRegistry.deserialize((Map<String, Object>) v));
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        Recurrent<?> layer = forwardLayer;
        forwardLayer = copy(layer, "forward_", false);
        if (backwardLayer == null) {
            backwardLayer = copy(layer, "backward_", true);
        }
        adopt();
    }
}
