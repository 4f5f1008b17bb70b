package org.triceras.engine.tensor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.triceras.engine.backend.Backends;
import org.triceras.engine.backend.Buffer;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.io.Npy;
import org.triceras.engine.ir.Axes;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.ir.op.*;

/**
 * An immutable n-dimensional array, row-major.
 *
 * <p>A concrete tensor holds data; a symbolic one is a node of a computation being traced (a layer's call, a loss, a training
 * step). The same methods serve both: with concrete operands they compute at once, with a symbolic one they add a node. Methods
 * broadcast as NumPy does; operands of different types meet in the later of the two in {@link DType}'s order, and a Java number
 * takes the tensor's type unless it has a fraction and the tensor holds integers, which gives float32.
 *
 * <p>Shape and type errors are {@link ShapeException} and {@link org.triceras.engine.error.DTypeException}, raised by the call
 * that is wrong.
 */
public final class Tensor implements Operand {
    private final Spec spec;
    private final Buffer buffer;
    private final Node node;

    private Tensor(Spec spec, Buffer buffer, Node node) {
        this.spec = spec;
        this.buffer = buffer;
        this.node = node;
    }

    // ---- making tensors; see Tensors for more ----

    /** A tensor over a buffer that nobody changes any more. */
    public static Tensor concrete(Spec spec, Buffer buffer) {
        if (buffer.size() != spec.size() || buffer.dtype() != spec.dtype()) {
            throw new ShapeException("Expected " + spec.size() + " elements of " + spec.dtype() + " for shape "
                    + spec.shape() + ". Received " + buffer.size() + " of " + buffer.dtype() + ".");
        }
        return new Tensor(spec, buffer, null);
    }

    /** A node's value, to compute with. */
    public static Tensor symbolic(Node node) {
        return new Tensor(node.spec(), null, node);
    }

    /** Applies an operation: computes when all operands are concrete, else adds a node. */
    public static Tensor emit(Op op, Operand... operands) {
        return emitAll(op, Arrays.asList(operands)).get(0);
    }

    /** As {@link #emit}, for operations with several results. */
    public static List<Tensor> emitAll(Op op, List<? extends Operand> operands) {
        List<Tensor> tensors = operands.stream().map(Operand::tensor).toList();
        if (tensors.stream().allMatch(Tensor::isConcrete)) {
            return Backends.eager(op, tensors);
        }
        List<Node> inputs = new ArrayList<>();
        for (Tensor tensor : tensors) {
            inputs.add(tensor.isConcrete() ? Node.of(new Constant(tensor)) : tensor.node);
        }
        Node node = Node.of(op, inputs);
        if (node.specs().size() == 1) {
            return List.of(node.tensor());
        }
        List<Tensor> results = new ArrayList<>();
        for (int i = 0; i < node.specs().size(); i++) {
            results.add(Node.of(new Result(i, node.specs().get(i)), node).tensor());
        }
        return results;
    }

    /** Reads a NumPy .npy file. */
    public static Tensor loadNpy(Path file) {
        return Npy.read(file);
    }

    /** Writes a NumPy .npy file; an existing file is replaced only when all is written. */
    public void saveNpy(Path file) {
        Npy.write(file, this);
    }

    // ---- what it is ----

    @Override
    public Tensor tensor() {
        return this;
    }

    public Spec spec() {
        return spec;
    }

    public Shape shape() {
        return spec.shape();
    }

    public DType dtype() {
        return spec.dtype();
    }

    public int rank() {
        return shape().rank();
    }

    /** The number of elements. */
    public int size() {
        return shape().size();
    }

    /** True when it holds data, false for a node of a traced computation. */
    public boolean isConcrete() {
        return node == null;
    }

    /** The node of a symbolic tensor. */
    public Node node() {
        if (node == null) {
            throw new StateException("A concrete tensor has no node.");
        }
        return node;
    }

    /** The data of a concrete tensor; for backends. */
    public Buffer buffer() {
        if (buffer == null) {
            throw new StateException(
                    "This tensor has no values yet: it is part of a computation that is being traced (a layer, a "
                            + "loss, a model under construction). Compute with tensor methods here, and read values from the result of "
                            + "predict or function(...).call.");
        }
        return buffer;
    }

    // ---- leaving the tensor world ----

    private HostBuffer host() {
        return buffer().host();
    }

    /** The element at an index, one int per axis. */
    public double get(int... index) {
        if (index.length != rank()) {
            throw new ShapeException("get: expected " + rank() + " indices for shape " + shape() + ". Received "
                    + index.length + ". Try slice for parts of a tensor.");
        }
        int at = 0;
        for (int i = 0; i < index.length; i++) {
            int length = shape().dim(i);
            int j = index[i] < 0 ? index[i] + length : index[i];
            if (j < 0 || j >= length) {
                throw new ShapeException(
                        "get: index " + index[i] + " is out of range for axis " + i + " of shape " + shape() + ".");
            }
            at = at * length + j;
        }
        return host().getDouble(at);
    }

    /** The value of a tensor with one element. */
    public double item() {
        if (size() != 1) {
            throw new ShapeException(
                    "item: expected a tensor with one element. Received shape " + shape() + ". Try get(index...).");
        }
        return host().getDouble(0);
    }

    /** A row-major copy of all elements as floats. */
    public float[] toFloatArray() {
        return (float[]) cast(DType.FLOAT32).host().copy().array();
    }

    /** A row-major copy of all elements as doubles. */
    public double[] toDoubleArray() {
        return (double[]) cast(DType.FLOAT64).host().copy().array();
    }

    /** A row-major copy of all elements as ints; fractions are cut. */
    public int[] toIntArray() {
        return (int[]) cast(DType.INT32).host().copy().array();
    }

    /** A row-major copy of all elements as longs; fractions are cut. */
    public long[] toLongArray() {
        return (long[]) cast(DType.INT64).host().copy().array();
    }

    /** A nested Java array of the element type: {@code float[][]} for a float32 matrix, {@code Float} for a scalar. */
    public Object toArray() {
        return NestedArrays.toNested(shape(), host());
    }

    // ---- arithmetic ----

    public Tensor add(Operand other) {
        return binary(BinaryKind.ADD, other);
    }

    public Tensor add(double other) {
        return add(scalarLike(other));
    }

    public Tensor sub(Operand other) {
        return binary(BinaryKind.SUB, other);
    }

    public Tensor sub(double other) {
        return sub(scalarLike(other));
    }

    public Tensor mul(Operand other) {
        return binary(BinaryKind.MUL, other);
    }

    public Tensor mul(double other) {
        return mul(scalarLike(other));
    }

    /** True division: integers give float32. */
    public Tensor div(Operand other) {
        return asFloat().binary(BinaryKind.DIV, other);
    }

    public Tensor div(double other) {
        Tensor x = asFloat();
        return x.div(x.scalarLike(other));
    }

    /** The quotient rounded towards minus infinity. */
    public Tensor floorDiv(Operand other) {
        return binary(BinaryKind.FLOOR_DIV, other);
    }

    public Tensor floorDiv(double other) {
        return floorDiv(scalarLike(other));
    }

    /** The remainder with the sign of the divisor. */
    public Tensor mod(Operand other) {
        return binary(BinaryKind.MOD, other);
    }

    public Tensor mod(double other) {
        return mod(scalarLike(other));
    }

    public Tensor pow(Operand exponent) {
        return binary(BinaryKind.POW, exponent);
    }

    public Tensor pow(double exponent) {
        if (exponent == 2) {
            return square();
        }
        return exponent == 0.5 ? sqrt() : pow(scalarLike(exponent));
    }

    public Tensor maximum(Operand other) {
        return binary(BinaryKind.MAX, other);
    }

    public Tensor maximum(double other) {
        return maximum(scalarLike(other));
    }

    public Tensor minimum(Operand other) {
        return binary(BinaryKind.MIN, other);
    }

    public Tensor minimum(double other) {
        return minimum(scalarLike(other));
    }

    /** Values below {@code low} become {@code low}, values above {@code high} become {@code high}. */
    public Tensor clip(double low, double high) {
        return maximum(low).minimum(high);
    }

    public Tensor atan2(Operand x) {
        return asFloat().binary(BinaryKind.ATAN2, x);
    }

    // ---- elementwise functions; integers become float32 where the result is not an integer ----

    public Tensor neg() {
        return emit(new Unary(UnaryKind.NEG), this);
    }

    public Tensor abs() {
        return emit(new Unary(UnaryKind.ABS), this);
    }

    /** -1, 0 or 1. */
    public Tensor sign() {
        return emit(new Unary(UnaryKind.SIGN), this);
    }

    public Tensor square() {
        return emit(new Unary(UnaryKind.SQUARE), this);
    }

    public Tensor floor() {
        return emit(new Unary(UnaryKind.FLOOR), this);
    }

    public Tensor ceil() {
        return emit(new Unary(UnaryKind.CEIL), this);
    }

    /** To the nearest integer, halves to the even one. */
    public Tensor round() {
        return emit(new Unary(UnaryKind.ROUND), this);
    }

    public Tensor exp() {
        return floatUnary(UnaryKind.EXP);
    }

    /** exp(x) - 1, precise near zero. */
    public Tensor expm1() {
        return floatUnary(UnaryKind.EXPM1);
    }

    /** The natural logarithm. */
    public Tensor log() {
        return floatUnary(UnaryKind.LOG);
    }

    /** log(1 + x), precise near zero. */
    public Tensor log1p() {
        return floatUnary(UnaryKind.LOG1P);
    }

    public Tensor sqrt() {
        return floatUnary(UnaryKind.SQRT);
    }

    /** 1 / sqrt(x). */
    public Tensor rsqrt() {
        return floatUnary(UnaryKind.RSQRT);
    }

    /** 1 / x. */
    public Tensor reciprocal() {
        return floatUnary(UnaryKind.RECIPROCAL);
    }

    public Tensor sin() {
        return floatUnary(UnaryKind.SIN);
    }

    public Tensor cos() {
        return floatUnary(UnaryKind.COS);
    }

    public Tensor tan() {
        return floatUnary(UnaryKind.TAN);
    }

    public Tensor asin() {
        return floatUnary(UnaryKind.ASIN);
    }

    public Tensor acos() {
        return floatUnary(UnaryKind.ACOS);
    }

    public Tensor atan() {
        return floatUnary(UnaryKind.ATAN);
    }

    public Tensor sinh() {
        return floatUnary(UnaryKind.SINH);
    }

    public Tensor cosh() {
        return floatUnary(UnaryKind.COSH);
    }

    public Tensor tanh() {
        return floatUnary(UnaryKind.TANH);
    }

    public Tensor asinh() {
        return floatUnary(UnaryKind.ASINH);
    }

    public Tensor acosh() {
        return floatUnary(UnaryKind.ACOSH);
    }

    public Tensor atanh() {
        return floatUnary(UnaryKind.ATANH);
    }

    /** 1 / (1 + exp(-x)). */
    public Tensor sigmoid() {
        return floatUnary(UnaryKind.SIGMOID);
    }

    /** max(x, 0). */
    public Tensor relu() {
        return emit(new Unary(UnaryKind.RELU), this);
    }

    /** The error function. */
    public Tensor erf() {
        return floatUnary(UnaryKind.ERF);
    }

    /** The inverse of the error function. */
    public Tensor erfinv() {
        return floatUnary(UnaryKind.ERFINV);
    }

    /** log(1 + exp(x)), without overflow. */
    public Tensor softplus() {
        Tensor x = asFloat();
        // (x + |x|) / 2 is max(x, 0) with the right slope, one half, at zero.
        return x.abs().neg().exp().log1p().add(x.add(x.abs()).mul(0.5));
    }

    public Tensor isNaN() {
        return floatUnary(UnaryKind.IS_NAN);
    }

    public Tensor isInf() {
        return floatUnary(UnaryKind.IS_INF);
    }

    public Tensor isFinite() {
        return floatUnary(UnaryKind.IS_FINITE);
    }

    // ---- comparison, logic, choice ----

    public Tensor eq(Operand other) {
        return compare(CompareKind.EQ, other);
    }

    public Tensor eq(double other) {
        return eq(scalarLike(other));
    }

    public Tensor ne(Operand other) {
        return compare(CompareKind.NE, other);
    }

    public Tensor ne(double other) {
        return ne(scalarLike(other));
    }

    public Tensor lt(Operand other) {
        return compare(CompareKind.LT, other);
    }

    public Tensor lt(double other) {
        return lt(scalarLike(other));
    }

    public Tensor le(Operand other) {
        return compare(CompareKind.LE, other);
    }

    public Tensor le(double other) {
        return le(scalarLike(other));
    }

    public Tensor gt(Operand other) {
        return compare(CompareKind.GT, other);
    }

    public Tensor gt(double other) {
        return gt(scalarLike(other));
    }

    public Tensor ge(Operand other) {
        return compare(CompareKind.GE, other);
    }

    public Tensor ge(double other) {
        return ge(scalarLike(other));
    }

    public Tensor and(Operand other) {
        return emit(new Binary(BinaryKind.AND), cast(DType.BOOL), other.tensor().cast(DType.BOOL));
    }

    public Tensor or(Operand other) {
        return emit(new Binary(BinaryKind.OR), cast(DType.BOOL), other.tensor().cast(DType.BOOL));
    }

    public Tensor xor(Operand other) {
        return emit(new Binary(BinaryKind.XOR), cast(DType.BOOL), other.tensor().cast(DType.BOOL));
    }

    /** Logical not. */
    public Tensor not() {
        return emit(new Unary(UnaryKind.NOT), cast(DType.BOOL));
    }

    /** {@code yes} where this is true (non-zero), {@code no} elsewhere. */
    public Tensor where(Operand yes, Operand no) {
        Tensor a = yes.tensor();
        Tensor b = no.tensor();
        DType type = DType.promote(a.dtype(), b.dtype());
        return emit(new Select(), cast(DType.BOOL), a.cast(type), b.cast(type));
    }

    public Tensor where(Operand yes, double no) {
        return where(yes, yes.tensor().scalarLike(no));
    }

    public Tensor where(double yes, Operand no) {
        return where(no.tensor().scalarLike(yes), no);
    }

    // ---- reductions; no axes means all, negative axes count from the end ----

    public Tensor sum(int... axes) {
        return sum(axes, false);
    }

    public Tensor sum(int axis, boolean keepDims) {
        return sum(new int[] {axis}, keepDims);
    }

    public Tensor sum(int[] axes, boolean keepDims) {
        return reduce(
                ReduceKind.SUM,
                dtype() == DType.BOOL || dtype() == DType.UINT8 ? cast(DType.INT32) : this,
                axes,
                keepDims);
    }

    public Tensor mean(int... axes) {
        return mean(axes, false);
    }

    public Tensor mean(int axis, boolean keepDims) {
        return mean(new int[] {axis}, keepDims);
    }

    public Tensor mean(int[] axes, boolean keepDims) {
        Tensor x = asFloat();
        long count = 1;
        for (int axis : Axes.normalized(shape(), axes).toArray()) {
            if (shape().dim(axis) == Shape.UNKNOWN) {
                throw new ShapeException(
                        "mean: the batch size of " + shape() + " is not known while the model is being put "
                                + "together. Try a lambda layer or a custom layer around this step.");
            }
            count *= shape().dim(axis);
        }
        return x.sum(axes, keepDims).mul(1.0 / count);
    }

    /** The mean squared distance from the mean (divided by the number of elements). */
    public Tensor var(int... axes) {
        return var(axes, false);
    }

    public Tensor var(int[] axes, boolean keepDims) {
        Tensor x = asFloat();
        return x.sub(x.mean(axes.length == 0 ? Axes.normalized(shape()).toArray() : axes, true))
                .square()
                .mean(axes, keepDims);
    }

    /** The square root of the variance. */
    public Tensor std(int... axes) {
        return var(axes, false).sqrt();
    }

    public Tensor max(int... axes) {
        return max(axes, false);
    }

    public Tensor max(int axis, boolean keepDims) {
        return max(new int[] {axis}, keepDims);
    }

    public Tensor max(int[] axes, boolean keepDims) {
        return reduce(ReduceKind.MAX, this, axes, keepDims);
    }

    public Tensor min(int... axes) {
        return min(axes, false);
    }

    public Tensor min(int[] axes, boolean keepDims) {
        return reduce(ReduceKind.MIN, this, axes, keepDims);
    }

    /** The product. */
    public Tensor prod(int... axes) {
        Tensor result = this;
        int[] sorted = Axes.normalized(shape(), axes).toArray();
        for (int i = sorted.length - 1; i >= 0; i--) {
            result = reduce(ReduceKind.PROD, result, new int[] {sorted[i]}, false);
        }
        return result;
    }

    public Tensor any(int... axes) {
        return reduce(ReduceKind.ANY, cast(DType.BOOL), axes, false);
    }

    public Tensor all(int... axes) {
        return reduce(ReduceKind.ALL, cast(DType.BOOL), axes, false);
    }

    /** log(sum(exp(x))) without overflow. */
    public Tensor logSumExp(int axis, boolean keepDims) {
        Tensor top = max(axis, true).stopGradient();
        Tensor result = sub(top).exp().sum(axis, true).log().add(top);
        return keepDims ? result : result.squeeze(axis);
    }

    /** The int32 index of the first largest element along an axis. */
    public Tensor argmax(int axis) {
        return emit(new ArgReduce(true, shape().axis(axis)), this);
    }

    /** The int32 index of the first smallest element along an axis. */
    public Tensor argmin(int axis) {
        return emit(new ArgReduce(false, shape().axis(axis)), this);
    }

    public Tensor cumsum(int axis) {
        return emit(new Cumulative(CumulativeKind.SUM, shape().axis(axis), false, false), this);
    }

    public Tensor cumprod(int axis) {
        return emit(new Cumulative(CumulativeKind.PROD, shape().axis(axis), false, false), this);
    }

    // ---- shape and order ----

    /** The same elements in another shape; one axis may be -1 and takes what the others leave. */
    public Tensor reshape(int... dims) {
        return reshape(Shape.of(dims));
    }

    public Tensor reshape(Shape target) {
        return target.equals(shape()) && target.isKnown() ? this : emit(new Reshape(target), this);
    }

    /** All axes but the first joined into one. */
    public Tensor flatten() {
        if (rank() > 0 && shape().dim(0) == Shape.UNKNOWN) {
            return reshape(Shape.UNKNOWN, shape().range(1, rank()).size());
        }
        return reshape(rank() == 0 ? 1 : shape().dim(0), -1);
    }

    /** Reorders axes; without arguments reverses them. */
    public Tensor transpose(int... permutation) {
        int[] order = permutation.clone();
        if (order.length == 0) {
            order = new int[rank()];
            for (int i = 0; i < order.length; i++) {
                order[i] = order.length - 1 - i;
            }
        }
        for (int i = 0; i < order.length; i++) {
            order[i] = shape().axis(order[i]);
        }
        return emit(new Transpose(Axes.of(order)), this);
    }

    /** A new axis of length 1; -1 puts it last. */
    public Tensor expandDims(int axis) {
        int at = axis < 0 ? axis + rank() + 1 : axis;
        if (at < 0 || at > rank()) {
            throw new ShapeException("expandDims: axis " + axis + " is out of range for shape " + shape()
                    + ". Expected an axis from " + (-rank() - 1) + " to " + rank() + ".");
        }
        if (shape().isKnown()) {
            return reshape(shape().insert(at, 1));
        }
        int[] dims = shape().insert(at, 1).dims();
        return emit(new Reshape(Shape.of(dims)), this);
    }

    /** Removes an axis of length 1. */
    public Tensor squeeze(int axis) {
        if (shape().dim(axis) != 1) {
            throw new ShapeException(
                    "squeeze: expected axis " + axis + " of length 1. Received shape " + shape() + ".");
        }
        return reshape(shape().without(axis));
    }

    public Tensor broadcastTo(Shape target) {
        return target.equals(shape()) ? this : emit(new BroadcastTo(target), this);
    }

    /** The sum over whatever axes broadcasting to the present shape would have repeated; the reverse of broadcasting. */
    public Tensor sumTo(Shape target) {
        if (target.equals(shape())) {
            return this;
        }
        int extra = rank() - target.rank();
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < rank(); i++) {
            if (i < extra || (target.dim(i - extra) == 1 && shape().dim(i) != 1)) {
                axes.add(i);
            }
        }
        Tensor summed = axes.isEmpty()
                ? this
                : sum(axes.stream().mapToInt(Integer::intValue).toArray(), false);
        return summed.reshape(target);
    }

    /** Rows {@code start} to before {@code end} of the first axis. */
    public Tensor slice(int start, int end) {
        return slice(0, start, end);
    }

    /** Elements {@code start} to before {@code end} along an axis; negative positions count from the end. */
    public Tensor slice(int axis, int start, int end) {
        return slice(axis, start, end, 1);
    }

    /** Every {@code step}-th element from {@code start} to before {@code end} along an axis. */
    public Tensor slice(int axis, int start, int end, int step) {
        int at = shape().axis(axis);
        int length = shape().dim(at);
        if (length == Shape.UNKNOWN && (start < 0 || end < 0)) {
            throw new ShapeException("slice: positions cannot be counted from the end of axis " + axis + " of shape "
                    + shape() + ", whose length is not known yet. Try positions counted from the front.");
        }
        int from = start < 0 ? Math.max(0, start + length) : start;
        int to = end < 0 ? end + length : end;
        if (length != Shape.UNKNOWN && from > length) {
            throw new ShapeException(
                    "slice: start " + start + " lies beyond axis " + axis + " of shape " + shape() + ".");
        }
        int[] starts = new int[rank()];
        int[] limits = Axes.fill(rank(), Slice.END).toArray();
        int[] strides = Axes.fill(rank(), 1).toArray();
        starts[at] = from;
        limits[at] = to;
        strides[at] = step;
        return emit(new Slice(Axes.of(starts), Axes.of(limits), Axes.of(strides)), this);
    }

    /** The slice at one position of the first axis, which disappears. */
    public Tensor at(int index) {
        int i = index < 0 ? index + shape().dim(0) : index;
        if (i < 0 || i >= shape().dim(0)) {
            throw new ShapeException("at: index " + index + " is out of range for shape " + shape() + ".");
        }
        return slice(0, i, i + 1).squeeze(0);
    }

    /** Zeros (or another value) around each axis: {@code low[i]} before and {@code high[i]} after axis i. */
    public Tensor pad(int[] low, int[] high, double value) {
        return emit(new Pad(Axes.of(low), Axes.of(high), Axes.fill(low.length, 0), value), this);
    }

    /** Reverses the order along axes. */
    public Tensor flip(int... axes) {
        return emit(new Flip(Axes.normalized(shape(), axes)), this);
    }

    /** Each element {@code times} times along an axis. */
    public Tensor repeat(int times, int axis) {
        int at = shape().axis(axis);
        Shape wide = shape().insert(at + 1, times);
        return expandDims(at + 1).broadcastTo(wide).reshape(withLonger(at, times));
    }

    /** The whole tensor {@code times} times along an axis. */
    public Tensor tile(int times, int axis) {
        int at = shape().axis(axis);
        Shape wide = shape().insert(at, times);
        return expandDims(at).broadcastTo(wide).reshape(withLonger(at, times));
    }

    private Shape withLonger(int axis, int times) {
        int length = shape().dim(axis);
        return shape().with(axis, length == Shape.UNKNOWN ? length : length * times);
    }

    /** The slices at the given integer indices along an axis (NumPy's take). */
    public Tensor gather(Operand indices, int axis) {
        return emit(new Gather(shape().axis(axis)), this, indices);
    }

    /** The elements at the given indices along an axis (NumPy's take_along_axis). */
    public Tensor gatherAlong(Operand indices, int axis) {
        return emit(new GatherAlong(shape().axis(axis)), this, indices);
    }

    /** A new last axis of length {@code classes} with a 1 at the position that each integer names; float32. */
    public Tensor oneHot(int classes) {
        if (isConcrete() && !dtype().isFloat()) {
            return OneHot.of(this, classes);
        }
        Tensor positions = Tensors.iota(Shape.of(classes), 0, DType.INT32);
        return cast(DType.INT32).expandDims(-1).eq(positions).cast(DType.FLOAT32);
    }

    /** Sorted along an axis, smallest first, NaN last. */
    public Tensor sort(int axis) {
        return gatherAlong(argsort(axis), axis);
    }

    /** The int32 indices that sort along an axis; equal elements keep their order. */
    public Tensor argsort(int axis) {
        return argsort(axis, false);
    }

    public Tensor argsort(int axis, boolean descending) {
        return emit(new ArgSort(shape().axis(axis), descending), this);
    }

    /** The int32 positions, in row-major order, of the elements that are not zero (or true); for concrete tensors only. */
    public Tensor nonzero() {
        HostBuffer values = host();
        int[] positions = new int[values.size()];
        int count = 0;
        for (int i = 0; i < positions.length; i++) {
            if (values.getDouble(i) != 0) {
                positions[count++] = i;
            }
        }
        return Tensors.of(Arrays.copyOf(positions, count), count);
    }

    /** The int32 indices of the {@code k} largest elements of the last axis, largest first. */
    public Tensor topK(int k) {
        if (k < 0 || k > shape().last()) {
            throw new ShapeException("topK: k = " + k + " is out of range for the last axis of shape " + shape()
                    + ". Expected 0 to " + shape().last() + ".");
        }
        return argsort(-1, true).slice(-1, 0, k);
    }

    /** Cuts an axis into parts of equal length. */
    public List<Tensor> split(int parts, int axis) {
        int length = shape().dim(axis);
        if (parts <= 0 || length % parts != 0) {
            throw new ShapeException(
                    "split: axis " + axis + " of shape " + shape() + " cannot be cut into " + parts + " equal parts.");
        }
        List<Tensor> result = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            result.add(slice(axis, i * (length / parts), (i + 1) * (length / parts)));
        }
        return result;
    }

    // ---- types ----

    public Tensor cast(DType to) {
        return to == dtype() ? this : emit(new Cast(to), this);
    }

    /** Converts to "float32", "float64", "int32", "int64", "uint8" or "bool". */
    public Tensor cast(String dtype) {
        return cast(DType.of(dtype));
    }

    public Tensor zerosLike() {
        return shape().isKnown() ? Tensors.zeros(spec) : mul(0);
    }

    /** This value, treated as a constant by differentiation. */
    public Tensor stopGradient() {
        return isConcrete() ? this : emit(new StopGradient(), this);
    }

    // ---- linear algebra and networks ----

    /** The matrix product over the last two axes; leading axes are a batch. A vector is a row on the left, a column on the right. */
    public Tensor matmul(Operand other) {
        return matmul(other, false, false);
    }

    /** The matrix product with either operand's last two axes swapped first. */
    public Tensor matmul(Operand other, boolean transposeThis, boolean transposeOther) {
        Tensor b = other.tensor();
        DType type = DType.promote(dtype(), b.dtype()).toFloat();
        return MatrixProducts.matmul(cast(type), b.cast(type), transposeThis, transposeOther);
    }

    /** As {@link #matmul}. */
    public Tensor dot(Operand other) {
        return matmul(other);
    }

    /** exp(x) / sum(exp(x)) along the last axis. */
    public Tensor softmax() {
        return emit(new Softmax(), asFloat());
    }

    public Tensor softmax(int axis) {
        return alongLast(axis, Tensor::softmax);
    }

    public Tensor logSoftmax() {
        return emit(new LogSoftmax(), asFloat());
    }

    public Tensor logSoftmax(int axis) {
        return alongLast(axis, Tensor::logSoftmax);
    }

    // ---- helpers ----

    private Tensor alongLast(int axis, java.util.function.UnaryOperator<Tensor> function) {
        int at = shape().axis(axis);
        if (at == rank() - 1) {
            return function.apply(this);
        }
        int[] swap = Axes.normalized(shape()).toArray();
        swap[at] = rank() - 1;
        swap[rank() - 1] = at;
        return function.apply(transpose(swap)).transpose(swap);
    }

    private Tensor asFloat() {
        return cast(dtype().toFloat());
    }

    private Tensor floatUnary(UnaryKind kind) {
        return emit(new Unary(kind), asFloat());
    }

    private Tensor binary(BinaryKind kind, Operand other) {
        Tensor b = other.tensor();
        DType type = DType.promote(dtype(), b.dtype());
        if (type == DType.BOOL) {
            type = DType.INT32;
        }
        return emit(new Binary(kind), cast(type), b.cast(type));
    }

    private Tensor compare(CompareKind kind, Operand other) {
        Tensor b = other.tensor();
        DType type = DType.promote(dtype(), b.dtype());
        return emit(new Compare(kind), cast(type), b.cast(type));
    }

    private static Tensor reduce(ReduceKind kind, Tensor x, int[] axes, boolean keepDims) {
        return emit(new Reduce(kind, Axes.normalized(x.shape(), axes), keepDims), x);
    }

    /** A Java number as a scalar that meets this tensor without changing its type, unless it has a fraction we cannot hold. */
    private Tensor scalarLike(double value) {
        DType type = dtype();
        boolean whole = value == Math.rint(value) && !Double.isInfinite(value);
        if (!type.isFloat() && !whole) {
            type = DType.FLOAT32;
        } else if (type == DType.BOOL || (type == DType.UINT8 && (value < 0 || value > 255))) {
            type = DType.INT32;
        }
        return Tensors.scalar(value, type);
    }

    /** Values of a small concrete tensor, else shape and dtype. */
    @Override
    public String toString() {
        return isConcrete()
                ? TensorPrinter.print(this)
                : "<Symbolic tensor shape=" + shape() + ", dtype=" + dtype() + ">";
    }

    /** Not defined on values, so that tensors can be keys of maps: use {@code eq} and {@code all}. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
