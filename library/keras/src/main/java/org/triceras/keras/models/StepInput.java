package org.triceras.keras.models;

import java.util.List;
import org.triceras.engine.backend.Buffer;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/**
 * What one step is fed: inputs, targets and weights, one after another.
 *
 * @param inputs how many tensors are inputs
 * @param targets how many follow that are targets; the rest are weights
 * @param samples the number of samples
 * @param place which batch of which data this is, for messages; null for rows of whole tensors, which are all alike
 * @param unchecked targets that nobody has looked at yet; those of arrays are checked before the first step
 */
record StepInput(
        int inputs,
        int targets,
        int samples,
        List<Spec> specs,
        List<Buffer> buffers,
        String place,
        List<Tensor> unchecked) {}
