package org.triceras.formats.hdf5;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.triceras.engine.error.ArgumentException;

/** An array with its shape; the data is flat, row-major, in the Java array that {@link Hdf5Type#arrayType()} names. */
public final class Hdf5Dataset implements Hdf5Node {
    private final Hdf5Type type;
    private final int[] shape;
    private final Object data;
    private final Map<String, Object> attributes = new LinkedHashMap<>();

    /**
     * @param shape sizes, outermost first; none for a scalar
     * @param data flat array with as many elements as the shape has; not copied
     */
    public Hdf5Dataset(Hdf5Type type, int[] shape, Object data) {
        this.type = Objects.requireNonNull(type, "type");
        this.shape = shape.clone();
        this.data = Objects.requireNonNull(data, "data");
        if (data.getClass() != type.arrayType()) {
            throw new ArgumentException("An HDF5 dataset of type " + type + " expects "
                    + type.arrayType().getSimpleName() + ". Received: "
                    + data.getClass().getSimpleName() + ".");
        }
        long size = 1;
        for (int n : shape) {
            size *= n;
        }
        if (size != Array.getLength(data)) {
            throw new ArgumentException("An HDF5 dataset of shape " + Arrays.toString(shape) + " expects " + size
                    + " elements. Received: " + Array.getLength(data) + ".");
        }
    }

    public static Hdf5Dataset of(float[] data, int... shape) {
        return new Hdf5Dataset(Hdf5Type.FLOAT32, shape, data);
    }

    public Hdf5Type type() {
        return type;
    }

    public int[] shape() {
        return shape.clone();
    }

    /** The elements themselves, not a copy. */
    public Object data() {
        return data;
    }

    public int size() {
        return Array.getLength(data);
    }

    @Override
    public Map<String, Object> attributes() {
        return attributes;
    }

    @Override
    public String toString() {
        return type + Arrays.toString(shape);
    }
}
