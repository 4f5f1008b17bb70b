package org.triceras.engine.tensor;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.triceras.engine.error.DTypeException;

/**
 * Element types, in promotion order: an operation on two types works in the later one (int64 and float32 give float32, as in
 * Keras). Host arrays are {@code boolean[], byte[] (unsigned), int[], long[], float[], double[]}.
 */
public enum DType {
    BOOL(1),
    UINT8(1),
    INT32(4),
    INT64(8),
    FLOAT32(4),
    FLOAT64(8);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes per element. */
    public int bytes() {
        return bytes;
    }

    /** Keras's name: "float32", "bool", ... */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT64;
    }

    public boolean isInteger() {
        return this == UINT8 || this == INT32 || this == INT64;
    }

    /** The type that an operation on both works in. */
    public static DType promote(DType a, DType b) {
        return a.ordinal() >= b.ordinal() ? a : b;
    }

    /** This type if it is a floating one, else float32: what division, exp, mean and the like give. */
    public DType toFloat() {
        return isFloat() ? this : FLOAT32;
    }

    /** The type of that name; "float" and "int" mean float32 and int32. */
    public static DType of(String name) {
        switch (name) {
            case "float":
                return FLOAT32;
            case "int":
                return INT32;
            default:
                for (DType type : values()) {
                    if (type.id().equals(name)) {
                        return type;
                    }
                }
                throw new DTypeException("Unknown dtype \"" + name + "\". Expected one of "
                        + Arrays.stream(values()).map(DType::id).collect(Collectors.joining(", ")) + ".");
        }
    }

    @Override
    public String toString() {
        return id();
    }
}
