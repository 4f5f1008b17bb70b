package org.triceras.keras.saving;

import java.nio.file.Path;
import java.util.Map;

/** Writes and reads configs as text, and weights and models as files. The formats module implements it. */
public interface ModelFormat {
    String toYaml(Map<String, Object> config);

    /** @throws org.triceras.engine.error.DataException for text that is no YAML map, or that asks for Java objects */
    Map<String, Object> fromYaml(String text);

    String toJson(Map<String, Object> config);

    /** @throws org.triceras.engine.error.DataException for text that is no JSON object */
    Map<String, Object> fromJson(String text);

    /**
     * Writes a whole model: ".keras" in Keras 3's form, ".h5" or ".hdf5" in the legacy one.
     *
     * @param config what serializing the model gives, with build_config and compile_config
     */
    void saveModel(Saveable model, Map<String, Object> config, Path file);

    /** Opens a whole model of either form. */
    SavedModel openModel(Path file);

    /** Writes the weights: ".weights.h5" in Keras 3's layout, another ".h5" or ".hdf5" in the legacy one. */
    void saveWeights(Saveable model, Path file);

    /**
     * Reads weights of either layout, or those of a whole model.
     *
     * @param skipMismatch leave out, with a warning, what is missing or has another shape, instead of failing
     * @param byName match layers by name instead of by order; legacy layout only
     */
    void loadWeights(Saveable model, Path file, boolean skipMismatch, boolean byName);

    /**
     * Writes a model's computation for programs that run models: ".onnx".
     *
     * @throws org.triceras.engine.error.ArgumentException for another name, and for an operation that the format has not
     */
    void export(Inference model, Path file);

    /** The one on the class path. */
    static ModelFormat get() {
        return ModelFormats.find();
    }
}
