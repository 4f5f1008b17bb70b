package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.triceras.engine.error.StateException;
import org.triceras.engine.error.TricerasException;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.layers.Layer;

/** The table that summary prints, in the very form of Keras's. */
final class SummaryTable {
    private final Model model;
    private final ModelGraph graph;
    private final boolean expandNested;
    private final boolean showTrainable;
    private final boolean chain;
    private final TextTable table;

    SummaryTable(Model model, int columns, boolean expandNested, boolean showTrainable) {
        this.model = model;
        this.graph = graphOf(model);
        this.expandNested = expandNested;
        this.showTrainable = showTrainable;
        this.chain = isChain();
        List<TextTable.Column> header = new ArrayList<>(List.of(
                new TextTable.Column("Layer (type)", TextTable.Align.LEFT),
                new TextTable.Column("Output Shape", TextTable.Align.LEFT),
                new TextTable.Column("Param #", TextTable.Align.RIGHT)));
        double[] ends = {0.45, 0.80, 1.0};
        int length = 88;
        if (!chain) {
            header.add(new TextTable.Column("Connected to", TextTable.Align.LEFT));
            ends = new double[] {0.3, 0.56, 0.74, 1.0};
            length = 108;
        }
        if (showTrainable) {
            header.add(new TextTable.Column("Trainable", TextTable.Align.CENTER));
            double[] squeezed = new double[ends.length + 1];
            for (int i = 0; i < ends.length; i++) {
                squeezed[i] = ends[i] * 0.9;
            }
            squeezed[ends.length] = 1.0;
            ends = squeezed;
            length += 12;
        }
        this.table = new TextTable(header, ends, Math.min(length, columns - 4));
        rows(model, graph).forEach(layer -> addRows(layer, graph, 0));
    }

    /** With tensor operations between layers as layers of their own; those that Keras has no name for have no row. */
    private static ModelGraph graphOf(Model model) {
        ModelGraph graph = model.graph();
        if (graph == null || !graph.hasPlainOperations()) {
            return graph;
        }
        try {
            return graph.lifted(model.name());
        } catch (StateException e) {
            return graph;
        }
    }

    private boolean isChain() {
        if (!(model instanceof Functional)) {
            return true;
        }
        Map<Node, Integer> consumers = new IdentityHashMap<>();
        for (Layer layer : graph.layers()) {
            List<Node> calls = graph.applicationsOf(layer);
            if (calls.size() > 1 || calls.get(0).inputs().size() > 1) {
                return false;
            }
            for (Node input : calls.get(0).inputs()) {
                if (consumers.merge(input, 1, Integer::sum) > 1) {
                    return false;
                }
            }
        }
        return graph.inputs().size() == 1;
    }

    String text() {
        return head() + table.text() + totals();
    }

    /** The same as a table of HTML. */
    String html() {
        String below = totals().strip().replaceAll("\\s*\\n\\s*", "<br>");
        return "<p>Model: <b>" + TextTable.escape(model.name()) + "</b></p>" + table.html() + "<p><small>" + below
                + "</small></p>";
    }

    private String head() {
        return "Model: \"" + model.name() + "\"\n";
    }

    private String totals() {
        long trainable = values(model.trainableWeights());
        long fixed = values(model.nonTrainableWeights());
        long trainableBytes = bytes(model.trainableWeights());
        long fixedBytes = bytes(model.nonTrainableWeights());
        List<Variable> slots = model.isCompiled() ? model.optimizer().variables() : List.of();
        boolean optimizerBuilt = slots.size() > 2;
        long all = trainable + fixed + (optimizerBuilt ? values(slots) : 0);
        long allBytes = trainableBytes + fixedBytes + (optimizerBuilt ? bytes(slots) : 0);
        StringBuilder text = new StringBuilder();
        text.append(line("Total params", all, allBytes));
        text.append(line("Trainable params", trainable, trainableBytes));
        text.append(line("Non-trainable params", fixed, fixedBytes));
        if (optimizerBuilt) {
            text.append(line("Optimizer params", values(slots), bytes(slots)));
        }
        return text.append('\n').toString();
    }

    private void addRows(Layer layer, ModelGraph graph, int level) {
        List<String> row = new ArrayList<>();
        row.add((level == 0 ? "" : "   ".repeat(level) + "└ ") + layer.name() + " (" + layer.className() + ")");
        row.add(outputShape(layer, graph));
        row.add(layer.isBuilt() || !hasBuild(layer) ? grouped(layer.countParams()) : "0 (unbuilt)");
        if (!chain) {
            row.add(level == 0 ? connections(layer, graph) : "-");
        }
        if (showTrainable) {
            row.add(layer.weights().isEmpty() ? "-" : layer.isTrainable() ? "Y" : "N");
        }
        table.add(row);
        if (expandNested && layer instanceof Model inner) {
            ModelGraph within = graphOf(inner);
            rows(inner, within).forEach(part -> addRows(part, within, level + 1));
        }
    }

    /** The layers, and the operations between them. */
    private static List<Layer> rows(Model model, ModelGraph graph) {
        return model instanceof Functional ? graph.layers() : model.layers();
    }

    /** False for layers that need no building, which are never "unbuilt". */
    private static boolean hasBuild(Layer layer) {
        for (Class<?> type = layer.getClass(); type != Layer.class; type = type.getSuperclass()) {
            for (var method : type.getDeclaredMethods()) {
                if (method.getName().equals("build") && !method.isBridge()) {
                    return !(layer instanceof org.triceras.keras.layers.Dropout);
                }
            }
        }
        return false;
    }

    private static String outputShape(Layer layer, ModelGraph graph) {
        List<Shape> shapes = null;
        if (graph != null && graph.applicationsOf(layer) != null) {
            List<Node> calls = graph.applicationsOf(layer);
            shapes = calls.get(calls.size() - 1).specs().stream()
                    .map(Spec::shape)
                    .toList();
        } else if (layer.isBuilt()) {
            try {
                shapes = layer.computeOutputShapes(layer.builtShapes());
            } catch (TricerasException e) {
                return "?";
            }
        }
        if (shapes == null) {
            return "?";
        }
        String text = shapes.stream().map(SummaryTable::plain).collect(Collectors.joining(", "));
        return shapes.size() == 1 ? text : "[" + text + "]";
    }

    private static String plain(Shape shape) {
        return java.util.Arrays.stream(shape.dims())
                .mapToObj(d -> d == Shape.UNKNOWN ? "None" : Integer.toString(d))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String connections(Layer layer, ModelGraph graph) {
        List<String> sources = new ArrayList<>();
        for (Node call : graph.applicationsOf(layer)) {
            for (Node input : call.inputs()) {
                sources.add(source(graph.originOf(input)));
                if (ModelGraph.explicitMask(input) != null) {
                    sources.add(source(graph.originOf(ModelGraph.explicitMask(input))));
                }
            }
        }
        return sources.isEmpty() ? "-" : String.join(", ", sources);
    }

    private static String source(ModelGraph.Origin origin) {
        return origin == null ? "-" : origin.layer().name() + "[" + origin.application() + "][" + origin.output() + "]";
    }

    private static long values(List<Variable> variables) {
        return variables.stream().mapToLong(v -> v.spec().size()).sum();
    }

    private static long bytes(List<Variable> variables) {
        return variables.stream()
                .mapToLong(v -> (long) v.spec().size() * v.dtype().bytes())
                .sum();
    }

    private static String line(String what, long count, long bytes) {
        return " " + what + ": " + grouped(count) + " (" + memory(bytes) + ")\n";
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String memory(long bytes) {
        double size = bytes;
        for (String unit : new String[] {"B", "KB", "MB", "GB", "TB"}) {
            if (size < 1024) {
                return String.format(Locale.ROOT, "%.2f %s", size, unit);
            }
            size /= 1024;
        }
        return String.format(Locale.ROOT, "%.2f PB", size);
    }
}
