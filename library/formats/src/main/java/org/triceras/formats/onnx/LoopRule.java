package org.triceras.formats.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.ir.op.Scan;

/** Loops, which ONNX has in the same form; what every step sees, its bodies take from around them. */
final class LoopRule {
    private LoopRule() {}

    static void addTo(Map<Class<? extends Op>, Rules.Rule> rules) {
        rules.put(Scan.class, LoopRule::scan);
        rules.put(Result.class, step -> List.of(step.inputs.get(((Result) step.op()).index())));
    }

    private static List<Value> scan(Step step) {
        Scan few = (Scan) step.few.op();
        Scan many = (Scan) step.many.op();
        int fed = few.carries() + few.sequences();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fed; i++) {
            names.add(step.plain(i));
        }
        int results = step.few.specs().size();
        long[] inputDirections = new long[few.sequences()];
        long[] outputDirections = new long[results - few.carries()];
        Arrays.fill(inputDirections, few.reverse() ? 1 : 0);
        Arrays.fill(outputDirections, few.reverse() ? 1 : 0);
        List<Attribute> attributes = new ArrayList<>(List.of(
                Attribute.of("body", body(step, few, many)),
                Attribute.of("num_scan_inputs", (long) few.sequences()),
                Attribute.of("scan_input_directions", inputDirections)));
        if (outputDirections.length > 0) {
            attributes.add(Attribute.of("scan_output_directions", outputDirections));
        }
        List<String> given = step.translator.graph.add(
                step.few.scope(), "Scan", names, results, attributes.toArray(Attribute[]::new));
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            values.add(Value.named(step.few.specs().get(i), step.many.specs().get(i), given.get(i)));
        }
        return values;
    }

    private static OnnxGraph body(Step step, Scan few, Scan many) {
        OnnxGraph graph = step.translator.graph.body("step");
        Translator inside = new Translator(graph, step.translator.batch);
        Graph fewBody = few.body();
        Graph manyBody = many.body();
        int fed = few.carries() + few.sequences();
        for (int i = 0; i < fewBody.inputs().size(); i++) {
            Node input = fewBody.inputs().get(i);
            Value outer = step.input(i);
            if (i >= fed && outer.isConstant()) {
                inside.set(input, Value.constant(outer.constant, outer.source));
                continue;
            }
            String name = i < fed ? graph.unique("step_input") : step.plain(i);
            Value value = Value.named(input.spec(), manyBody.inputs().get(i).spec(), name);
            inside.set(input, value);
            if (i < fed) {
                graph.input(name, value);
            }
        }
        inside.translate(fewBody.order(), manyBody.order());
        for (int i = 0; i < fewBody.outputs().size(); i++) {
            Node output = fewBody.outputs().get(i);
            Value value = inside.value(output);
            Step last = new Step(inside, output, manyBody.outputs().get(i), List.of(value));
            graph.output(graph.unique("step_output"), last.plain(0), value);
        }
        return graph;
    }
}
