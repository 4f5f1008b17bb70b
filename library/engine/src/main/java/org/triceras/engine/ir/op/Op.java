package org.triceras.engine.ir.op;

import java.util.List;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Tensor;

/**
 * An operation with its attributes. Everything that is true of it whatever the backend stands in its record: the shape and type
 * check, the gradient and, for a composite, its definition in primitives. What a primitive computes is defined by the
 * reference backend.
 */
public sealed interface Op
        permits ArgReduce,
                ArgSort,
                AvgPool2d,
                AvgPool2dGrad,
                Binary,
                BroadcastTo,
                Call,
                Cast,
                Compare,
                Concat,
                Constant,
                Conv2d,
                Conv2dFilterGrad,
                Conv2dInputGrad,
                Cumulative,
                Flip,
                Gather,
                GatherAlong,
                Input,
                Iota,
                LogSoftmax,
                MatMul,
                MaxPool2d,
                MaxPool2dGrad,
                Pad,
                RandomUniform,
                ReadVariable,
                Reduce,
                Reshape,
                Result,
                Scan,
                ScatterAdd,
                ScatterAddAlong,
                Select,
                Slice,
                Softmax,
                SoftmaxCrossEntropy,
                StopGradient,
                Transpose,
                Unary {

    /** The spec of the result, or an error that says what does not fit. Input specs have known shapes. */
    Spec infer(List<Spec> inputs);

    /** The specs of all results; only a loop has more than one. */
    default List<Spec> inferAll(List<Spec> inputs) {
        return List.of(infer(inputs));
    }

    /**
     * The vector-Jacobian product: given the gradient of some scalar with respect to this node's result, the gradients with
     * respect to its inputs, as new nodes. An entry is null where no gradient flows.
     */
    List<Tensor> vjp(Node node, Tensor dy);

    /** As {@link #vjp} for an operation with several results; entries of {@code dys} are null where no gradient came. */
    default List<Tensor> vjpAll(Node node, List<Tensor> dys) {
        return vjp(node, dys.get(0));
    }

    /** A composite's definition in simpler operations; null for a primitive. */
    default Tensor expand(List<Tensor> inputs) {
        return null;
    }

    /** True for the few operations that infer their result without looking at sizes. */
    default boolean allowsUnknown() {
        return false;
    }
}
