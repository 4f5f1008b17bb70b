package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.backend.Buffer;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.backend.Program;
import org.triceras.engine.backend.jvm.plan.Plan.OutputSlot;
import org.triceras.engine.backend.jvm.plan.Plan.Store;
import org.triceras.engine.backend.jvm.plan.Plan.VariableSlot;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.pass.Debug;
import org.triceras.engine.tensor.Variable;

/** Runs a plan: binds feeds, variables and fresh results to the frame, runs the kernels, stores what was not updated in place. */
public final class JvmProgram implements Program {
    private final Plan plan;
    private final Variable[] updated;
    private final Profile profile;

    public JvmProgram(Graph graph) {
        plan = new Planner(graph).plan();
        updated = graph.updates().keySet().toArray(new Variable[0]);
        profile = Debug.level() >= 1 ? Profile.of(plan, "plan") : null;
    }

    @Override
    public List<Buffer> run(List<Buffer> feeds) {
        Frame frame = plan.frame();
        for (int i = 0; i < plan.inputs().length; i++) {
            if (plan.inputs()[i] >= 0) {
                frame.set(plan.inputs()[i], feeds.get(i).host().array(), 0);
            }
        }
        for (VariableSlot slot : plan.variables()) {
            frame.set(slot.value(), hostOf(slot.variable()).array(), 0);
            frame.stamps[slot.value()] = slot.variable().stamp();
        }
        List<Buffer> results = new ArrayList<>(plan.outputs().size());
        for (OutputSlot output : plan.outputs()) {
            HostBuffer result =
                    HostBuffer.allocate(output.spec().dtype(), output.spec().size());
            results.add(result);
            if (output.fresh()) {
                frame.set(output.value(), result.array(), 0);
            }
        }
        try {
            if (profile == null) {
                plan.runSteps();
            } else {
                profile.runSteps();
            }
            copyOutputs(frame, results);
            store(frame);
        } finally {
            for (Variable variable : updated) {
                variable.changed();
            }
        }
        release(frame);
        return results;
    }

    /** A program may be kept for long; what it was fed and what it gave must not be. */
    private void release(Frame frame) {
        for (int input : plan.inputs()) {
            if (input >= 0) {
                frame.set(input, null, 0);
            }
        }
        for (VariableSlot slot : plan.variables()) {
            frame.set(slot.value(), null, 0);
        }
        for (OutputSlot output : plan.outputs()) {
            if (output.fresh()) {
                frame.set(output.value(), null, 0);
            }
        }
    }

    private void copyOutputs(Frame frame, List<Buffer> results) {
        for (int i = 0; i < results.size(); i++) {
            OutputSlot output = plan.outputs().get(i);
            if (!output.fresh()) {
                HostBuffer target = results.get(i).host();
                System.arraycopy(
                        frame.arrays[output.value()], frame.offsets[output.value()], target.array(), 0, target.size());
            }
        }
    }

    private void store(Frame frame) {
        List<Store> stores = plan.stores();
        if (stores.isEmpty()) {
            return;
        }
        // A variable may become what another one was, so all values are taken before any variable changes.
        boolean[] isVariable = new boolean[frame.arrays.length];
        plan.variables().forEach(slot -> isVariable[slot.value()] = true);
        Object[] snapshots = new Object[stores.size()];
        for (int i = 0; i < snapshots.length; i++) {
            int value = stores.get(i).value();
            if (isVariable[value]) {
                HostBuffer source = new HostBuffer(stores.get(i).variable().dtype(), frame.arrays[value]);
                snapshots[i] = source.copy().array();
            }
        }
        for (int i = 0; i < snapshots.length; i++) {
            Store store = stores.get(i);
            HostBuffer target = hostOf(store.variable());
            Object source = snapshots[i] != null ? snapshots[i] : frame.arrays[store.value()];
            int offset = snapshots[i] != null ? 0 : frame.offsets[store.value()];
            System.arraycopy(source, offset, target.array(), 0, target.size());
        }
    }

    /** The variable's array; a buffer of another backend is brought here first. */
    private static HostBuffer hostOf(Variable variable) {
        if (!(variable.buffer() instanceof HostBuffer)) {
            variable.setBuffer(variable.buffer().host());
        }
        return (HostBuffer) variable.buffer();
    }
}
