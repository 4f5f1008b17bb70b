package org.triceras.formats.onnx;

import java.nio.file.Path;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.io.AtomicFiles;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.pass.ExpandComposites;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.saving.Inference;

/** Writes models as ONNX files. */
public final class OnnxExport {
    private static final int FORMAT = 8;
    private static final int OPERATORS = 18;

    private OnnxExport() {}

    /** @throws ArgumentException when the model does something that ONNX cannot say */
    public static void write(Inference model, Path file) {
        AtomicFiles.requirePlace(file);
        ProtoMessage message = message(graph(model));
        if (message.size() > Integer.MAX_VALUE) {
            throw new ArgumentException("export: model \"" + model.model() + "\" has " + message.size()
                    + " bytes as an ONNX file. Expected at most 2 GB, which is what such files hold.");
        }
        AtomicFiles.write(file, message::writeTo);
    }

    /** A ModelProto. */
    private static ProtoMessage message(OnnxGraph graph) {
        ProtoMessage operators = new ProtoMessage().text(1, "").number(2, OPERATORS);
        return new ProtoMessage()
                .number(1, FORMAT)
                .text(2, "Triceras")
                .message(7, graph.message())
                .message(8, operators);
    }

    private static OnnxGraph graph(Inference model) {
        List<Graph> traces = OpenAxes.traces(model);
        traces.forEach(each -> requireNoState(model, each));
        List<Graph> expanded = traces.stream()
                .map(each -> new ExpandComposites(Rules::has).apply(each))
                .toList();
        OnnxGraph graph = new OnnxGraph(model.model());
        List<String> names = model.inputNames().stream().map(graph::unique).toList();
        List<String> outputNames =
                model.outputNames().stream().map(graph::unique).toList();
        Translator translator = new Translator(graph);
        List<Traced> inputs = Traced.zip(expanded.stream().map(Graph::inputs).toList());
        for (int i = 0; i < names.size(); i++) {
            Value value = Value.named(inputs.get(i).specs(), names.get(i));
            graph.lengths.ofInput(names.get(i), value);
            translator.set(inputs.get(i).node(), value);
            graph.input(names.get(i), value);
        }
        translator.translate(
                expanded.stream().map(each -> Graph.order(each.outputs())).toList());
        List<Traced> outputs = Traced.zip(expanded.stream().map(Graph::outputs).toList());
        for (int i = 0; i < outputNames.size(); i++) {
            Value value = translator.value(outputs.get(i).node());
            Step last = new Step(translator, outputs.get(i), List.of(value));
            graph.output(outputNames.get(i), last.plain(0), value);
        }
        return graph;
    }

    private static void requireNoState(Inference model, Graph trace) {
        for (Variable variable : trace.updates().keySet()) {
            // Counters of random numbers are integers.
            if (variable.dtype().isFloat()) {
                throw new ArgumentException(
                        "export: model \"" + model.model() + "\" keeps \"" + variable.path()
                                + "\" from one call to the next, which a file for inference cannot. Try a layer that is not stateful.");
            }
        }
    }
}
