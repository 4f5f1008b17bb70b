package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Call;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.config.DTypePolicy;

/** Where data enters a model. */
public final class InputLayer extends FluentLayer<InputLayer> {
    private Shape batchShape;
    private DType inputType = DType.FLOAT32;
    private Tensor output;

    InputLayer() {}

    /** @param batchShape the shape with the batch axis, which is usually unknown */
    public InputLayer(Shape batchShape, DType dtype) {
        this.batchShape = batchShape;
        this.inputType = dtype;
        markBuilt(List.of(batchShape));
    }

    public Shape batchShape() {
        return batchShape;
    }

    @Override
    public DType dtype() {
        return inputType;
    }

    @Override
    public List<Tensor> inputs() {
        return outputs();
    }

    @Override
    public List<Tensor> outputs() {
        return List.of(output());
    }

    /** The symbolic tensor to build a model from. */
    @Override
    public Tensor output() {
        if (output == null) {
            output = Node.of(new Call(new LayerCall(this, nextCall())), List.of())
                    .tensor();
        }
        return output;
    }

    @Override
    public List<Spec> computeOutputSpecs(List<Spec> inputs) {
        return List.of(new Spec(batchShape, inputType));
    }

    @Override
    public Tensor call(Tensor x) {
        return x;
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("batch_shape", shapeList(batchShape));
        config.put("dtype", inputType.id());
        config.put("sparse", false);
        config.put("ragged", false);
        config.put("name", name());
        config.put("optional", false);
        return config;
    }

    @Override
    public Map<String, Object> getBuildConfig() {
        return null;
    }

    @Override
    public void configure(Map<String, Object> config) {
        List<?> dims = (List<?>) config.getOrDefault("batch_shape", config.get("batch_input_shape"));
        if (config.get("name") instanceof String given) {
            setName(given);
        }
        if (dims == null && config.get("shape") == null) {
            throw Options.missing(this, "batch_shape", "a shape with the batch axis, such as [null, 784]", config);
        }
        if (dims == null) {
            List<Object> shape = new ArrayList<>();
            shape.add(null);
            shape.addAll((List<?>) config.get("shape"));
            dims = shape;
        }
        batchShape = Shape.of(Options.ints(dims, 0));
        String type = dtypeName(config.get("dtype"));
        inputType = type == null ? DType.FLOAT32 : DTypePolicy.typeOf(type);
        markBuilt(List.of(batchShape));
    }
}
