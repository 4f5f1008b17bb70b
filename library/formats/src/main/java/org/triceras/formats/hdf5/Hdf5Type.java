package org.triceras.formats.hdf5;

/** Element types. Unsigned integers and half floats are held in the next wider Java type, as jhdf returns them. */
public enum Hdf5Type {
    FLOAT16(2, float[].class),
    FLOAT32(4, float[].class),
    FLOAT64(8, double[].class),
    INT8(1, byte[].class),
    INT16(2, short[].class),
    INT32(4, int[].class),
    INT64(8, long[].class),
    UINT8(1, int[].class),
    UINT16(2, int[].class),
    UINT32(4, long[].class),
    UINT64(8, long[].class),
    /** h5py's form of a bool: an enumeration FALSE = 0, TRUE = 1 over int8. */
    BOOL(1, boolean[].class),
    /** Variable-length UTF-8 strings. */
    STRING(16, String[].class);

    private final int bytes;
    private final Class<?> arrayType;

    Hdf5Type(int bytes, Class<?> arrayType) {
        this.bytes = bytes;
        this.arrayType = arrayType;
    }

    /** Bytes of one element in a file. */
    public int bytes() {
        return bytes;
    }

    /** The flat Java array that holds the elements. */
    public Class<?> arrayType() {
        return arrayType;
    }

    boolean isFloat() {
        return this == FLOAT16 || this == FLOAT32 || this == FLOAT64;
    }

    boolean isSigned() {
        return this == INT8 || this == INT16 || this == INT32 || this == INT64;
    }
}
