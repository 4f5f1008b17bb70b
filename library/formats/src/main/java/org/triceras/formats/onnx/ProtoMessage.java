package org.triceras.formats.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A message in Protocol Buffers' wire format: numbered fields in any order. Long contents are referred to, not copied. */
final class ProtoMessage {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final List<byte[]> parts = new ArrayList<>();
    private ByteArrayOutputStream open = new ByteArrayOutputStream();
    private long size;

    ProtoMessage number(int field, long value) {
        key(field, VARINT);
        varint(value);
        return this;
    }

    ProtoMessage real(int field, float value) {
        key(field, FIXED32);
        int bits = Float.floatToIntBits(value);
        for (int i = 0; i < 4; i++) {
            put(bits >>> (8 * i));
        }
        return this;
    }

    ProtoMessage text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** @param value is not copied */
    ProtoMessage bytes(int field, byte[] value) {
        key(field, LENGTH_DELIMITED);
        varint(value.length);
        append(value);
        return this;
    }

    ProtoMessage message(int field, ProtoMessage value) {
        value.close();
        key(field, LENGTH_DELIMITED);
        varint(value.size);
        close();
        parts.addAll(value.parts);
        size += value.size;
        return this;
    }

    /** Bytes so far. */
    long size() {
        return size;
    }

    void writeTo(OutputStream out) throws IOException {
        close();
        for (byte[] part : parts) {
            out.write(part);
        }
    }

    private void key(int field, int wireType) {
        varint((long) field << 3 | wireType);
    }

    /** Seven bits a byte, the lowest first; negative ones take ten bytes. */
    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            put((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        put((int) rest);
    }

    private void put(int value) {
        open.write(value);
        size++;
    }

    private void append(byte[] value) {
        close();
        parts.add(value);
        size += value.length;
    }

    private void close() {
        if (open.size() > 0) {
            parts.add(open.toByteArray());
            open = new ByteArrayOutputStream();
        }
    }
}
