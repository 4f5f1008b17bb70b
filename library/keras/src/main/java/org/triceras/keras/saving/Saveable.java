package org.triceras.keras.saving;

import java.util.List;
import java.util.Map;
import org.triceras.engine.tensor.Variable;

/**
 * What has a place in a weights file: a layer, a model, an optimizer.
 *
 * <p>In Keras 3's files an object lies at a path of attribute names ("layers/lstm/cell"), its variables are numbered below
 * ("layers/lstm/cell/vars/0"). Members of lists are named by class, not by their own name ("dense", "dense_1", ...), so that a file
 * fits every model of the same build.
 */
public interface Saveable {
    /** Keras's class name, such as "Dense". */
    String className();

    /** The name of Keras's Python class, by which files name members of lists; rarely not the name that Keras exports it by. */
    default String pythonClassName() {
        return className();
    }

    /** The object's own name, such as "dense_3". */
    String name();

    /** The variables that this object itself holds, not its parts': trainable ones first, then the others, as they were added. */
    List<Variable> ownVariables();

    /**
     * All weights, the parts' included, in the order of the legacy layout: all trainable ones, then all others. For a layer these
     * are trainableWeights() and nonTrainableWeights(); random state is not among them.
     */
    default List<Variable> legacyWeights() {
        return ownVariables();
    }

    /** Parts by Keras's attribute name: "cell" of an LSTM, "forward_layer" of a Bidirectional, "optimizer" of a compiled model. */
    default Map<String, Saveable> parts() {
        return Map.of();
    }

    /** Lists of parts by Keras's attribute name: "layers" of a model, inputs included, "cells" of stacked cells. */
    default Map<String, List<? extends Saveable>> partLists() {
        return Map.of();
    }
}
