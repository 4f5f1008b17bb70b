package org.triceras.keras.models;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.Compare;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Op;
import org.triceras.engine.ir.op.Reduce;
import org.triceras.engine.ir.op.Result;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.tensor.Shape;
import org.triceras.keras.layers.Layer;

/**
 * What a model is made of and what reads what; for drawing it. A shared layer is one part, with arrows from all that it is called on.
 *
 * @param parts each after those that it reads
 */
public record ModelStructure(List<Part> parts, List<Arrow> arrows) {
    /**
     * A layer, or an operation between layers.
     *
     * @param name the layer's, or empty for an operation
     * @param type the layer's class, or the operation
     * @param layer null for an operation
     * @param inputs the shapes that it is called on, those of its last call; empty when they are not known
     * @param outputs the shapes that it gives
     */
    public record Part(String name, String type, Layer layer, List<Shape> inputs, List<Shape> outputs) {}

    /** From the part with one number, counted from 0, to another. */
    public record Arrow(int from, int to) {
        /** False when a layer is called again on what came after it. */
        public boolean isForward() {
            return from < to;
        }
    }

    /** The structure of a model. One that computes in a method of its own is a single part, as nobody knows what it does. */
    public static ModelStructure of(Model model) {
        if (model.graph() != null) {
            return ofGraph(model.graph());
        }
        List<Part> parts = new ArrayList<>();
        List<Arrow> arrows = new ArrayList<>();
        List<? extends Layer> chain = model instanceof Sequential ? model.layers() : List.of(model);
        for (Layer layer : chain) {
            parts.add(new Part(layer.name(), layer.className(), layer, List.of(), List.of()));
            if (parts.size() > 1) {
                arrows.add(new Arrow(parts.size() - 2, parts.size() - 1));
            }
        }
        return new ModelStructure(List.copyOf(parts), List.copyOf(arrows));
    }

    private static ModelStructure ofGraph(ModelGraph graph) {
        List<Part> parts = new ArrayList<>();
        Set<Arrow> arrows = new LinkedHashSet<>();
        Map<Object, Integer> numbers = new IdentityHashMap<>();
        for (Node node : graph.order()) {
            if (node.op() instanceof Result || node.op() instanceof Constant) {
                continue;
            }
            Layer layer = ModelGraph.layerOf(node);
            Object key = layer == null ? node : layer;
            List<Shape> inputs =
                    node.inputs().stream().map(n -> n.spec().shape()).toList();
            List<Shape> outputs = node.specs().stream().map(Spec::shape).toList();
            String type = layer == null ? nameOf(node.op()) : layer.className();
            Part part = new Part(layer == null ? "" : layer.name(), type, layer, inputs, outputs);
            Integer known = numbers.putIfAbsent(key, parts.size());
            if (known == null) {
                parts.add(part);
            } else {
                parts.set(known, part);
            }
            for (Node input : node.inputs()) {
                Node maker = input.op() instanceof Result ? input.input(0) : input;
                Layer above = ModelGraph.layerOf(maker);
                Integer from = numbers.get(above == null ? maker : above);
                if (from != null) {
                    arrows.add(new Arrow(from, numbers.get(key)));
                }
            }
        }
        return new ModelStructure(List.copyOf(parts), List.copyOf(arrows));
    }

    private static String nameOf(Op operation) {
        Enum<?> kind = null;
        if (operation instanceof Binary binary) {
            kind = binary.kind();
        } else if (operation instanceof Unary unary) {
            kind = unary.kind();
        } else if (operation instanceof Reduce reduce) {
            kind = reduce.kind();
        } else if (operation instanceof Compare compare) {
            kind = compare.kind();
        }
        String name = kind == null ? operation.getClass().getSimpleName() : kind.name();
        return name.toLowerCase(Locale.ROOT);
    }
}
