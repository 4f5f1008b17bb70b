package org.triceras.formats.keras;

import java.nio.file.Path;
import java.util.Map;
import org.triceras.engine.error.DataException;
import org.triceras.formats.hdf5.Hdf5Group;
import org.triceras.formats.json.Json;
import org.triceras.keras.saving.Saveable;
import org.triceras.keras.saving.SavedModel;

/** Whole models in the legacy form: the config in attributes, weights in model_weights, the optimizer's in optimizer_weights. */
final class LegacyModel {
    private LegacyModel() {}

    static Hdf5Group write(Saveable model, Map<String, Object> config) {
        Hdf5Group root = new Hdf5Group();
        root.attributes().put("backend", "triceras");
        root.attributes().put("keras_version", KerasFormat.KERAS_VERSION);
        root.attributes().put("model_config", Json.write(LegacyConfig.model(config)));
        Map<String, Object> training = LegacyConfig.training(config);
        if (training != null) {
            root.attributes().put("training_config", Json.write(training));
        }
        LegacyLayout.write(model, root.require("model_weights"));
        Saveable optimizer = model.parts().get("optimizer");
        if (optimizer != null) {
            LegacyLayout.writeOptimizer(optimizer, root);
        }
        return root;
    }

    static SavedModel read(Hdf5Group root, Path file) {
        if (!(root.attributes().get("model_config") instanceof String modelConfig)
                || root.group("model_weights") == null) {
            throw new DataException("The HDF5 file " + file
                    + " holds no whole model: the attribute model_config or the group model_weights"
                    + " is missing. Expected what model.save(\"x.h5\") writes. If it holds weights only, build the model and call"
                    + " model.loadWeights(...).");
        }
        Object training = root.attributes().get("training_config");
        Map<String, Object> config = LegacyConfig.full(
                Json.readMap(modelConfig, "The attribute model_config in the file " + file),
                training instanceof String text
                        ? Json.readMap(text, "The attribute training_config in the file " + file)
                        : null);
        return new SavedModel() {
            @Override
            public Map<String, Object> config() {
                return config;
            }

            @Override
            public void restore(Saveable model) {
                Loading loading = new Loading(file, false);
                LegacyLayout.read(model, root.group("model_weights"), loading, false);
                Saveable optimizer = model.parts().get("optimizer");
                if (optimizer != null) {
                    LegacyLayout.readOptimizer(optimizer, root, loading);
                }
                loading.apply();
            }
        };
    }
}
