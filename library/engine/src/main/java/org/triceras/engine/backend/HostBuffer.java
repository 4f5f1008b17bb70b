package org.triceras.engine.backend;

import java.lang.reflect.Array;
import org.triceras.engine.backend.jvm.ThreadTeam;
import org.triceras.engine.tensor.DType;

/** A Java array: boolean[], byte[] (unsigned), int[], long[], float[] or double[] by element type. */
public final class HostBuffer implements Buffer {
    /** Elements that a thread copies at least; less is not worth sharing. */
    private static final int COPIED_AT_ONCE = 1 << 13;

    private final DType dtype;
    private final Object array;
    private final int size;

    /** Wraps an array of the type's kind without copying it. */
    public HostBuffer(DType dtype, Object array) {
        this.dtype = dtype;
        this.array = array;
        this.size = Array.getLength(array);
    }

    /** A new buffer of zeros. */
    public static HostBuffer allocate(DType dtype, int size) {
        LargeArrays.announce((long) size * dtype.bytes());
        switch (dtype) {
            case BOOL:
                return new HostBuffer(dtype, new boolean[size]);
            case UINT8:
                return new HostBuffer(dtype, new byte[size]);
            case INT32:
                return new HostBuffer(dtype, new int[size]);
            case INT64:
                return new HostBuffer(dtype, new long[size]);
            case FLOAT32:
                return new HostBuffer(dtype, new float[size]);
            default:
                return new HostBuffer(dtype, new double[size]);
        }
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public HostBuffer host() {
        return this;
    }

    public Object array() {
        return array;
    }

    public float[] floats() {
        return (float[]) array;
    }

    public double[] doubles() {
        return (double[]) array;
    }

    public int[] ints() {
        return (int[]) array;
    }

    public long[] longs() {
        return (long[]) array;
    }

    public byte[] bytes() {
        return (byte[]) array;
    }

    public boolean[] booleans() {
        return (boolean[]) array;
    }

    /** Rows lie scattered in what may be gigabytes, so that each begins with misses of the caches; threads wait for theirs at the same time. */
    @Override
    public void copyRows(int[] numbers, int from, int count, int first, int length, HostBuffer target) {
        int grain = Math.max(1, COPIED_AT_ONCE / Math.max(1, length));
        ThreadTeam.current().ranges(count, grain, (begin, end) -> {
            if (numbers == null) {
                System.arraycopy(
                        array, (first + from + begin) * length, target.array, begin * length, (end - begin) * length);
                return;
            }
            for (int i = begin; i < end; i++) {
                System.arraycopy(array, (first + numbers[from + i]) * length, target.array, i * length, length);
            }
        });
    }

    public HostBuffer copy() {
        HostBuffer copy = allocate(dtype, size);
        System.arraycopy(array, 0, copy.array, 0, size);
        return copy;
    }

    /** One element as a double; true is 1. */
    public double getDouble(int i) {
        switch (dtype) {
            case BOOL:
                return booleans()[i] ? 1 : 0;
            case UINT8:
                return bytes()[i] & 0xff;
            case INT32:
                return ints()[i];
            case INT64:
                return longs()[i];
            case FLOAT32:
                return floats()[i];
            default:
                return doubles()[i];
        }
    }

    /** One element as a long; fractions are cut. */
    public long getLong(int i) {
        return dtype == DType.INT64 ? longs()[i] : (long) getDouble(i);
    }

    /** Stores a value converted to the element type: fractions are cut for integers, any non-zero is true. */
    public void setDouble(int i, double value) {
        switch (dtype) {
            case BOOL:
                booleans()[i] = value != 0;
                break;
            case UINT8:
                bytes()[i] = (byte) (long) value;
                break;
            case INT32:
                ints()[i] = (int) (long) value;
                break;
            case INT64:
                longs()[i] = (long) value;
                break;
            case FLOAT32:
                floats()[i] = (float) value;
                break;
            default:
                doubles()[i] = value;
        }
    }

    /** As {@link #setDouble}, without the rounding that a long above 2^53 would suffer. */
    public void setLong(int i, long value) {
        if (dtype == DType.INT64) {
            longs()[i] = value;
        } else if (dtype == DType.INT32) {
            ints()[i] = (int) value;
        } else if (dtype == DType.UINT8) {
            bytes()[i] = (byte) value;
        } else {
            setDouble(i, value);
        }
    }
}
