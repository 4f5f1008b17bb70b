package org.triceras.charts.render;

import java.util.Arrays;
import java.util.Optional;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;
import org.triceras.keras.display.PlainText;

/** ND4J's arrays, shown as tensors are. ND4J is a library that a notebook may bring, so its methods are called by name. */
final class NdArrayView {
    private static final String TYPE = "org.nd4j.linalg.api.ndarray.INDArray";
    /** Larger ones are shown as ND4J prints them, which leaves out their middle. */
    private static final long MOST_VALUES = 4_000_000;

    private NdArrayView() {}

    static Optional<MimeBundle> bundle(Object value) {
        Class<?> type = find(value.getClass());
        if (type == null) {
            return Optional.empty();
        }
        try {
            long[] shape = (long[]) type.getMethod("shape").invoke(value);
            Object dtype = type.getMethod("dataType").invoke(value);
            String kind = "INDArray " + dtype + " " + Arrays.toString(shape);
            String text = PlainText.of(value) + "\n" + kind;
            long size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
            if (size == 0 || size > MOST_VALUES) {
                return Optional.of(MimeBundle.text(text));
            }
            // Not ravel, which fails in 1.0.0-M2.1.
            Object row = type.getMethod("reshape", char.class, long[].class).invoke(value, 'c', new long[] {size});
            double[] values = (double[]) type.getMethod("toDoubleVector").invoke(row);
            MimeBundle shown = Display.bundleOf(tensor(values, shape, String.valueOf(dtype)));
            MimeBundle own = MimeBundle.text(text);
            for (String each : shown.types()) {
                if (!each.equals(MimeBundle.TEXT)) {
                    own = own.with(each, shown.get(each));
                }
            }
            return Optional.of(own);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Another version of ND4J, or strings: its own text will do.
            return Optional.empty();
        }
    }

    private static Tensor tensor(double[] values, long[] shape, String dtype) {
        Tensor exact = Tensors.wrap(
                Shape.of(Arrays.stream(shape).mapToInt(Math::toIntExact).toArray()), DType.FLOAT64, values);
        return switch (dtype) {
            case "DOUBLE" -> exact;
            case "BOOL" -> exact.cast(DType.BOOL);
            case "UBYTE", "UINT8" -> exact.cast(DType.UINT8);
            case "LONG", "INT64", "UINT32", "UINT64" -> exact.cast(DType.INT64);
            case "INT", "SHORT", "BYTE", "UINT16", "INT32" -> exact.cast(DType.INT32);
            default -> exact.cast(DType.FLOAT32);
        };
    }

    private static Class<?> find(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Class<?> face : each.getInterfaces()) {
                Class<?> found = face.getName().equals(TYPE) ? face : find(face);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
