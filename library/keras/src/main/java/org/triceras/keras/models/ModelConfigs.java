package org.triceras.keras.models;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.TricerasException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.layers.LayerRegistry;
import org.triceras.keras.layers.SharedLayers;
import org.triceras.keras.operations.Operation;

/** Layers and models as Keras's maps with build_config, and back. */
public final class ModelConfigs {
    private ModelConfigs() {}

    /** A layer with what it was built for; a model without its optimizer. */
    static Map<String, Object> serialize(Layer layer) {
        return LayerRegistry.serialize(layer);
    }

    /** A model that is not a layer of another, with what its layers share; without its optimizer. */
    static Map<String, Object> serializeWhole(Model model) {
        return SharedLayers.whileWriting(() -> serialize(model));
    }

    /** A layer or a model from its map. */
    static Layer deserialize(Object serialized) {
        if (!(serialized instanceof Map<?, ?>)) {
            throw new DataException(
                    "Expected the config of a layer, a map with class_name and config. Received " + serialized + ".");
        }
        LayerRegistry.registerModel("Sequential", Sequential::fromConfig);
        LayerRegistry.registerModel("Functional", FunctionalConfig::read);
        // What Keras 2 calls a functional model.
        LayerRegistry.registerModel("Model", FunctionalConfig::read);
        @SuppressWarnings("unchecked")
        Map<String, Object> map = (Map<String, Object>) serialized;
        return Operation.isIn(map) ? Operation.of(map) : LayerRegistry.deserialize(map);
    }

    /** A whole model from what {@link Model#toConfig} gave, compiled when it was compiled then. */
    public static Model fromConfig(Map<String, Object> serialized) {
        Model model = uncompiled(serialized);
        try {
            CompileConfigReader.apply(model, serialized, "");
        } catch (TricerasException e) {
            throw new DataException(
                    "Compiling model \"" + model.name() + "\" as its config says: " + e.getMessage()
                            + " Or take compile_config out of the config, and compile the model yourself.",
                    e);
        }
        return model;
    }

    /** As {@link #fromConfig}, but never compiled. */
    static Model uncompiled(Map<String, Object> serialized) {
        if (!(serialized.get("config") instanceof Map)) {
            throw new DataException(
                    "Expected the config of a model: a map with class_name and, under config, a map with"
                            + " its layers. Received under config: " + serialized.get("config") + ".");
        }
        Layer layer = SharedLayers.whileReading(() -> deserialize(serialized));
        if (!(layer instanceof Model model)) {
            throw new DataException("Expected the config of a model (class_name Sequential or Functional). Received"
                    + " class_name " + serialized.get("class_name") + ".");
        }
        buildAsSaved(model, serialized);
        return model;
    }

    /** Gives weights to a model of one's own class, which has no graph that does so: by calling it, as its layers may be built on the way. */
    private static void buildAsSaved(Model model, Map<String, Object> serialized) {
        List<Shape> shapes = LayerRegistry.builtShapes(serialized);
        if (!model.isBuilt() && !shapes.isEmpty() && model.hasCall()) {
            model.computeOutputSpecs(
                    shapes.stream().map(s -> new Spec(s, model.dtype())).toList());
        }
    }

    static Shape shape(List<?> dims) {
        return Shape.of(dims.stream()
                .mapToInt(d -> d == null ? Shape.UNKNOWN : ((Number) d).intValue())
                .toArray());
    }

    static Map<String, Object> serializeWithCompile(Model model) {
        Map<String, Object> map = new LinkedHashMap<>(serializeWhole(model));
        CompileConfig.write(model, map);
        return map;
    }
}
