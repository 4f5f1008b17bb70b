package org.triceras.formats.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.Graph;
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
        Scan op = (Scan) step.op();
        int fed = op.carries() + op.sequences();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < fed; i++) {
            names.add(step.plain(i));
        }
        int results = step.traced.node().specs().size();
        List<Attribute> attributes = new ArrayList<>(List.of(
                Attribute.of("body", body(step, step.traced.ops(Scan.class))),
                Attribute.of("num_scan_inputs", (long) op.sequences()),
                directions("scan_input_directions", op.sequences(), op.reverse())));
        if (results > op.carries()) {
            attributes.add(directions("scan_output_directions", results - op.carries(), op.reverse()));
        }
        List<String> given =
                step.translator.graph.add(step.scope(), "Scan", names, results, attributes.toArray(Attribute[]::new));
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            values.add(Value.named(step.traced.specs(i), given.get(i)));
        }
        return values;
    }

    private static Attribute directions(String name, int count, boolean backwards) {
        long[] directions = new long[count];
        Arrays.fill(directions, backwards ? 1 : 0);
        return Attribute.of(name, directions);
    }

    private static OnnxGraph body(Step step, List<Scan> scans) {
        OnnxGraph graph = step.translator.graph.body("step");
        Translator inside = new Translator(graph);
        List<Graph> bodies = scans.stream().map(Scan::body).toList();
        int fed = scans.get(0).carries() + scans.get(0).sequences();
        List<Traced> inputs = Traced.zip(bodies.stream().map(Graph::inputs).toList());
        for (int i = 0; i < inputs.size(); i++) {
            Traced input = inputs.get(i);
            Value outer = step.input(i);
            if (i >= fed && outer.isConstant()) {
                inside.set(input.node(), Value.constant(outer.constant, bodies.size(), outer.source));
                continue;
            }
            String name = i < fed ? graph.unique("step_input") : step.plain(i);
            Value value = Value.named(input.specs(), name);
            inside.set(input.node(), value);
            if (i < fed) {
                graph.input(name, value);
            }
        }
        inside.translate(bodies.stream().map(Graph::order).toList());
        for (Traced output : Traced.zip(bodies.stream().map(Graph::outputs).toList())) {
            Value value = inside.value(output.node());
            Step last = new Step(inside, output, List.of(value));
            graph.output(graph.unique("step_output"), last.plain(0), value);
        }
        return graph;
    }
}
