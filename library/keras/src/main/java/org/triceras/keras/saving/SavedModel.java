package org.triceras.keras.saving;

import java.util.Map;

/** A whole model read from a file: first its config, to build and compile the model by, then its weights. */
public interface SavedModel {
    /**
     * A key of the config beside compile_config, with a list: the losses and metrics that the model was compiled with and that are
     * functions, which have no written form. Missing when there were none; Keras does not look at it.
     */
    String LEFT_OUT = "functions_left_out";

    /**
     * The model's config in Keras's form: class_name, config, and where the file has them module, registered_name, build_config and
     * compile_config (null or missing when the model was not compiled). Files of the legacy layout are translated to this form.
     */
    Map<String, Object> config();

    /**
     * Puts the stored weights into a model that was built by {@link #config()}, and the optimizer's state when the model has
     * an optimizer with variables as its part "optimizer".
     *
     * @throws org.triceras.engine.error.DataException when layers are missing
     * @throws org.triceras.engine.error.ShapeException when weights have other shapes
     */
    void restore(Saveable model);
}
