package org.triceras.engine.tensor;

import java.util.Locale;
import org.triceras.engine.backend.HostBuffer;

/** Writes a tensor as text in NumPy's manner, long axes abbreviated. */
final class TensorPrinter {
    private static final int EDGE = 3;
    private static final int FULL_SIZE = 100;

    private final Tensor tensor;
    private final HostBuffer values;
    private final boolean abbreviate;
    private final StringBuilder text = new StringBuilder();

    private TensorPrinter(Tensor tensor) {
        this.tensor = tensor;
        this.values = tensor.buffer().host();
        this.abbreviate = tensor.size() > FULL_SIZE;
    }

    static String print(Tensor tensor) {
        TensorPrinter printer = new TensorPrinter(tensor);
        printer.axis(0, 0, tensor.size());
        return printer.text
                .append("  ")
                .append(tensor.dtype())
                .append(tensor.shape())
                .toString();
    }

    private void axis(int depth, int offset, int size) {
        if (depth == tensor.rank()) {
            text.append(element(offset));
            return;
        }
        int length = tensor.shape().dim(depth);
        int stride = length == 0 ? 0 : size / length;
        boolean last = depth == tensor.rank() - 1;
        text.append('[');
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                text.append(last ? ", " : ",\n" + " ".repeat(depth + 1));
            }
            if (abbreviate && length > 2 * EDGE && i == EDGE) {
                text.append("...");
                i = length - EDGE - 1;
            } else {
                axis(depth + 1, offset + i * stride, stride);
            }
        }
        text.append(']');
    }

    private String element(int i) {
        switch (tensor.dtype()) {
            case BOOL:
                return String.valueOf(values.booleans()[i]);
            case UINT8:
            case INT32:
            case INT64:
                return String.valueOf(values.getLong(i));
            default:
                double value = values.getDouble(i);
                boolean plain =
                        value == 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e7) || !Double.isFinite(value);
                return plain
                        ? trimZeros(String.format(Locale.ROOT, "%.6f", value))
                        : String.format(Locale.ROOT, "%.6e", value);
        }
    }

    private static String trimZeros(String number) {
        return number.contains(".") ? number.replaceAll("0+$", "").replaceAll("\\.$", ".0") : number;
    }
}
