package org.triceras.engine.backend.jvm.plan;

import java.util.List;
import org.triceras.engine.ir.Node;

/** Several operations of a loop that one kernel computes; each is rounded as if it stood alone. See {@link Idioms}. */
interface Idiom {
    /** The nodes that are computed on the way, which nobody else needs. */
    List<Node> inner();

    /** What is read, in the order of the registers of {@link #instruction}. */
    List<Node> operands();

    /** @param r the operands' registers, and the result's */
    Instruction instruction(FloatMath floats, int[] r);

    /** a + (b - a) * s, or with b squared. */
    record Approach(Node a, Node b, boolean squared, float s, List<Node> inner) implements Idiom {
        @Override
        public List<Node> operands() {
            return List.of(a, b);
        }

        @Override
        public Instruction instruction(FloatMath floats, int[] r) {
            return (t, n) -> floats.updates()
                    .approach(
                            t.floats(r[0]),
                            t.offsets[r[0]],
                            t.floats(r[1]),
                            t.offsets[r[1]],
                            squared,
                            s,
                            t.floats(r[2]),
                            t.offsets[r[2]],
                            n);
        }
    }

    /** a * s + b * t, or with b squared. */
    record Mix(Node a, float s, Node b, boolean squared, float t, List<Node> inner) implements Idiom {
        @Override
        public List<Node> operands() {
            return List.of(a, b);
        }

        @Override
        public Instruction instruction(FloatMath floats, int[] r) {
            return (tile, n) -> floats.updates()
                    .mix(
                            tile.floats(r[0]),
                            tile.offsets[r[0]],
                            s,
                            tile.floats(r[1]),
                            tile.offsets[r[1]],
                            squared,
                            t,
                            tile.floats(r[2]),
                            tile.offsets[r[2]],
                            n);
        }
    }

    /** w - m * rate / (sqrt(v) + epsilon), or / sqrt(v + epsilon) with epsilon {@code inside}; the rate is a scalar. */
    record Descent(Node w, Node m, Node rate, Node v, float epsilon, boolean inside, List<Node> inner)
            implements Idiom {
        @Override
        public List<Node> operands() {
            return List.of(w, m, rate, v);
        }

        @Override
        public Instruction instruction(FloatMath floats, int[] r) {
            return (t, n) -> floats.updates()
                    .descend(
                            t.floats(r[0]),
                            t.offsets[r[0]],
                            t.floats(r[1]),
                            t.offsets[r[1]],
                            t.floats(r[2])[t.offsets[r[2]]],
                            t.floats(r[3]),
                            t.offsets[r[3]],
                            epsilon,
                            inside,
                            t.floats(r[4]),
                            t.offsets[r[4]],
                            n);
        }
    }

    /** dy * (1 - y * y), the gradient of tanh, or dy * y * (1 - y), that of the sigmoid. */
    record Slope(Node dy, Node y, boolean ofSigmoid, List<Node> inner) implements Idiom {
        @Override
        public List<Node> operands() {
            return List.of(dy, y);
        }

        @Override
        public Instruction instruction(FloatMath floats, int[] r) {
            return (t, n) -> {
                float[] a = t.floats(r[0]);
                float[] b = t.floats(r[1]);
                float[] c = t.floats(r[2]);
                if (ofSigmoid) {
                    floats.gradients().sigmoid(a, t.offsets[r[0]], b, t.offsets[r[1]], c, t.offsets[r[2]], n);
                } else {
                    floats.gradients().tanh(a, t.offsets[r[0]], b, t.offsets[r[1]], c, t.offsets[r[2]], n);
                }
            };
        }
    }

    /** x times one where y is above a number, or equal to it if {@code inclusive}, else times zero: the gradient of a rectifier, and dropout. */
    record Masked(Node x, Node y, float least, boolean inclusive, List<Node> inner) implements Idiom {
        @Override
        public List<Node> operands() {
            return List.of(x, y);
        }

        @Override
        public Instruction instruction(FloatMath floats, int[] r) {
            return (t, n) -> floats.gradients()
                    .mask(
                            t.floats(r[0]),
                            t.offsets[r[0]],
                            t.floats(r[1]),
                            t.offsets[r[1]],
                            least,
                            inclusive,
                            t.floats(r[2]),
                            t.offsets[r[2]],
                            n);
        }
    }
}
