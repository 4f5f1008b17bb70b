package org.triceras.keras.callbacks;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;

/**
 * A file of TensorBoard events: records of length, checksum, message and checksum, little-endian, the messages in protocol buffers' wire
 * format (fields of tensorflow/core/util/event.proto and summary.proto).
 */
final class EventFile implements Closeable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final OutputStream out;

    EventFile(Path folder) throws IOException {
        Files.createDirectories(folder);
        String name = "events.out.tfevents." + System.currentTimeMillis() / 1000 + ".triceras."
                + ProcessHandle.current().pid() + "." + COUNT.getAndIncrement() + ".v2";
        out = Files.newOutputStream(folder.resolve(name));
        Message event = new Message().doubleField(1, System.currentTimeMillis() / 1000.0);
        write(event.bytesField(3, "brain.Event:2".getBytes(StandardCharsets.UTF_8)));
    }

    /** A number at a step. */
    void scalar(String tag, long step, double value) throws IOException {
        Message plugin = new Message().bytesField(1, "scalars".getBytes(StandardCharsets.UTF_8));
        Message summaryValue = new Message()
                .bytesField(1, tag.getBytes(StandardCharsets.UTF_8))
                .floatField(2, (float) value)
                .bytesField(9, new Message().bytesField(1, plugin.bytes()).bytes());
        write(new Message()
                .doubleField(1, System.currentTimeMillis() / 1000.0)
                .varintField(2, step)
                .bytesField(5, new Message().bytesField(1, summaryValue.bytes()).bytes()));
    }

    private void write(Message message) throws IOException {
        byte[] data = message.bytes();
        byte[] length = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(data.length)
                .array();
        ByteBuffer record = ByteBuffer.allocate(16 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        record.put(length).putInt(masked(length)).put(data).putInt(masked(data));
        out.write(record.array());
        out.flush();
    }

    /** The checksum turned and shifted, so that a checksum of checksums is not a special case. */
    static int masked(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** A message under construction. */
    private static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        private Message varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
            return this;
        }

        Message varintField(int number, long value) {
            return varint(number << 3).varint(value);
        }

        Message doubleField(int number, double value) {
            varint(number << 3 | 1);
            out.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(value)
                    .array());
            return this;
        }

        Message floatField(int number, float value) {
            varint(number << 3 | 5);
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(value)
                    .array());
            return this;
        }

        Message bytesField(int number, byte[] value) {
            varint(number << 3 | 2).varint(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
