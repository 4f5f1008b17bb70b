package org.triceras.formats.hdf5;

/** The bytes of datatype and dataspace messages; field by field after the HDF5 file format specification, IV.A.2. */
final class DataTypes {
    private DataTypes() {}

    static LittleEndian of(Hdf5Type type) {
        return switch (type) {
            case FLOAT16 -> floating(2, 10, 5, 15);
            case FLOAT32 -> floating(4, 23, 8, 127);
            case FLOAT64 -> floating(8, 52, 11, 1023);
            case BOOL -> bool();
            case STRING -> variableString();
            default -> fixedPoint(type.bytes(), type.isSigned());
        };
    }

    /** Fixed-length, padded with zeros: what h5py writes for a NumPy array of bytes. */
    static LittleEndian fixedString(int length, boolean ascii) {
        return new LittleEndian().u8(0x13).u8(ascii ? 0x01 : 0x11).u16(0).u32(length);
    }

    static LittleEndian space(int... shape) {
        LittleEndian out = new LittleEndian().u8(2).u8(shape.length).u8(0).u8(shape.length == 0 ? 0 : 1);
        for (int n : shape) {
            out.u64(n);
        }
        return out;
    }

    private static LittleEndian floating(int bytes, int mantissa, int exponent, int bias) {
        return new LittleEndian()
                .u8(0x11)
                .u8(0x20)
                .u8(bytes * 8 - 1)
                .u8(0)
                .u32(bytes)
                .u16(0)
                .u16(bytes * 8)
                .u8(mantissa)
                .u8(exponent)
                .u8(0)
                .u8(mantissa)
                .u32(bias);
    }

    private static LittleEndian fixedPoint(int bytes, boolean signed) {
        return new LittleEndian()
                .u8(0x10)
                .u8(signed ? 0x08 : 0)
                .u16(0)
                .u32(bytes)
                .u16(0)
                .u16(bytes * 8);
    }

    private static LittleEndian bool() {
        return new LittleEndian()
                .u8(0x38)
                .u16(2)
                .u8(0)
                .u32(1)
                .raw(fixedPoint(1, true))
                .ascii("FALSE\0TRUE\0")
                .u8(0)
                .u8(1);
    }

    private static LittleEndian variableString() {
        return new LittleEndian().u8(0x19).u8(0x01).u8(0x01).u8(0).u32(16).raw(fixedPoint(1, false));
    }
}
