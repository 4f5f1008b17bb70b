package org.triceras.formats.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Appends blocks to the file at addresses that are multiples of 8. */
final class Output {
    private static final int CHUNK = 1 << 16;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    private long flushed;

    Output(FileChannel channel) {
        this.channel = channel;
    }

    long position() {
        return flushed + buffer.position();
    }

    /** Room for one more value of up to 8 bytes. */
    ByteBuffer buffer() throws IOException {
        if (buffer.remaining() < 8) {
            flush();
        }
        return buffer;
    }

    void align() throws IOException {
        while (position() % 8 != 0) {
            buffer().put((byte) 0);
        }
    }

    /** Returns the address of the block. */
    long append(byte[] block) throws IOException {
        align();
        long address = position();
        for (int at = 0; at < block.length; ) {
            int count = Math.min(buffer().remaining(), block.length - at);
            buffer.put(block, at, count);
            at += count;
        }
        return address;
    }

    /** Most of every file: in bulk. */
    void floats(float[] values) throws IOException {
        for (int at = 0; at < values.length; ) {
            int count = Math.min(buffer().remaining() / Float.BYTES, values.length - at);
            buffer.asFloatBuffer().put(values, at, count);
            buffer.position(buffer.position() + count * Float.BYTES);
            at += count;
        }
    }

    void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            flushed += channel.write(buffer, flushed);
        }
        buffer.clear();
    }
}
