package org.triceras.charts.render;

import java.util.Arrays;
import java.util.Optional;
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
            Object row = type.getMethod("ravel", char.class).invoke(value, 'c');
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
        int[] dims = Arrays.stream(shape).mapToInt(Math::toIntExact).toArray();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        Tensor tensor = Tensors.of(floats, dims);
        return switch (dtype) {
            case "UBYTE", "UINT8" -> tensor.cast("uint8");
            case "INT", "LONG", "SHORT", "BYTE", "UINT16", "UINT32", "UINT64", "INT32", "INT64" ->
                Tensors.of(Arrays.stream(values).mapToInt(v -> (int) v).toArray())
                        .reshape(dims);
            default -> tensor;
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
