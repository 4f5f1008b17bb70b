package org.triceras.keras.saving;

import java.util.List;
import java.util.function.Function;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Spec;

/**
 * What a model computes from inputs, for formats that hold operations instead of layers.
 *
 * @param model the model's name
 * @param inputs with an unknown first axis where any number of samples may come
 * @param trace the computation for inputs of known shapes; the values of the variables that it reads are part of what is written
 */
public record Inference(
        String model,
        List<String> inputNames,
        List<Spec> inputs,
        List<String> outputNames,
        Function<List<Spec>, Graph> trace) {}
