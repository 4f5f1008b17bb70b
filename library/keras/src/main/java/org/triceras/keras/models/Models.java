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

    /** As {@link #loadModel(Path, boolean)}. */
    public static Model loadModel(String file, boolean compile) {
        return loadModel(Path.of(file), compile);
    }

    /** As {@link #loadModel(Path, boolean)}, compiled if it was. */
    public static Model loadModel(Path file) {
        return loadModel(file, true);
    }

    /**
     * A whole model with its weights.
     *
     * <p>Losses and metrics that are functions are not in files: without such a metric the model is compiled all the same, and without
     * such a loss it is not; a warning says so.
     *
     * @param compile whether to compile the model as it was, with its optimizer's state. Without that it can predict, whatever it was
     *     compiled with, and {@code compile} makes it ready to train with an optimizer that starts anew
     * @throws DataException that names the file, when it is missing, damaged, or holds what there is no class for
     */
    public static Model loadModel(Path file, boolean compile) {
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
        if (compile) {
            compile(model, saved.config(), file);
        }
        model.prepareOptimizer();
        saved.restore(model);
        return model;
    }

    private static Model built(Map<String, Object> config, Path file) {
        try {
            return ModelConfigs.uncompiled(config);
        } catch (TricerasException e) {
            throw new DataException("Loading " + file + ": " + e.getMessage(), e);
        }
    }

    private static void compile(Model model, Map<String, Object> config, Path file) {
        try {
            CompileConfigReader.apply(model, config, "Loading " + file + ": ");
        } catch (TricerasException | ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
            String why =
                    e instanceof TricerasException ? e.getMessage() : "its compile_config cannot be used (" + e + ").";
            throw new DataException(
                    "Loading " + file + ": the model cannot be compiled as it was: " + why + " Or call loadModel(\""
                            + file + "\", false), which leaves it uncompiled: it can predict, and be compiled anew.",
                    e);
        }
    }
}
