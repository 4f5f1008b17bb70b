package org.triceras.formats.onnx;

import java.util.List;

/** The number of samples while the exported model runs: the first length of an input. */
final class BatchSize {
    private final OnnxGraph model;
    private final String input;
    private String name;

    BatchSize(OnnxGraph model, String input) {
        this.model = model;
        this.input = input;
    }

    /** The name of it, a vector of one int64. */
    String name() {
        if (name == null) {
            name = model.unique("batch");
            // First, as bodies of loops may ask for it.
            model.addFirst(new OnnxNode(
                    "Shape", List.of(input), List.of(name), List.of(Attribute.of("start", 0), Attribute.of("end", 1))));
        }
        return name;
    }
}
