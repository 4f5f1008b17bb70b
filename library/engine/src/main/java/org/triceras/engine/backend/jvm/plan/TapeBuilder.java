package org.triceras.engine.backend.jvm.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.triceras.engine.backend.ScalarMath;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.Binary;
import org.triceras.engine.ir.op.BinaryKind;
import org.triceras.engine.ir.op.BroadcastTo;
import org.triceras.engine.ir.op.Cast;
import org.triceras.engine.ir.op.Compare;
import org.triceras.engine.ir.op.CompareKind;
import org.triceras.engine.ir.op.Constant;
import org.triceras.engine.ir.op.Iota;
import org.triceras.engine.ir.op.RandomUniform;
import org.triceras.engine.ir.op.Select;
import org.triceras.engine.ir.op.Unary;
import org.triceras.engine.ir.op.UnaryKind;
import org.triceras.engine.tensor.DType;

/** Turns the nodes of a loop into instructions on registers. Unsigned bytes are computed with as ints. */
final class TapeBuilder {
    private final FloatMath floats;
    final List<DType> types = new ArrayList<>();
    final List<Instruction> instructions = new ArrayList<>();
    /** For each instruction the registers that it reads and, last, the one that it writes. */
    final List<int[]> uses = new ArrayList<>();
    /** Values from outside the loop, with their registers. */
    final Map<Node, Integer> loads = new java.util.LinkedHashMap<>();

    /** Loads that an instruction reads as a whole, not element by element. */
    final Set<Node> whole = new java.util.HashSet<>();

    private final Map<Node, Integer> registers = new IdentityHashMap<>();
    private final Map<Node, Boolean> inside = new IdentityHashMap<>();

    TapeBuilder(List<Node> nodes, List<Node> results, FloatMath floats) {
        this.floats = floats;
        nodes.forEach(node -> inside.put(node, true));
        Set<Node> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        needed.addAll(results);
        for (Node node : nodes) {
            if (!isMask(node)) {
                needed.addAll(node.inputs());
            }
        }
        Idioms idioms = new Idioms(nodes, results);
        for (Node node : nodes) {
            Idiom idiom = idioms.endingIn(node);
            if (idiom != null) {
                registers.put(node, emit(idiom));
            } else if (!idioms.isInner(node) && (needed.contains(node) || !(node.op() instanceof Compare))) {
                registers.put(node, emit(node));
            }
        }
    }

    /** A comparison of floats turned into zeros and ones, which needs no booleans. */
    private boolean isMask(Node node) {
        return node.op() instanceof Cast cast
                && cast.to() == DType.FLOAT32
                && node.input(0).op() instanceof Compare
                && inside.containsKey(node.input(0))
                && node.input(0).input(0).spec().dtype() == DType.FLOAT32;
    }

    private int mask(Node node) {
        CompareKind kind = ((Compare) node.op()).kind();
        int a = operand(node.input(0));
        int b = operand(node.input(1));
        int y = newRegister(DType.FLOAT32);
        return add(
                (t, n) -> floats.mask(
                        kind, t.floats(a), t.offsets[a], t.floats(b), t.offsets[b], t.floats(y), t.offsets[y], n),
                a,
                b,
                y);
    }

    int register(Node node) {
        return registers.get(node);
    }

    private int newRegister(DType type) {
        types.add(type);
        return types.size() - 1;
    }

    /** The register that holds an operand: computed in the loop or loaded. */
    private int operand(Node node) {
        Integer known = registers.get(node);
        if (known != null) {
            return known;
        }
        int register = newRegister(node.spec().dtype());
        registers.put(node, register);
        loads.put(node, register);
        return register;
    }

    /** As {@link #operand}, with unsigned bytes widened to ints. */
    private int arithmeticOperand(Node node) {
        int register = operand(node);
        return types.get(register) == DType.UINT8 ? cast(register, DType.INT32) : register;
    }

    private int add(Instruction instruction, int... registersReadThenWritten) {
        instructions.add(instruction);
        uses.add(registersReadThenWritten);
        return registersReadThenWritten[registersReadThenWritten.length - 1];
    }

    private int emit(Node node) {
        if (isMask(node)) {
            return mask(node.input(0));
        } else if (node.op() instanceof Unary unary) {
            return unary(unary.kind(), node);
        } else if (node.op() instanceof Binary binary) {
            return binary(binary.kind(), node);
        } else if (node.op() instanceof Compare compare) {
            return compare(compare.kind(), node);
        } else if (node.op() instanceof Select) {
            return select(node);
        } else if (node.op() instanceof Cast cast) {
            return cast(operand(node.input(0)), cast.to());
        } else if (node.op() instanceof BroadcastTo) {
            int x = operand(node.input(0));
            return cast(x, types.get(x));
        } else if (node.op() instanceof Iota iota) {
            return iota(iota);
        } else if (node.op() instanceof RandomUniform) {
            return random(node);
        }
        throw new AssertionError(node);
    }

    private int emit(Idiom idiom) {
        int[] r = new int[idiom.operands().size() + 1];
        for (int i = 0; i < r.length - 1; i++) {
            r[i] = operand(idiom.operands().get(i));
        }
        r[r.length - 1] = newRegister(DType.FLOAT32);
        return add(idiom.instruction(floats, r), r);
    }

    private int cast(int x, DType to) {
        DType from = types.get(x);
        int y = newRegister(to);
        return add(
                (t, n) -> Casts.cast(floats, from, t.arrays[x], t.offsets[x], to, t.arrays[y], t.offsets[y], n), x, y);
    }

    private int unary(UnaryKind kind, Node node) {
        int x = arithmeticOperand(node.input(0));
        DType type = types.get(x);
        if (kind == UnaryKind.NOT) {
            int y = newRegister(DType.BOOL);
            return add((t, n) -> not(t.booleans(x), t.offsets[x], t.booleans(y), t.offsets[y], n), x, y);
        }
        if (kind.isPredicate()) {
            DoubleUnaryOperator predicate = ScalarMath.unary(kind);
            int d = type == DType.FLOAT64 ? x : cast(x, DType.FLOAT64);
            int y = newRegister(DType.BOOL);
            return add((t, n) -> test(predicate, t.doubles(d), t.offsets[d], t.booleans(y), t.offsets[y], n), d, y);
        }
        int y = newRegister(type);
        switch (type) {
            case FLOAT32:
                add((t, n) -> floats.unary(kind, t.floats(x), t.offsets[x], t.floats(y), t.offsets[y], n), x, y);
                break;
            case FLOAT64:
                DoubleUnaryOperator f = ScalarMath.unary(kind);
                add((t, n) -> map(f, t.doubles(x), t.offsets[x], t.doubles(y), t.offsets[y], n), x, y);
                break;
            default:
                LongUnaryOperator g = ScalarMath.longUnary(kind);
                add(
                        type == DType.INT32
                                ? (t, n) -> map(g, t.ints(x), t.offsets[x], t.ints(y), t.offsets[y], n)
                                : (t, n) -> map(g, t.longs(x), t.offsets[x], t.longs(y), t.offsets[y], n),
                        x,
                        y);
        }
        return narrow(y, node);
    }

    /** Back to unsigned bytes where the node's type asks for it. */
    private int narrow(int register, Node node) {
        return node.spec().dtype() == DType.UINT8 ? cast(register, DType.UINT8) : register;
    }

    private int binary(BinaryKind kind, Node node) {
        Node first = node.input(0);
        Node second = node.input(1);
        if (node.spec().dtype() == DType.FLOAT32) {
            if (isImmediate(second)) {
                float s = (float) value(second);
                int x = operand(first);
                int y = newRegister(DType.FLOAT32);
                return add(
                        (t, n) -> floats.binaryRight(kind, t.floats(x), t.offsets[x], s, t.floats(y), t.offsets[y], n),
                        x,
                        y);
            }
            if (isImmediate(first)) {
                float s = (float) value(first);
                int x = operand(second);
                int y = newRegister(DType.FLOAT32);
                return add(
                        (t, n) -> floats.binaryLeft(kind, s, t.floats(x), t.offsets[x], t.floats(y), t.offsets[y], n),
                        x,
                        y);
            }
        }
        int a = arithmeticOperand(first);
        int b = arithmeticOperand(second);
        DType type = types.get(a);
        int y = newRegister(type);
        switch (type) {
            case FLOAT32:
                add(
                        (t, n) -> floats.binary(
                                kind,
                                t.floats(a),
                                t.offsets[a],
                                t.floats(b),
                                t.offsets[b],
                                t.floats(y),
                                t.offsets[y],
                                n),
                        a,
                        b,
                        y);
                break;
            case FLOAT64:
                DoubleBinaryOperator f = ScalarMath.binary(kind);
                add(
                        (t, n) -> zip(
                                f,
                                t.doubles(a),
                                t.offsets[a],
                                t.doubles(b),
                                t.offsets[b],
                                t.doubles(y),
                                t.offsets[y],
                                n),
                        a,
                        b,
                        y);
                break;
            case BOOL:
                add((t, n) -> logic(kind, t, a, b, y, n), a, b, y);
                break;
            default:
                LongBinaryOperator g = ScalarMath.longBinary(kind);
                add(
                        type == DType.INT32
                                ? (t, n) -> zip(
                                        g, t.ints(a), t.offsets[a], t.ints(b), t.offsets[b], t.ints(y), t.offsets[y], n)
                                : (t, n) -> zip(
                                        g,
                                        t.longs(a),
                                        t.offsets[a],
                                        t.longs(b),
                                        t.offsets[b],
                                        t.longs(y),
                                        t.offsets[y],
                                        n),
                        a,
                        b,
                        y);
        }
        return narrow(y, node);
    }

    private boolean isImmediate(Node node) {
        return Fusion.isScalarConstant(node) && !inside.containsKey(node);
    }

    private static double value(Node node) {
        return ((Constant) node.op()).value().buffer().host().getDouble(0);
    }

    private int compare(CompareKind kind, Node node) {
        int a = arithmeticOperand(node.input(0));
        int b = arithmeticOperand(node.input(1));
        DType type = types.get(a);
        if (type == DType.FLOAT32) {
            int y = newRegister(DType.BOOL);
            return add(
                    (t, n) -> floats.compare(
                            kind, t.floats(a), t.offsets[a], t.floats(b), t.offsets[b], t.booleans(y), t.offsets[y], n),
                    a,
                    b,
                    y);
        }
        if (type == DType.FLOAT64) {
            int y = newRegister(DType.BOOL);
            return add((t, n) -> compareDoubles(kind, t, a, b, y, n), a, b, y);
        }
        int p = type == DType.INT64 ? a : cast(a, DType.INT64);
        int q = type == DType.INT64 ? b : cast(b, DType.INT64);
        int y = newRegister(DType.BOOL);
        return add((t, n) -> compareLongs(kind, t, p, q, y, n), p, q, y);
    }

    private int select(Node node) {
        int q = operand(node.input(0));
        int a = operand(node.input(1));
        int b = operand(node.input(2));
        DType type = node.spec().dtype();
        int y = newRegister(type);
        if (type == DType.FLOAT32) {
            return add(
                    (t, n) -> floats.select(
                            t.booleans(q),
                            t.offsets[q],
                            t.floats(a),
                            t.offsets[a],
                            t.floats(b),
                            t.offsets[b],
                            t.floats(y),
                            t.offsets[y],
                            n),
                    q,
                    a,
                    b,
                    y);
        }
        return add((t, n) -> choose(t, q, a, b, y, n), q, a, b, y);
    }

    private int iota(Iota iota) {
        DType type = iota.spec().dtype();
        int dim = iota.spec().shape().dim(iota.axis());
        int stride = iota.spec().shape().strides()[iota.spec().shape().axis(iota.axis())];
        int y = newRegister(type);
        return add(
                (t, n) -> {
                    var target = new org.triceras.engine.backend.HostBuffer(type, t.arrays[y]);
                    for (int i = 0; i < n; i++) {
                        target.setLong(t.offsets[y] + i, (t.position + i) / stride % dim);
                    }
                },
                y);
    }

    private int random(Node node) {
        int seed = operand(node.input(0));
        whole.add(node.input(0));
        int y = newRegister(DType.FLOAT32);
        return add(
                (t, n) -> {
                    long[] key = t.longs(seed);
                    floats.uniform(
                            key[t.offsets[seed]], key[t.offsets[seed] + 1], t.position, t.floats(y), t.offsets[y], n);
                },
                seed,
                y);
    }

    // ---- loops of the types that have no vector code ----

    private static void not(boolean[] x, int xo, boolean[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = !x[xo + i];
        }
    }

    private static void test(DoubleUnaryOperator f, double[] x, int xo, boolean[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = f.applyAsDouble(x[xo + i]) != 0;
        }
    }

    private static void map(DoubleUnaryOperator f, double[] x, int xo, double[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = f.applyAsDouble(x[xo + i]);
        }
    }

    private static void map(LongUnaryOperator f, int[] x, int xo, int[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = (int) f.applyAsLong(x[xo + i]);
        }
    }

    private static void map(LongUnaryOperator f, long[] x, int xo, long[] y, int yo, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] = f.applyAsLong(x[xo + i]);
        }
    }

    private static void zip(DoubleBinaryOperator f, double[] a, int ao, double[] b, int bo, double[] c, int co, int n) {
        for (int i = 0; i < n; i++) {
            c[co + i] = f.applyAsDouble(a[ao + i], b[bo + i]);
        }
    }

    private static void zip(LongBinaryOperator f, int[] a, int ao, int[] b, int bo, int[] c, int co, int n) {
        for (int i = 0; i < n; i++) {
            c[co + i] = (int) f.applyAsLong(a[ao + i], b[bo + i]);
        }
    }

    private static void zip(LongBinaryOperator f, long[] a, int ao, long[] b, int bo, long[] c, int co, int n) {
        for (int i = 0; i < n; i++) {
            c[co + i] = f.applyAsLong(a[ao + i], b[bo + i]);
        }
    }

    private static void logic(BinaryKind kind, Tile t, int a, int b, int y, int n) {
        boolean[] p = t.booleans(a);
        boolean[] q = t.booleans(b);
        boolean[] r = t.booleans(y);
        for (int i = 0; i < n; i++) {
            boolean u = p[t.offsets[a] + i];
            boolean v = q[t.offsets[b] + i];
            r[t.offsets[y] + i] = kind == BinaryKind.AND ? u && v : kind == BinaryKind.OR ? u || v : u ^ v;
        }
    }

    private static void compareDoubles(CompareKind kind, Tile t, int a, int b, int y, int n) {
        double[] p = t.doubles(a);
        double[] q = t.doubles(b);
        boolean[] r = t.booleans(y);
        for (int i = 0; i < n; i++) {
            double u = p[t.offsets[a] + i];
            double v = q[t.offsets[b] + i];
            r[t.offsets[y] + i] = switch (kind) {
                case EQ -> u == v;
                case NE -> u != v;
                case LT -> u < v;
                case LE -> u <= v;
                case GT -> u > v;
                case GE -> u >= v;
            };
        }
    }

    private static void compareLongs(CompareKind kind, Tile t, int a, int b, int y, int n) {
        long[] p = t.longs(a);
        long[] q = t.longs(b);
        boolean[] r = t.booleans(y);
        for (int i = 0; i < n; i++) {
            long u = p[t.offsets[a] + i];
            long v = q[t.offsets[b] + i];
            r[t.offsets[y] + i] = switch (kind) {
                case EQ -> u == v;
                case NE -> u != v;
                case LT -> u < v;
                case LE -> u <= v;
                case GT -> u > v;
                case GE -> u >= v;
            };
        }
    }

    private static void choose(Tile t, int q, int a, int b, int y, int n) {
        boolean[] condition = t.booleans(q);
        for (int i = 0; i < n; i++) {
            int from = condition[t.offsets[q] + i] ? a : b;
            System.arraycopy(t.arrays[from], t.offsets[from] + i, t.arrays[y], t.offsets[y] + i, 1);
        }
    }
}
