package org.triceras.formats.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.op.Op;

/** How each of our operations is said in ONNX's. */
final class Rules {
    /** Writes one node; gives its results. */
    @FunctionalInterface
    interface Rule {
        List<Value> apply(Step step);
    }

    private static final Map<Class<? extends Op>, Rule> RULES = new HashMap<>();

    static {
        ElementRules.addTo(RULES);
        ShapeRules.addTo(RULES);
        ImageRules.addTo(RULES);
        AxisRules.addTo(RULES);
        IndexRules.addTo(RULES);
        SourceRules.addTo(RULES);
        LoopRule.addTo(RULES);
    }

    private Rules() {}

    static Rule of(Op op) {
        return RULES.getOrDefault(op.getClass(), step -> {
            throw new Unsupported();
        });
    }

    /** Whether the operation can be written as it is; composites that cannot are taken apart before. */
    static boolean has(Op op) {
        return RULES.containsKey(op.getClass());
    }
}
