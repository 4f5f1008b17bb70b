package org.triceras.formats.keras;

import java.nio.file.Path;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.formats.hdf5.Hdf5Group;
import org.triceras.formats.hdf5.Hdf5Reader;
import org.triceras.formats.hdf5.Hdf5Writer;
import org.triceras.formats.json.Json;
import org.triceras.formats.onnx.OnnxExport;
import org.triceras.formats.yaml.Yaml;
import org.triceras.keras.saving.Inference;
import org.triceras.keras.saving.ModelFormat;
import org.triceras.keras.saving.Saveable;
import org.triceras.keras.saving.SavedModel;

/** Picks the file form: by name when writing, by content when reading. */
public final class KerasFormat implements ModelFormat {
    /** The Keras release whose files these are; Keras's readers look at it. */
    static final String KERAS_VERSION = "3.15.1";

    @Override
    public String toYaml(Map<String, Object> config) {
        return Yaml.write(config);
    }

    @Override
    public Map<String, Object> fromYaml(String text) {
        return Yaml.readMap(text);
    }

    @Override
    public String toJson(Map<String, Object> config) {
        return Json.write(config);
    }

    @Override
    public Map<String, Object> fromJson(String text) {
        return Json.readMap(text);
    }

    @Override
    public void saveModel(Saveable model, Map<String, Object> config, Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".keras")) {
            KerasArchive.write(model, config, file);
        } else if (isHdf5Name(name)) {
            Hdf5Writer.write(file, LegacyModel.write(model, config));
        } else {
            throw new ArgumentException(
                    "Saving model \"" + model.name() + "\": expected a file name that ends in .keras, or in .h5 for"
                            + " the legacy form. Received: " + file + ".");
        }
    }

    @Override
    public SavedModel openModel(Path file) {
        if (KerasArchive.isZip(file)) {
            return KerasArchive.read(file);
        }
        if (file.toString().endsWith(".keras") && !Hdf5Reader.isHdf5(file)) {
            throw new DataException("The file " + file + " is no .keras archive: it does not begin as a zip file does."
                    + " Expected what model.save(\"x.keras\") writes; save the model again or copy the file anew.");
        }
        return LegacyModel.read(Hdf5Reader.read(file), file);
    }

    @Override
    public void saveWeights(Saveable model, Path file) {
        String name = file.getFileName().toString();
        if (name.endsWith(".weights.h5")) {
            Hdf5Writer.write(file, WeightsLayout.write(model));
        } else if (isHdf5Name(name)) {
            Hdf5Group root = new Hdf5Group();
            LegacyLayout.write(model, root);
            Hdf5Writer.write(file, root);
        } else {
            throw new ArgumentException(
                    "Saving the weights of \"" + model.name() + "\": expected a file name that ends in .weights.h5, or"
                            + " in .h5 for the legacy layout. Received: " + file
                            + (name.endsWith(".keras") ? ". For the whole model use save(...)." : "."));
        }
    }

    @Override
    public void loadWeights(Saveable model, Path file, boolean skipMismatch, boolean byName) {
        Loading loading = new Loading(file, skipMismatch);
        if (KerasArchive.isZip(file)) {
            refuseByName(byName, file);
            WeightsLayout.read(model, KerasArchive.weights(file), loading);
        } else {
            Hdf5Group root = Hdf5Reader.read(file);
            Hdf5Group weights = root.group("model_weights") == null ? root : root.group("model_weights");
            if (LegacyLayout.isIn(weights)) {
                LegacyLayout.read(model, weights, loading, byName);
            } else if (WeightsLayout.isIn(root)) {
                refuseByName(byName, file);
                WeightsLayout.read(model, root, loading);
            } else {
                throw new DataException(
                        "The HDF5 file " + file + " holds no Keras weights. Expected the attribute layer_names (legacy"
                                + " layout) or a group \"layers\" or \"vars\" (Keras 3). Found: "
                                + String.join(", ", root.children().keySet()) + ".");
            }
        }
        loading.apply();
    }

    private static void refuseByName(boolean byName, Path file) {
        if (byName) {
            throw new ArgumentException(
                    "Loading weights by name: expected a file of the legacy layout, whose groups bear the layers'"
                            + " names. Received: " + file + ", which is in Keras 3's layout.");
        }
    }

    @Override
    public void export(Inference model, Path file) {
        if (!file.getFileName().toString().endsWith(".onnx")) {
            throw new ArgumentException(
                    "Exporting model \"" + model.model() + "\": expected a file name that ends in .onnx. Received: "
                            + file + ". To load the model again here or in Keras, use save(\"x.keras\").");
        }
        OnnxExport.write(model, file);
    }

    private static boolean isHdf5Name(String name) {
        return name.endsWith(".h5") || name.endsWith(".hdf5");
    }
}
