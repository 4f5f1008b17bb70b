package org.triceras.keras.layers;

import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.config.KerasConfig;

/** Where the channels axis lies. All computation has it last; channels-first data is transposed before and after. */
final class DataFormats {
    private DataFormats() {}

    static String standard() {
        return KerasConfig.get().imageDataFormat();
    }

    /** The format, or the standard one for null. */
    static String check(String format) {
        if (format == null) {
            return standard();
        }
        if (!format.equals("channels_last") && !format.equals("channels_first")) {
            throw new ArgumentException(
                    "dataFormat: expected \"channels_last\" or \"channels_first\". Received \"" + format + "\".");
        }
        return format;
    }

    static boolean isFirst(String format) {
        return format.equals("channels_first");
    }

    /** (batch, channels, ...) to (batch, ..., channels). */
    static Tensor toLast(Tensor x) {
        int[] order = new int[x.rank()];
        for (int i = 1; i < order.length - 1; i++) {
            order[i] = i + 1;
        }
        order[order.length - 1] = 1;
        return x.transpose(order);
    }

    /** (batch, ..., channels) to (batch, channels, ...). */
    static Tensor toFirst(Tensor x) {
        int[] order = new int[x.rank()];
        order[1] = order.length - 1;
        for (int i = 2; i < order.length; i++) {
            order[i] = i - 1;
        }
        return x.transpose(order);
    }
}
