package org.triceras.formats.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte buffer in the byte order of the format. */
final class LittleEndian {
    private byte[] bytes = new byte[256];
    private int size;

    LittleEndian u8(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) value;
        return this;
    }

    LittleEndian u16(int value) {
        return u8(value).u8(value >> 8);
    }

    LittleEndian u32(long value) {
        return u16((int) value).u16((int) (value >> 16));
    }

    LittleEndian u64(long value) {
        return u32(value).u32(value >> 32);
    }

    LittleEndian ascii(String text) {
        return raw(text.getBytes(StandardCharsets.US_ASCII));
    }

    LittleEndian raw(byte[] values) {
        return raw(values, values.length);
    }

    LittleEndian raw(LittleEndian other) {
        return raw(other.bytes, other.size);
    }

    private LittleEndian raw(byte[] values, int count) {
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, size * 2));
        }
        System.arraycopy(values, 0, bytes, size, count);
        size += count;
        return this;
    }

    /** Zeros up to a multiple of 8. */
    LittleEndian align() {
        while (size % 8 != 0) {
            u8(0);
        }
        return this;
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
