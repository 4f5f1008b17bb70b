package org.triceras.formats.hdf5;

import io.jhdf.api.Attribute;
import io.jhdf.dataset.DatasetReader;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.triceras.engine.error.DataException;

/** Turns what jhdf returns (flat or nested arrays, boxed scalars) into flat arrays of our types. */
final class Elements {
    private Elements() {}

    static Hdf5Type type(DataType type, String where) {
        if (type instanceof FloatingPoint) {
            switch (type.getSize()) {
                case 2:
                    return Hdf5Type.FLOAT16;
                case 4:
                    return Hdf5Type.FLOAT32;
                case 8:
                    return Hdf5Type.FLOAT64;
                default:
            }
        } else if (type instanceof FixedPoint integer) {
            boolean signed = integer.isSigned();
            switch (type.getSize()) {
                case 1:
                    return signed ? Hdf5Type.INT8 : Hdf5Type.UINT8;
                case 2:
                    return signed ? Hdf5Type.INT16 : Hdf5Type.UINT16;
                case 4:
                    return signed ? Hdf5Type.INT32 : Hdf5Type.UINT32;
                case 8:
                    return signed ? Hdf5Type.INT64 : Hdf5Type.UINT64;
                default:
            }
        } else if (type instanceof StringData || type instanceof VariableLength) {
            return Hdf5Type.STRING;
        } else if (type instanceof EnumDataType names
                && names.getEnumMapping().values().stream().allMatch(n -> n.equals("TRUE") || n.equals("FALSE"))) {
            return Hdf5Type.BOOL;
        }
        throw new DataException("HDF5 " + where + ": expected floats, integers, booleans or strings. Received the type "
                + type.getClass().getSimpleName() + " of " + type.getSize() + " bytes, which is not supported.");
    }

    /**
     * A flat array of the type.
     *
     * @param data flat or nested arrays or a scalar; null for no elements
     */
    static Object flat(Hdf5Type type, Object data) {
        if (data == null) {
            return Array.newInstance(type.arrayType().getComponentType(), 0);
        } else if (data.getClass() == type.arrayType()) {
            return data;
        }
        Object flat = Array.newInstance(type.arrayType().getComponentType(), count(data));
        copy(type, data, flat, 0);
        return flat;
    }

    private static int count(Object data) {
        if (!data.getClass().isArray()) {
            return 1;
        }
        int count = 0;
        int length = Array.getLength(data);
        for (int i = 0; i < length; i++) {
            count += count(Array.get(data, i));
        }
        return count;
    }

    private static int copy(Hdf5Type type, Object from, Object to, int at) {
        if (!from.getClass().isArray()) {
            Array.set(to, at, element(type, from));
            return at + 1;
        }
        int next = at;
        int length = Array.getLength(from);
        for (int i = 0; i < length; i++) {
            next = copy(type, Array.get(from, i), to, next);
        }
        return next;
    }

    private static Object element(Hdf5Type type, Object value) {
        if (type == Hdf5Type.BOOL) {
            return value.equals("TRUE");
        }
        return value instanceof BigInteger big ? (Object) big.longValue() : value;
    }

    /** The forms that {@link Hdf5Node} lists. */
    static Object attribute(Attribute attribute) {
        Hdf5Type type = type(attribute.getDataType(), "attribute \"" + attribute.getName() + "\"");
        Object data = attribute.isEmpty() || attribute.getSize() == 0 ? null : data(attribute);
        if (attribute.isScalar()) {
            return scalar(type, Array.get(flat(type, data), 0));
        }
        return array(type, flat(type, data));
    }

    /** h5py stores Python's bytes as ASCII whatever they hold, and Keras writes the names of layers as bytes of UTF-8. */
    private static Object data(Attribute attribute) {
        DataType type = attribute.getDataType();
        LittleEndian utf8 = null;
        if (type instanceof StringData text && text.getCharset().equals(StandardCharsets.US_ASCII)) {
            utf8 = DataTypes.fixedString(type.getSize(), false);
        } else if (type instanceof VariableLength text
                && text.isVariableLengthString()
                && text.getEncoding().equals(StandardCharsets.US_ASCII)) {
            utf8 = DataTypes.of(Hdf5Type.STRING);
        }
        if (utf8 == null) {
            return attribute.getData();
        }
        ByteBuffer description = ByteBuffer.wrap(utf8.toBytes()).order(ByteOrder.LITTLE_ENDIAN);
        return DatasetReader.readDataset(
                DataType.readDataType(description),
                attribute.getBuffer(),
                attribute.getDimensions(),
                attribute.getNode().getHdfFile().getHdfBackingStorage());
    }

    private static Object scalar(Hdf5Type type, Object value) {
        if (type.isFloat()) {
            return ((Number) value).doubleValue();
        }
        return value instanceof Number number ? (Object) number.longValue() : value;
    }

    private static Object array(Hdf5Type type, Object flat) {
        if (type == Hdf5Type.STRING || flat instanceof float[] || flat instanceof double[]) {
            return flat;
        } else if (flat instanceof int[] || flat instanceof long[]) {
            return flat;
        }
        long[] wide = new long[Array.getLength(flat)];
        for (int i = 0; i < wide.length; i++) {
            Object value = Array.get(flat, i);
            wide[i] = value instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) value).longValue();
        }
        return wide;
    }
}
