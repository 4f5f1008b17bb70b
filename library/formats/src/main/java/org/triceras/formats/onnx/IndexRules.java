package org.triceras.formats.onnx;

import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.op.Gather;
import org.triceras.engine.ir.op.GatherAlong;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.ScatterAdd;
import org.triceras.engine.ir.op.ScatterAddAlong;
import org.triceras.engine.tensor.DType;

/** Operations that take or put elements by number. */
final class IndexRules {
    private IndexRules() {}

    static void addTo(Map<Class<? extends Op>, Rules.Rule> rules) {
        rules.put(Gather.class, step -> gather(step, "Gather", ((Gather) step.op()).axis()));
        rules.put(GatherAlong.class, step -> gather(step, "GatherElements", ((GatherAlong) step.op()).axis()));
        rules.put(ScatterAdd.class, IndexRules::scatter);
        rules.put(ScatterAddAlong.class, IndexRules::scatterAlong);
    }

    private static List<Value> gather(Step step, String type, int axis) {
        int from = step.input(0).shape().axis(axis);
        return step.is(step.add(type, List.of(step.plain(0), step.plain(1)), Attribute.of("axis", from)));
    }

    private static List<Value> scatter(Step step) {
        if (((ScatterAdd) step.op()).axis() != 0) {
            throw new Unsupported();
        }
        String places = step.add("Unsqueeze", longs(step), step.longs(-1));
        return step.is(
                step.add("ScatterND", List.of(zeros(step), places, step.plain(1)), Attribute.of("reduction", "add")));
    }

    private static List<Value> scatterAlong(Step step) {
        ScatterAddAlong op = (ScatterAddAlong) step.op();
        return step.is(step.add(
                "ScatterElements",
                List.of(zeros(step), step.plain(0), step.plain(1)),
                Attribute.of("axis", step.spec().shape().axis(op.axis())),
                Attribute.of("reduction", "add")));
    }

    /** ScatterND takes no other numbers. */
    private static String longs(Step step) {
        return step.cast(step.plain(0), DType.INT64);
    }

    private static String zeros(Step step) {
        String shape = step.shape(step.lengths());
        return step.add("Expand", step.scalar(step.dtype(), 0), shape);
    }
}
