package org.triceras.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.DataException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/**
 * The IDX format of MNIST and its relatives: two zero bytes, the element type, the number of axes, each length as a big-endian int, then
 * the elements. Compressed files are recognised. Signed bytes and shorts are widened to int32.
 */
public final class Idx {
    /** So many bytes are taken from the heap before it is known that the file has them: a damaged one may name any length. */
    private static final int AT_ONCE = 1 << 26;

    private Idx() {}

    public static Tensor read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new DataException("File not found: " + file.toAbsolutePath() + ". Expected an IDX file there.", e);
        } catch (IOException e) {
            throw new DataException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Reads one array; {@code name} is for error messages. */
    public static Tensor read(InputStream source, String name) {
        try (InputStream in = decompressed(source)) {
            ByteBuffer magic = ByteBuffer.wrap(bytes(in, 4, name));
            if (magic.getShort() != 0) {
                throw new DataException(name + " is not an IDX file. Expected it to start with two zero bytes.");
            }
            int type = magic.get() & 0xff;
            int[] dims = new int[magic.get() & 0xff];
            ByteBuffer lengths = ByteBuffer.wrap(bytes(in, 4 * dims.length, name));
            for (int i = 0; i < dims.length; i++) {
                dims[i] = lengths.getInt();
                if (dims[i] < 0) {
                    throw damaged(name);
                }
            }
            Shape shape = Shape.of(dims);
            HostBuffer buffer = elements(in, type, shape.size(), name);
            return Tensor.concrete(new Spec(shape, buffer.dtype()), buffer);
        } catch (ZipException e) {
            throw new DataException(
                    name + " is damaged: its compressed content cannot be unpacked. Delete it and load it again.", e);
        } catch (IOException e) {
            throw new DataException("Cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    private static InputStream decompressed(InputStream source) throws IOException {
        BufferedInputStream in = new BufferedInputStream(source, 1 << 16);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static HostBuffer elements(InputStream in, int type, int count, String name) throws IOException {
        switch (type) {
            case 0x08:
                return new HostBuffer(DType.UINT8, bytes(in, count, name));
            case 0x09:
                byte[] small = bytes(in, count, name);
                HostBuffer fromBytes = HostBuffer.allocate(DType.INT32, count);
                for (int i = 0; i < count; i++) {
                    fromBytes.ints()[i] = small[i];
                }
                return fromBytes;
            case 0x0B:
                ByteBuffer shorts = ByteBuffer.wrap(bytes(in, 2 * count, name));
                HostBuffer fromShorts = HostBuffer.allocate(DType.INT32, count);
                for (int i = 0; i < count; i++) {
                    fromShorts.ints()[i] = shorts.getShort();
                }
                return fromShorts;
            case 0x0C:
                HostBuffer ints = HostBuffer.allocate(DType.INT32, count);
                ByteBuffer.wrap(bytes(in, 4 * count, name)).asIntBuffer().get(ints.ints());
                return ints;
            case 0x0D:
                HostBuffer floats = HostBuffer.allocate(DType.FLOAT32, count);
                ByteBuffer.wrap(bytes(in, 4 * count, name)).asFloatBuffer().get(floats.floats());
                return floats;
            case 0x0E:
                HostBuffer doubles = HostBuffer.allocate(DType.FLOAT64, count);
                ByteBuffer.wrap(bytes(in, 8 * count, name)).asDoubleBuffer().get(doubles.doubles());
                return doubles;
            default:
                throw new DataException(name + ": unknown IDX element type 0x" + Integer.toHexString(type)
                        + ". Expected 0x08, 0x09, 0x0b, 0x0c, 0x0d or 0x0e.");
        }
    }

    private static byte[] bytes(InputStream in, int count, String name) throws IOException {
        byte[] bytes = count > AT_ONCE ? in.readNBytes(count) : new byte[count];
        int read = count > AT_ONCE ? bytes.length : in.readNBytes(bytes, 0, count);
        if (read < count) {
            throw damaged(name);
        }
        return bytes;
    }

    private static DataException damaged(String name) {
        return new DataException(name
                + " ends too early: the file is damaged or was not loaded completely. Delete it and load it again.");
    }
}
