package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** A dense layer over any axes, named in an equation: {@code new EinsumDense("abc,cd->abd", -1, 64).biasAxes("d")}. */
public final class EinsumDense extends KernelLayer<EinsumDense> {
    private String equation;
    private int[] outputShape;
    private String biasAxes;

    EinsumDense() {}

    /**
     * @param equation the axes of input and kernel, and those of the output; "..." stands for any number of axes
     * @param outputShape the output's lengths without the batch axis; -1 for those that the input tells
     */
    public EinsumDense(String equation, int... outputShape) {
        Einsum.parse(equation);
        this.equation = equation;
        this.outputShape = outputShape.clone();
    }

    /** The axes of the output that get a bias; null, the default, for no bias. */
    public EinsumDense biasAxes(String axes) {
        requireUnbuilt("biasAxes");
        this.biasAxes = axes;
        return this;
    }

    @Override
    public void build(Shape input) {
        Einsum full = Einsum.parse(equation).expanded(input.rank());
        if (full.left().length() != input.rank()) {
            throw new ShapeException("Expected an input of " + full.left().length() + " axes for the equation \""
                    + equation + "\". Received " + input + ".");
        }
        int[] dims =
                full.right().chars().map(c -> length((char) c, full, input)).toArray();
        addKernel("kernel", Shape.of(dims));
        if (biasAxes != null) {
            addBias(biasShape(full, input));
        }
    }

    private int length(char axis, Einsum full, Shape input) {
        int atOutput = full.output().indexOf(axis);
        if (atOutput > 0) {
            // Counted from the end, as an ellipsis has no lengths of its own in outputShape.
            int k = outputShape.length - (full.output().length() - atOutput);
            if (k >= 0 && outputShape[k] >= 0) {
                return outputShape[k];
            }
        }
        int atInput = full.left().indexOf(axis);
        if (atInput < 0) {
            throw new ArgumentException("EinsumDense: expected a length for axis \"" + axis + "\" of \"" + equation
                    + "\" in outputShape, as the input does not have it. Received "
                    + java.util.Arrays.toString(outputShape) + ".");
        }
        return input.dim(atInput);
    }

    private Shape biasShape(Einsum full, Shape input) {
        String axes = full.output();
        int first = axes.length();
        for (char c : biasAxes.toCharArray()) {
            if (axes.indexOf(c) < 0) {
                throw new ArgumentException("EinsumDense: expected bias axes that the output \"" + axes
                        + "\" has. Received \"" + biasAxes + "\".");
            }
            first = Math.min(first, axes.indexOf(c));
        }
        List<Integer> dims = new ArrayList<>();
        for (char c : axes.substring(first).toCharArray()) {
            dims.add(biasAxes.indexOf(c) >= 0 ? length(c, full, input) : 1);
        }
        return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public Tensor call(Tensor x) {
        return finish(Einsum.of(equation, x, kernel().tensor()));
    }

    @Override
    public boolean supportsMasking() {
        return true;
    }

    @Override
    protected void options(Options o) {
        o.value("output_shape", () -> Layer.shapeList(Shape.of(outputShape)), v -> outputShape = Options.ints(v, 1))
                .required("the lengths of the output's axes, the batch's apart")
                .text("equation", () -> equation, v -> equation = v)
                .required("an equation, such as \"abc,cd->abd\"")
                .text("bias_axes", () -> biasAxes, v -> biasAxes = v);
        parameterOptions(o);
        o.regularizer("activity_regularizer", this::activityRegularizer, this::setActivityRegularizer)
                .value("quantization_config", () -> null, v -> {});
    }
}
