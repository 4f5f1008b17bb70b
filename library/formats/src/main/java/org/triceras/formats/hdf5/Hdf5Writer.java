package org.triceras.formats.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.io.AtomicFiles;

/** Writes a tree as an HDF5 file that h5py and every library since HDF5 1.8 reads. */
public final class Hdf5Writer {
    /** Where there is nothing: no dense storage, no data. */
    private static final long UNDEFINED = -1;

    private static final int SUPERBLOCK_BYTES = 48;

    private final Output out;
    private final GlobalHeap heap = new GlobalHeap();

    private Hdf5Writer(Output out) {
        this.out = out;
    }

    /**
     * Writes to a temporary name first and then moves the file into place, so that a failure leaves an old file whole.
     *
     * @throws org.triceras.engine.error.DataException when the file cannot be written
     * @throws ArgumentException when an attribute is over 64 kB; a single string may have any length
     */
    public static void write(Path file, Hdf5Group root) {
        AtomicFiles.writePath(file, temporary -> {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                writeTo(channel, root);
            }
        });
    }

    private static void writeTo(FileChannel channel, Hdf5Group root) throws IOException {
        Output out = new Output(channel);
        Hdf5Writer writer = new Hdf5Writer(out);
        out.append(new byte[SUPERBLOCK_BYTES]);
        writer.collectStrings(root);
        writer.heap.write(out);
        long rootAddress = writer.write(root);
        out.align();
        out.flush();
        channel.write(ByteBuffer.wrap(superblock(rootAddress, out.position())), 0);
    }

    private static byte[] superblock(long root, long end) {
        LittleEndian block = new LittleEndian()
                .u8(0x89)
                .ascii("HDF\r\n")
                .u8(0x1a)
                .ascii("\n")
                .u8(2)
                .u8(8)
                .u8(8)
                .u8(0)
                .u64(0)
                .u64(UNDEFINED)
                .u64(end)
                .u64(root);
        return block.u32(Lookup3.hash(block.toBytes())).toBytes();
    }

    /** Visits strings in the order in which {@link #write(Hdf5Node)} asks for them. */
    private void collectStrings(Hdf5Node node) {
        if (node instanceof Hdf5Group group) {
            group.children().values().forEach(this::collectStrings);
        } else if (node instanceof Hdf5Dataset dataset && dataset.data() instanceof String[] texts) {
            for (String text : texts) {
                heap.collect(text);
            }
        }
        for (Object value : node.attributes().values()) {
            if (value instanceof String text) {
                heap.collect(text);
            }
        }
    }

    /** Children first: a link holds the address of its target. */
    private long write(Hdf5Node node) throws IOException {
        ObjectHeader header = new ObjectHeader();
        if (node instanceof Hdf5Group group) {
            header.add(
                    ObjectHeader.LINK_INFO,
                    new LittleEndian().u8(0).u8(0).u64(UNDEFINED).u64(UNDEFINED),
                    "group");
            header.add(ObjectHeader.GROUP_INFO, new LittleEndian().u8(0).u8(0), "group");
            for (Map.Entry<String, Hdf5Node> child : group.children().entrySet()) {
                header.add(ObjectHeader.LINK, link(child.getKey(), write(child.getValue())), "link");
            }
        } else {
            addDataset(header, (Hdf5Dataset) node);
        }
        for (Map.Entry<String, Object> attribute : node.attributes().entrySet()) {
            String name = attribute.getKey();
            header.add(ObjectHeader.ATTRIBUTE, attribute(name, attribute.getValue()), "attribute \"" + name + "\"");
        }
        return out.append(header.toBytes());
    }

    private static LittleEndian link(String name, long address) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        // Flags: character set given (0x10), the name's length takes four bytes (0x02).
        return new LittleEndian()
                .u8(1)
                .u8(0x12)
                .u8(1)
                .u32(text.length)
                .raw(text)
                .u64(address);
    }

    private void addDataset(ObjectHeader header, Hdf5Dataset dataset) throws IOException {
        long bytes = (long) dataset.size() * dataset.type().bytes();
        long address = UNDEFINED;
        if (bytes > 0) {
            out.align();
            address = out.position();
            ElementWriter.write(out, dataset.type(), dataset.data(), heap);
        }
        header.add(ObjectHeader.DATASPACE, DataTypes.space(dataset.shape()), "dataspace");
        header.add(ObjectHeader.DATATYPE, DataTypes.of(dataset.type()), "datatype");
        // Version 3: allocated late (2), written only if set (2 << 2), no value given.
        header.add(ObjectHeader.FILL_VALUE, new LittleEndian().u8(3).u8(0x0a), "fill value");
        header.add(
                ObjectHeader.LAYOUT, new LittleEndian().u8(3).u8(1).u64(address).u64(bytes), "layout");
    }

    private LittleEndian attribute(String name, Object value) {
        AttributeValue encoded = AttributeValue.of(value, heap);
        if (encoded == null) {
            throw new ArgumentException("HDF5 attribute \"" + name
                    + "\": expected a String, Boolean, Number, String[], long[], int[], double[] or float[]. Received: "
                    + (value == null ? "null" : value.getClass().getName()) + ".");
        }
        byte[] text = (name + "\0").getBytes(StandardCharsets.UTF_8);
        return new LittleEndian()
                .u8(3)
                .u8(0)
                .u16(text.length)
                .u16(encoded.type().size())
                .u16(encoded.space().size())
                .u8(1)
                .raw(text)
                .raw(encoded.type())
                .raw(encoded.space())
                .raw(encoded.data());
    }
}
