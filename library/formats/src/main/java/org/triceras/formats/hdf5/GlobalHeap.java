package org.triceras.formats.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The place of variable-length strings, which may be longer than a message.
 *
 * <p>Strings are collected first and written as collections at the front of the file, so that references to them are known
 * when attributes are written. An index has 16 bits, so a collection takes up to {@link #PER_COLLECTION} strings.
 */
final class GlobalHeap {
    private static final int PER_COLLECTION = 30_000;
    private static final int MIN_COLLECTION = 4096;

    private final List<byte[]> strings = new ArrayList<>();
    private final List<Long> addresses = new ArrayList<>();
    private int next;

    void collect(String text) {
        strings.add(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(Output out) throws IOException {
        for (int from = 0; from < strings.size(); from += PER_COLLECTION) {
            List<byte[]> part = strings.subList(from, Math.min(from + PER_COLLECTION, strings.size()));
            addresses.add(out.append(collection(part)));
        }
    }

    /** The reference to the next string; strings must be asked for in the order they were collected. */
    LittleEndian reference(String text) {
        int index = next++;
        int length = strings.get(index).length;
        if (length != text.getBytes(StandardCharsets.UTF_8).length) {
            throw new IllegalStateException("strings of the global heap are asked for out of order");
        }
        return new LittleEndian()
                .u32(length)
                .u64(addresses.get(index / PER_COLLECTION))
                .u32(index % PER_COLLECTION + 1);
    }

    private static byte[] collection(List<byte[]> part) {
        LittleEndian objects = new LittleEndian();
        for (int i = 0; i < part.size(); i++) {
            byte[] text = part.get(i);
            objects.u16(i + 1).u16(0).u32(0).u64(text.length).raw(text).align();
        }
        int used = 16 + objects.size();
        int size = Math.max(MIN_COLLECTION, used + 16);
        LittleEndian out =
                new LittleEndian().ascii("GCOL").u8(1).u8(0).u16(0).u64(size).raw(objects);
        // Object 0 is the free space; its size counts its own header.
        out.u16(0).u16(0).u32(0).u64(size - used);
        return out.raw(new byte[size - out.size()]).toBytes();
    }
}
