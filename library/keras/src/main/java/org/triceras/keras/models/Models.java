package org.triceras.keras.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.TricerasException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.saving.ModelFormat;
import org.triceras.keras.saving.SavedModel;

/** Makes models, and reads them. */
public final class Models {
    private Models() {}

    /** Layers that follow one another; the first part may be {@code input(...)}. */
    public static Sequential sequential(Object... parts) {
        return new Sequential(parts);
    }

    /** The layers between an input and an output. */
    public static Functional model(Tensor input, Tensor output) {
        return new Functional(List.of(input), List.of(output));
    }

    public static Functional model(List<Tensor> inputs, Tensor output) {
        return new Functional(inputs, List.of(output));
    }

    public static Functional model(Tensor input, List<Tensor> outputs) {
        return new Functional(List.of(input), outputs);
    }

    public static Functional model(List<Tensor> inputs, List<Tensor> outputs) {
        return new Functional(inputs, outputs);
    }

    /** Inputs and outputs by names of one's own; see {@link Functional#Functional(Map, Map, String)}. */
    public static Functional model(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
        return new Functional(inputs, outputs, null);
    }

    /** A model of the same structure with new weights. */
    public static Model cloneModel(Model model) {
        return ModelConfigs.fromConfig(ModelConfigs.serializeWhole(model));
    }

    /** A model from {@link Model#toConfig}, with new weights. */
    public static Model modelFromConfig(Map<String, Object> config) {
        return ModelConfigs.fromConfig(config);
    }

    public static Model modelFromYaml(String yaml) {
        return modelFromConfig(ModelFormat.get().fromYaml(yaml));
    }

    public static Model modelFromJson(String json) {
        return modelFromConfig(ModelFormat.get().fromJson(json));
    }

    /** A whole model with its weights, and its optimizer's state if it was compiled. */
    public static Model loadModel(String file) {
        return loadModel(Path.of(file));
    }

    /** @throws DataException that names the file, when it is missing, damaged, or holds what there is no class for */
    public static Model loadModel(Path file) {
        SavedModel saved;
        Model model;
        try {
            saved = ModelFormat.get().openModel(file);
            model = built(saved.config(), file);
        } catch (ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
            // A config is a tree of anything; its readers take it to be what Keras writes.
            throw new DataException(
                    "Loading " + file + ": the model's config cannot be used (" + e + "). Expected what model.save(...)"
                            + " writes; save the model again or copy the file anew. If a class of your own is in the"
                            + " model, the error may come from there.",
                    e);
        }
        model.prepareOptimizer();
        saved.restore(model);
        return model;
    }

    private static Model built(Map<String, Object> config, Path file) {
        try {
            return modelFromConfig(config);
        } catch (TricerasException e) {
            throw new DataException("Loading " + file + ": " + e.getMessage(), e);
        }
    }
}
