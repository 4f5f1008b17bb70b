package org.triceras.formats.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.io.AtomicFiles;
import org.triceras.engine.ir.Graph;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.pass.ExpandComposites;
import org.triceras.engine.tensor.Shape;
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
        Graph few = traced(model, Dim.FEW);
        Graph many = traced(model, Dim.MANY);
        OnnxGraph graph = new OnnxGraph(model.model());
        List<String> names = model.inputNames().stream().map(graph::unique).toList();
        List<String> outputNames =
                model.outputNames().stream().map(graph::unique).toList();
        Translator translator = new Translator(graph, new BatchSize(graph, names.get(0)));
        for (int i = 0; i < names.size(); i++) {
            Value value =
                    Value.named(few.inputs().get(i).spec(), many.inputs().get(i).spec(), names.get(i));
            translator.set(few.inputs().get(i), value);
            graph.input(names.get(i), value);
        }
        translator.translate(Graph.order(few.outputs()), Graph.order(many.outputs()));
        for (int i = 0; i < outputNames.size(); i++) {
            Node output = few.outputs().get(i);
            Value value = translator.value(output);
            Step last = new Step(translator, output, many.outputs().get(i), List.of(value));
            graph.output(outputNames.get(i), last.plain(0), value);
        }
        return graph;
    }

    private static Graph traced(Inference model, int samples) {
        List<Spec> specs = new ArrayList<>();
        for (Spec input : model.inputs()) {
            boolean isOpen = input.shape().rank() > 0 && input.shape().dim(0) == Shape.UNKNOWN;
            specs.add(isOpen ? input.with(input.shape().with(0, samples)) : input);
        }
        Graph graph = model.trace().apply(specs);
        for (Variable variable : graph.updates().keySet()) {
            // Counters of random numbers are integers.
            if (variable.dtype().isFloat()) {
                throw new ArgumentException(
                        "export: model \"" + model.model() + "\" keeps \"" + variable.path()
                                + "\" from one call to the next, which a file for inference cannot. Try a layer that is not stateful.");
            }
        }
        return new ExpandComposites(Rules::has).apply(graph);
    }
}
