package org.triceras.kernel.compiler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A {@link PackageTable} in a file: sorted lines, in which a package is found by halving. So nothing is made of what nobody asks for; a JDK
 * has 30,000 classes, and a cell uses some dozens.
 */
final class IndexFile implements PackageTable {
    private final byte[] bytes;
    private final int begin;

    private IndexFile(byte[] bytes, int begin) {
        this.bytes = bytes;
        this.begin = begin;
    }

    /** The table in a file that was written with the same stamp, or null. */
    static IndexFile read(Path file, String stamp) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            byte[] head = (stamp + "\n").getBytes(StandardCharsets.UTF_8);
            boolean fits = bytes.length >= head.length
                    && bytes[bytes.length - 1] == '\n'
                    && Arrays.equals(bytes, 0, head.length, head, 0, head.length);
            return fits ? new IndexFile(bytes, head.length) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Writes a table; what reads meanwhile sees the old file or the new one. */
    static void write(Path file, String stamp, Map<String, String> table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((stamp + "\n").getBytes(StandardCharsets.UTF_8));
        Map<byte[], String> sorted = new TreeMap<>(Arrays::compareUnsigned);
        table.forEach((key, text) -> sorted.put((key + "\t").getBytes(StandardCharsets.UTF_8), text));
        sorted.forEach((key, text) -> {
            out.writeBytes(key);
            out.writeBytes((text + "\n").getBytes(StandardCharsets.UTF_8));
        });
        Path unfinished = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        Files.write(unfinished, out.toByteArray());
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public String find(String key) {
        byte[] wanted = (key + "\t").getBytes(StandardCharsets.UTF_8);
        int low = begin;
        int high = bytes.length;
        while (low < high) {
            int line = (low + high) >>> 1;
            while (line > low && bytes[line - 1] != '\n') {
                line--;
            }
            int end = endOf(line);
            int order =
                    Arrays.compareUnsigned(bytes, line, Math.min(end, line + wanted.length), wanted, 0, wanted.length);
            if (order == 0) {
                return text(line + wanted.length, end);
            } else if (order < 0) {
                low = end + 1;
            } else {
                high = line;
            }
        }
        return null;
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        for (int line = begin; line < bytes.length; ) {
            int end = endOf(line);
            int tab = line;
            while (bytes[tab] != '\t') {
                tab++;
            }
            action.accept(text(line, tab), text(tab + 1, end));
            line = end + 1;
        }
    }

    private int endOf(int line) {
        int end = line;
        while (bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
