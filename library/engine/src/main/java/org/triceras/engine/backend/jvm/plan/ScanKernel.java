package org.triceras.engine.backend.jvm.plan;

import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.backend.jvm.plan.Plan.OutputSlot;
import org.triceras.engine.ir.op.Scan;
import org.triceras.engine.pass.Debug;

/**
 * Runs a loop: the body is a plan of its own, run once per step. Slices are read from and written to their place in the stacked
 * arrays; states alternate between two arrays, or stay in the stacked output when they are one.
 */
final class ScanKernel implements Kernel {
    private final Scan scan;
    private final Plan body;
    private final Profile profile;
    private final int[] inputs;
    private final int[] results;
    private final Object[][] carryArrays;
    /** For each carry the stacked output that is the same value, or -1. */
    private final int[] carryInOutput;

    ScanKernel(Scan scan, int[] inputs, int[] results) {
        this.scan = scan;
        this.inputs = inputs;
        this.results = results;
        this.body = new Planner(scan.body()).plan();
        profile = Debug.level() >= 1 ? Profile.of(body, "body of " + scan) : null;
        int carries = scan.carries();
        carryArrays = new Object[carries][2];
        carryInOutput = new int[carries];
        for (int i = 0; i < carries; i++) {
            OutputSlot slot = body.outputs().get(i);
            carryInOutput[i] = slot.fresh() ? twin(i) : -1;
            for (int k = 0; k < 2; k++) {
                carryArrays[i][k] = HostBuffer.allocate(
                                slot.spec().dtype(), slot.spec().size())
                        .array();
            }
        }
    }

    private int twin(int carry) {
        for (int j = scan.carries(); j < body.outputs().size(); j++) {
            if (body.outputs().get(j).value() == body.outputs().get(carry).value()) {
                return j;
            }
        }
        return -1;
    }

    @Override
    public void run(Frame frame) {
        Frame inner = body.frame();
        int carries = scan.carries();
        Object[] at = new Object[carries];
        int[] offset = new int[carries];
        for (int i = 0; i < inputs.length; i++) {
            if (i < carries) {
                at[i] = frame.arrays[inputs[i]];
                offset[i] = frame.offsets[inputs[i]];
            } else if (i >= carries + scan.sequences() && body.inputs()[i] >= 0) {
                inner.set(body.inputs()[i], frame.arrays[inputs[i]], frame.offsets[inputs[i]]);
            }
        }
        for (int step = 0; step < scan.length(); step++) {
            int t = scan.reverse() ? scan.length() - 1 - step : step;
            bindInputs(frame, inner, at, offset, t);
            bindOutputs(frame, inner, t, step);
            if (profile == null) {
                body.runSteps();
            } else {
                profile.runSteps();
            }
            finish(frame, inner, at, offset, t, step);
        }
        for (int i = 0; i < carries; i++) {
            System.arraycopy(
                    at[i],
                    offset[i],
                    frame.arrays[results[i]],
                    frame.offsets[results[i]],
                    body.outputs().get(i).spec().size());
        }
    }

    private void bindInputs(Frame frame, Frame inner, Object[] at, int[] offset, int t) {
        for (int i = 0; i < scan.carries() + scan.sequences(); i++) {
            int value = body.inputs()[i];
            if (value < 0) {
                continue;
            }
            if (i < scan.carries()) {
                inner.set(value, at[i], offset[i]);
            } else {
                int size = scan.body().inputs().get(i).spec().size();
                inner.set(value, frame.arrays[inputs[i]], frame.offsets[inputs[i]] + t * size);
            }
        }
    }

    private void bindOutputs(Frame frame, Frame inner, int t, int step) {
        for (int i = 0; i < body.outputs().size(); i++) {
            OutputSlot slot = body.outputs().get(i);
            if (i < scan.carries()) {
                if (slot.fresh() && carryInOutput[i] < 0) {
                    inner.set(slot.value(), carryArrays[i][step & 1], 0);
                }
            } else if (slot.fresh() || isTwinOfCarry(i)) {
                inner.set(
                        slot.value(),
                        frame.arrays[results[i]],
                        frame.offsets[results[i]] + t * slot.spec().size());
            }
        }
    }

    private boolean isTwinOfCarry(int output) {
        for (int twin : carryInOutput) {
            if (twin == output) {
                return true;
            }
        }
        return false;
    }

    /** Copies what was not computed in its place, and notes where the states now are. */
    private void finish(Frame frame, Frame inner, Object[] at, int[] offset, int t, int step) {
        for (int i = scan.carries(); i < body.outputs().size(); i++) {
            OutputSlot slot = body.outputs().get(i);
            if (!slot.fresh() && !isTwinOfCarry(i)) {
                int size = slot.spec().size();
                System.arraycopy(
                        inner.arrays[slot.value()],
                        inner.offsets[slot.value()],
                        frame.arrays[results[i]],
                        frame.offsets[results[i]] + t * size,
                        size);
            }
        }
        for (int i = 0; i < scan.carries(); i++) {
            OutputSlot slot = body.outputs().get(i);
            if (!slot.fresh()) {
                // The value belongs to an input or to another state; a copy keeps it while the others move on.
                System.arraycopy(
                        inner.arrays[slot.value()],
                        inner.offsets[slot.value()],
                        carryArrays[i][step & 1],
                        0,
                        slot.spec().size());
            }
        }
        for (int i = 0; i < scan.carries(); i++) {
            OutputSlot slot = body.outputs().get(i);
            at[i] = slot.fresh() ? inner.arrays[slot.value()] : carryArrays[i][step & 1];
            offset[i] = slot.fresh() ? inner.offsets[slot.value()] : 0;
        }
    }

    @Override
    public String describe() {
        return scan + " of " + body.steps().size() + " kernels";
    }
}
