package org.triceras.engine.backend.jvm.plan;

import java.util.List;

/**
 * A graph made ready to run: kernels in order over one frame.
 *
 * @param inputs the values that the caller sets before a run, in the graph's order
 * @param variables the variables' values, set to the variables' arrays before a run
 * @param outputs where each graph output comes from
 * @param stores variable updates that are copied after all kernels ran; others were written in place
 */
record Plan(
        Frame frame,
        List<Step> steps,
        int[] inputs,
        List<VariableSlot> variables,
        List<OutputSlot> outputs,
        List<Store> stores) {

    /** A kernel with the layer it came from. */
    record Step(Kernel kernel, String scope) {}

    /** A variable's value in the frame. */
    record VariableSlot(org.triceras.engine.tensor.Variable variable, int value) {}

    /**
     * A graph output.
     *
     * @param fresh computed directly into an array that the caller provides; else copied from a value at the end
     */
    record OutputSlot(int value, org.triceras.engine.ir.Spec spec, boolean fresh) {}

    /** A value to copy into a variable. */
    record Store(int value, org.triceras.engine.tensor.Variable variable) {}

    void runSteps() {
        for (Step step : steps) {
            step.kernel().run(frame);
        }
    }
}
