package org.triceras.kernel.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What was printed for one request to one stream and is not yet sent. */
final class StreamText {
    private static final int FIRST_BYTES = 1024;

    private final String name;
    private byte[] buffer = new byte[FIRST_BYTES];
    private int count;

    StreamText(String name) {
        this.name = name;
    }

    /** "stdout" or "stderr". */
    String name() {
        return name;
    }

    int size() {
        return count;
    }

    /** Takes bytes until it holds {@code most}; returns how many it took. */
    int append(byte[] bytes, int offset, int length, int most) {
        int n = Math.min(length, most - count);
        if (count + n > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(most, Math.max(count + n, 4 * buffer.length)));
        }
        System.arraycopy(bytes, offset, buffer, count, n);
        count += n;
        return n;
    }

    /** Takes out what is there, but for the first bytes of a character whose rest is still to come. */
    String take() {
        int whole = wholeCharacters();
        String text = new String(buffer, 0, whole, StandardCharsets.UTF_8);
        System.arraycopy(buffer, whole, buffer, 0, count - whole);
        count -= whole;
        return text;
    }

    private int wholeCharacters() {
        int start = count - 1;
        while (start >= 0 && start > count - 4 && (buffer[start] & 0xC0) == 0x80) {
            start--;
        }
        if (start < 0) {
            return count;
        }
        int lead = buffer[start] & 0xff;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        return count - start < length ? start : count;
    }
}
