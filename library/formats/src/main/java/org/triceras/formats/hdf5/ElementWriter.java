package org.triceras.formats.hdf5;

import java.io.IOException;

/** Writes the elements of a dataset. */
final class ElementWriter {
    private ElementWriter() {}

    static void write(Output out, Hdf5Type type, Object data, GlobalHeap heap) throws IOException {
        switch (type) {
            case FLOAT16 -> {
                for (float v : (float[]) data) {
                    out.buffer().putShort(HalfFloat.toBits(v));
                }
            }
            case FLOAT32 -> out.floats((float[]) data);
            case FLOAT64 -> {
                for (double v : (double[]) data) {
                    out.buffer().putDouble(v);
                }
            }
            case INT8 -> out.append((byte[]) data);
            case INT16 -> {
                for (short v : (short[]) data) {
                    out.buffer().putShort(v);
                }
            }
            case INT32 -> {
                for (int v : (int[]) data) {
                    out.buffer().putInt(v);
                }
            }
            case UINT8 -> {
                for (int v : (int[]) data) {
                    out.buffer().put((byte) v);
                }
            }
            case UINT16 -> {
                for (int v : (int[]) data) {
                    out.buffer().putShort((short) v);
                }
            }
            case UINT32 -> {
                for (long v : (long[]) data) {
                    out.buffer().putInt((int) v);
                }
            }
            case INT64, UINT64 -> {
                for (long v : (long[]) data) {
                    out.buffer().putLong(v);
                }
            }
            case BOOL -> {
                for (boolean v : (boolean[]) data) {
                    out.buffer().put((byte) (v ? 1 : 0));
                }
            }
            case STRING -> {
                for (String v : (String[]) data) {
                    byte[] reference = heap.reference(v).toBytes();
                    out.buffer().put(reference, 0, 8);
                    out.buffer().put(reference, 8, 8);
                }
            }
        }
    }
}
