package org.triceras.formats.onnx;

import java.util.function.UnaryOperator;

/** A named constant of an operation. The kinds have the numbers of AttributeProto. */
record Attribute(String name, Object value) {
    private static final int FLOAT = 1;
    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int GRAPH = 5;
    private static final int INTS = 7;

    static Attribute of(String name, long value) {
        return new Attribute(name, value);
    }

    static Attribute of(String name, float value) {
        return new Attribute(name, value);
    }

    static Attribute of(String name, String value) {
        return new Attribute(name, value);
    }

    static Attribute of(String name, long... values) {
        return new Attribute(name, values);
    }

    static Attribute of(String name, int... values) {
        return new Attribute(
                name, java.util.Arrays.stream(values).asLongStream().toArray());
    }

    static Attribute of(String name, OnnxGraph graph) {
        return new Attribute(name, graph);
    }

    /** An AttributeProto. @param names what the values of a graph are called in the end */
    ProtoMessage message(UnaryOperator<String> names) {
        ProtoMessage message = new ProtoMessage().text(1, name);
        if (value instanceof Long number) {
            return message.number(3, number).number(20, INT);
        }
        if (value instanceof Float number) {
            return message.real(2, number).number(20, FLOAT);
        }
        if (value instanceof String text) {
            return message.text(4, text).number(20, STRING);
        }
        if (value instanceof OnnxGraph graph) {
            return message.message(6, graph.message(names)).number(20, GRAPH);
        }
        for (long each : (long[]) value) {
            message.number(8, each);
        }
        return message.number(20, INTS);
    }
}
