package org.triceras.engine.io;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.DataException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/**
 * NumPy's .npy format, versions 1 to 3. Types we lack are widened: int8, int16 and uint16 to int32, uint32 and uint64 to int64,
 * float16 to float32.
 */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([a-z])(\\d+)'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");
    private static final int CHUNK = 1 << 16;
    // Plain arrays need about 100 bytes; only records with many fields, which we do not read, need more.
    private static final int MAX_HEADER = 1 << 20;

    private Npy() {}

    public static Tensor read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (NoSuchFileException e) {
            throw new DataException(
                    "File not found: " + file.toAbsolutePath() + ". Expected a NumPy .npy file there.", e);
        } catch (IOException e) {
            throw new DataException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Reads one array; {@code name} is for error messages. */
    public static Tensor read(InputStream in, String name) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8 || !startsWith(start, MAGIC)) {
            throw new DataException(name + " is not a NumPy .npy file. Expected it to start with \\x93NUMPY.");
        }
        boolean longHeader = start[6] > 1;
        ByteBuffer size = ByteBuffer.wrap(in.readNBytes(longHeader ? 4 : 2)).order(ByteOrder.LITTLE_ENDIAN);
        if (size.remaining() < (longHeader ? 4 : 2)) {
            throw truncated(name);
        }
        int headerSize = longHeader ? size.getInt() : size.getShort() & 0xffff;
        if (headerSize < 0 || headerSize > MAX_HEADER) {
            throw new DataException(name + ": this .npy file says that its header has " + (headerSize & 0xffffffffL)
                    + " bytes. Expected at most " + MAX_HEADER + "; the file is damaged.");
        }
        String header = new String(in.readNBytes(headerSize), StandardCharsets.UTF_8);
        Matcher descr = find(DESCR, header, name);
        boolean fortran = find(ORDER, header, name).group(1).equals("True");
        Shape shape = shape(find(SHAPE, header, name).group(1));
        ByteOrder order = descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        String kind = descr.group(2) + descr.group(3);
        HostBuffer buffer = HostBuffer.allocate(dtypeOf(kind, name), shape.size());
        fill(in, buffer, kind, order, name);
        if (fortran && shape.rank() > 1) {
            int[] reversed = new int[shape.rank()];
            for (int i = 0; i < reversed.length; i++) {
                reversed[i] = shape.dim(-1 - i);
            }
            return Tensor.concrete(new Spec(Shape.of(reversed), buffer.dtype()), buffer)
                    .transpose();
        }
        return Tensor.concrete(new Spec(shape, buffer.dtype()), buffer);
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (bytes[i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static Matcher find(Pattern pattern, String header, String name) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new DataException(name + ": the header of this .npy file is not understood: " + header.trim()
                    + ". Expected plain numbers or booleans (no objects, strings or records).");
        }
        return matcher;
    }

    private static Shape shape(String text) {
        if (text.isBlank()) {
            return Shape.SCALAR;
        }
        String[] parts = text.trim().replaceAll(",$", "").split(",");
        int[] dims = new int[parts.length];
        for (int i = 0; i < dims.length; i++) {
            try {
                dims[i] = Integer.parseInt(parts[i].trim());
            } catch (NumberFormatException e) {
                throw new DataException(
                        "Shape (" + text + ") of a .npy file: expected numbers up to " + Integer.MAX_VALUE + ".", e);
            }
        }
        return Shape.of(dims);
    }

    private static DType dtypeOf(String kind, String name) {
        switch (kind) {
            case "f2":
            case "f4":
                return DType.FLOAT32;
            case "f8":
                return DType.FLOAT64;
            case "i1":
            case "i2":
            case "u2":
            case "i4":
                return DType.INT32;
            case "u4":
            case "u8":
            case "i8":
                return DType.INT64;
            case "u1":
                return DType.UINT8;
            case "b1":
                return DType.BOOL;
            default:
                throw new DataException(
                        name + ": element type '" + kind + "' is not supported. Expected floats, integers or bools.");
        }
    }

    private static void fill(InputStream in, HostBuffer buffer, String kind, ByteOrder order, String name)
            throws IOException {
        int bytes = Integer.parseInt(kind.substring(1));
        for (int at = 0; at < buffer.size(); ) {
            int count = Math.min(CHUNK, buffer.size() - at);
            byte[] raw = in.readNBytes(count * bytes);
            if (raw.length < count * bytes) {
                throw truncated(name);
            }
            ByteBuffer data = ByteBuffer.wrap(raw).order(order);
            switch (kind) {
                case "f4":
                    data.asFloatBuffer().get(buffer.floats(), at, count);
                    break;
                case "f8":
                    data.asDoubleBuffer().get(buffer.doubles(), at, count);
                    break;
                case "i4":
                    data.asIntBuffer().get(buffer.ints(), at, count);
                    break;
                case "i8":
                case "u8":
                    data.asLongBuffer().get(buffer.longs(), at, count);
                    break;
                case "u1":
                    data.get(buffer.bytes(), at, count);
                    break;
                default:
                    for (int i = 0; i < count; i++) {
                        buffer.setLong(at + i, 0);
                        widen(data, kind, buffer, at + i);
                    }
            }
            at += count;
        }
    }

    private static void widen(ByteBuffer data, String kind, HostBuffer buffer, int i) {
        switch (kind) {
            case "b1":
                buffer.booleans()[i] = data.get() != 0;
                break;
            case "i1":
                buffer.ints()[i] = data.get();
                break;
            case "i2":
                buffer.ints()[i] = data.getShort();
                break;
            case "u2":
                buffer.ints()[i] = data.getShort() & 0xffff;
                break;
            case "u4":
                buffer.longs()[i] = data.getInt() & 0xffffffffL;
                break;
            default:
                buffer.floats()[i] = halfToFloat(data.getShort());
        }
    }

    private static float halfToFloat(short half) {
        int sign = half < 0 ? -1 : 1;
        int exponent = (half >> 10) & 0x1f;
        int mantissa = half & 0x3ff;
        if (exponent == 0x1f) {
            return mantissa != 0 ? Float.NaN : sign * Float.POSITIVE_INFINITY;
        }
        return exponent == 0 ? sign * mantissa * 0x1p-24f : sign * Math.scalb(1 + mantissa * 0x1p-10f, exponent - 15);
    }

    private static DataException truncated(String name) {
        return new DataException(
                name + " ends too early: the file is damaged or was not written completely.", new EOFException());
    }

    /** Writes to a temporary name and moves it into place. */
    public static void write(Path file, Tensor tensor) {
        AtomicFiles.write(file, out -> write(out, tensor));
    }

    public static void write(OutputStream out, Tensor tensor) throws IOException {
        HostBuffer buffer = tensor.buffer().host();
        out.write(header(tensor));
        int bytes = buffer.dtype().bytes();
        byte[] raw = new byte[CHUNK * bytes];
        ByteBuffer data = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < buffer.size(); at += CHUNK) {
            int count = Math.min(CHUNK, buffer.size() - at);
            data.clear();
            switch (buffer.dtype()) {
                case FLOAT32:
                    data.asFloatBuffer().put(buffer.floats(), at, count);
                    break;
                case FLOAT64:
                    data.asDoubleBuffer().put(buffer.doubles(), at, count);
                    break;
                case INT32:
                    data.asIntBuffer().put(buffer.ints(), at, count);
                    break;
                case INT64:
                    data.asLongBuffer().put(buffer.longs(), at, count);
                    break;
                case UINT8:
                    data.put(buffer.bytes(), at, count);
                    break;
                default:
                    for (int i = 0; i < count; i++) {
                        data.put((byte) (buffer.booleans()[at + i] ? 1 : 0));
                    }
            }
            out.write(raw, 0, count * bytes);
        }
    }

    private static byte[] header(Tensor tensor) {
        String descr = switch (tensor.dtype()) {
            case FLOAT32 -> "<f4";
            case FLOAT64 -> "<f8";
            case INT32 -> "<i4";
            case INT64 -> "<i8";
            case UINT8 -> "|u1";
            case BOOL -> "|b1";
        };
        String text = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + tensor.shape() + ", }";
        // NumPy wants the data to start at a multiple of 64 bytes.
        int padding = 63 - (10 + text.length()) % 64;
        text = text + " ".repeat(padding) + "\n";
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(MAGIC);
        header.write(1);
        header.write(0);
        header.write(text.length() & 0xff);
        header.write(text.length() >> 8);
        header.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        return header.toByteArray();
    }
}
