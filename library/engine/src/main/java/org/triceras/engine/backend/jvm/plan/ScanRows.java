package org.triceras.engine.backend.jvm.plan;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.backend.jvm.AlignedFloats;
import org.triceras.engine.backend.jvm.ThreadTeam;
import org.triceras.engine.backend.jvm.plan.Plan.OutputSlot;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Scan;
import org.triceras.engine.pass.Debug;
import org.triceras.engine.tensor.DType;

/**
 * Takes all rows of the batch, or some, through the steps of a loop. The body is a plan of its own, run once per step. Slices are read
 * from and written to their place in the stacked arrays; states alternate between two places, or stay in the stacked output when they
 * are one.
 */
final class ScanRows {
    private final Scan scan;
    private final Plan body;
    private final Profile profile;
    private final int[] inputs;
    private final int[] results;
    /** For each input and result of the body where the first row is, and the size of all rows. */
    private final int[] inputStarts;

    private final int[] inputSizes;
    private final int[] outputStarts;
    private final int[] outputSizes;
    private final Carry[] carries;
    /** For each carry the stacked output that is the same value, or -1. */
    private final int[] carryInOutput;
    /** How threads share each step, or null. */
    private final UnitShares shares;

    private final Frame[] shareFrames;

    /**
     * @param split how the rows are told apart; null to take all
     * @param first the first row
     * @param rows the number of rows
     */
    ScanRows(Scan scan, RowSplit split, int first, int rows, int[] inputs, int[] results) {
        this.scan = scan;
        this.inputs = inputs;
        this.results = results;
        Set<Node> fixed = Collections.newSetFromMap(new IdentityHashMap<>());
        Graph graph = split == null ? scan.body() : split.body(rows);
        fixed.addAll(graph.inputs().subList(scan.carries() + scan.sequences(), inputs.length));
        this.body = new Planner(graph, fixed).plan();
        inputStarts = new int[inputs.length];
        inputSizes = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            inputSizes[i] = scan.body().inputs().get(i).spec().size();
            inputStarts[i] = split != null && split.isSplit(i) ? first * (inputSizes[i] / split.batch()) : 0;
        }
        outputStarts = new int[results.length];
        outputSizes = new int[results.length];
        for (int i = 0; i < results.length; i++) {
            outputSizes[i] = scan.body().outputs().get(i).spec().size();
            outputStarts[i] = split != null ? first * (outputSizes[i] / split.batch()) : 0;
        }
        profile = Debug.level() >= 1 ? Profile.of(body, "body of " + scan) : null;
        carries = new Carry[scan.carries()];
        carryInOutput = new int[carries.length];
        for (int i = 0; i < carries.length; i++) {
            OutputSlot slot = body.outputs().get(i);
            carryInOutput[i] = slot.fresh() ? twin(i) : -1;
            carries[i] = Carry.of(slot.spec());
        }
        shares = split == null && isDirect() ? UnitShares.of(body) : null;
        shareFrames = new Frame[shares == null ? 0 : shares.count()];
        for (int i = 0; i < shareFrames.length; i++) {
            shareFrames[i] = shares.frame(body);
        }
    }

    /**
     * An array with places for a state before and after a step, which take turns. Threads that share a step do not share the lines of floats that they
     * write.
     */
    private record Carry(Object array, int start, int apart) {
        static Carry of(Spec spec) {
            int apart = AlignedFloats.padded(spec.size());
            if (spec.dtype() == DType.FLOAT32) {
                AlignedFloats floats = AlignedFloats.of(2 * apart);
                return new Carry(floats.array(), floats.start(), apart);
            }
            return new Carry(HostBuffer.allocate(spec.dtype(), 2 * apart).array(), 0, apart);
        }

        int offset(int step) {
            return start + (step & 1) * apart;
        }
    }

    /** True if every result is computed where it belongs. */
    private boolean isDirect() {
        for (int i = 0; i < body.outputs().size(); i++) {
            if (!body.outputs().get(i).fresh() && !isTwinOfCarry(i)) {
                return false;
            }
        }
        return body.stores().isEmpty();
    }

    private int twin(int carry) {
        for (int j = scan.carries(); j < body.outputs().size(); j++) {
            if (body.outputs().get(j).value() == body.outputs().get(carry).value()) {
                return j;
            }
        }
        return -1;
    }

    void run(Frame frame) {
        if (shares == null || !runShared(frame)) {
            Frame inner = body.frame();
            States states = new States(frame);
            bindFixed(frame, inner);
            body.steps().forEach(step -> step.kernel().fix(inner));
            for (int step = 0; step < scan.length(); step++) {
                int t = time(step);
                bindInputs(frame, inner, states, t);
                bindOutputs(frame, inner, t, step);
                if (profile == null) {
                    body.runSteps();
                } else {
                    profile.runSteps();
                }
                finish(frame, inner, states, t, step);
            }
            states.store(frame);
        }
    }

    /** All steps, each shared by threads; false if that cannot be. */
    private boolean runShared(Frame frame) {
        States[] states = new States[shareFrames.length];
        for (int i = 0; i < states.length; i++) {
            states[i] = new States(frame);
            bindFixed(frame, shareFrames[i]);
        }
        if (ThreadTeam.current().free() == 1 || !shares.begin(shareFrames[0])) {
            return false;
        }
        ThreadTeam.current().run(scan.length(), states.length, (step, share) -> {
            Frame inner = shareFrames[share];
            int t = time(step);
            bindInputs(frame, inner, states[share], t);
            bindOutputs(frame, inner, t, step);
            shares.run(share, inner);
            finish(frame, inner, states[share], t, step);
        });
        shares.end();
        states[0].store(frame);
        return true;
    }

    private int time(int step) {
        return scan.reverse() ? scan.length() - 1 - step : step;
    }

    private void bindFixed(Frame frame, Frame inner) {
        for (int i = scan.carries() + scan.sequences(); i < inputs.length; i++) {
            if (body.inputs()[i] >= 0) {
                inner.set(body.inputs()[i], frame.arrays[inputs[i]], frame.offsets[inputs[i]]);
                inner.stamps[body.inputs()[i]] = frame.stamps[inputs[i]];
            }
        }
    }

    /** Where the states are before a step. */
    private final class States {
        final Object[] at = new Object[scan.carries()];
        final int[] offset = new int[scan.carries()];

        States(Frame frame) {
            for (int i = 0; i < at.length; i++) {
                at[i] = frame.arrays[inputs[i]];
                offset[i] = frame.offsets[inputs[i]] + inputStarts[i];
            }
        }

        /** Copies the states after the last step to where results belong. */
        void store(Frame frame) {
            for (int i = 0; i < at.length; i++) {
                System.arraycopy(
                        at[i],
                        offset[i],
                        frame.arrays[results[i]],
                        frame.offsets[results[i]] + outputStarts[i],
                        body.outputs().get(i).spec().size());
            }
        }
    }

    private void bindInputs(Frame frame, Frame inner, States states, int t) {
        for (int i = 0; i < scan.carries() + scan.sequences(); i++) {
            int value = body.inputs()[i];
            if (value < 0) {
                continue;
            }
            if (i < scan.carries()) {
                inner.set(value, states.at[i], states.offset[i]);
            } else {
                inner.set(
                        value, frame.arrays[inputs[i]], frame.offsets[inputs[i]] + t * inputSizes[i] + inputStarts[i]);
            }
        }
    }

    private void bindOutputs(Frame frame, Frame inner, int t, int step) {
        for (int i = 0; i < body.outputs().size(); i++) {
            OutputSlot slot = body.outputs().get(i);
            if (i < scan.carries()) {
                if (slot.fresh() && carryInOutput[i] < 0) {
                    inner.set(slot.value(), carries[i].array(), carries[i].offset(step));
                }
            } else if (slot.fresh() || isTwinOfCarry(i)) {
                inner.set(
                        slot.value(),
                        frame.arrays[results[i]],
                        frame.offsets[results[i]] + t * outputSizes[i] + outputStarts[i]);
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
    private void finish(Frame frame, Frame inner, States states, int t, int step) {
        for (int i = scan.carries(); i < body.outputs().size(); i++) {
            OutputSlot slot = body.outputs().get(i);
            if (!slot.fresh() && !isTwinOfCarry(i)) {
                System.arraycopy(
                        inner.arrays[slot.value()],
                        inner.offsets[slot.value()],
                        frame.arrays[results[i]],
                        frame.offsets[results[i]] + t * outputSizes[i] + outputStarts[i],
                        slot.spec().size());
            }
        }
        for (int i = 0; i < scan.carries(); i++) {
            OutputSlot slot = body.outputs().get(i);
            if (!slot.fresh()) {
                // The value belongs to an input or to another state; a copy keeps it while the others move on.
                System.arraycopy(
                        inner.arrays[slot.value()],
                        inner.offsets[slot.value()],
                        carries[i].array(),
                        carries[i].offset(step),
                        slot.spec().size());
            }
        }
        for (int i = 0; i < scan.carries(); i++) {
            OutputSlot slot = body.outputs().get(i);
            Object at = slot.fresh() ? inner.arrays[slot.value()] : carries[i].array();
            if (states.at[i] != at) { // see Tile.set
                states.at[i] = at;
            }
            states.offset[i] = slot.fresh() ? inner.offsets[slot.value()] : carries[i].offset(step);
        }
    }

    int kernels() {
        return body.steps().size();
    }

    /** How each step is shared, or null. */
    UnitShares shares() {
        return shares;
    }
}
