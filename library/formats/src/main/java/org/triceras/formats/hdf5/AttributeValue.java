package org.triceras.formats.hdf5;

import java.nio.charset.StandardCharsets;

/** Type, space and bytes of an attribute. */
record AttributeValue(LittleEndian type, LittleEndian space, LittleEndian data) {

    /** Null for a value of an unknown kind. */
    static AttributeValue of(Object value, GlobalHeap heap) {
        LittleEndian data = new LittleEndian();
        if (value instanceof String text) {
            return scalar(Hdf5Type.STRING, heap.reference(text));
        } else if (value instanceof Boolean flag) {
            return scalar(Hdf5Type.BOOL, data.u8(flag ? 1 : 0));
        } else if (value instanceof Integer || value instanceof Long) {
            return scalar(Hdf5Type.INT64, data.u64(((Number) value).longValue()));
        } else if (value instanceof Number number) {
            return scalar(Hdf5Type.FLOAT64, data.u64(Double.doubleToLongBits(number.doubleValue())));
        } else if (value instanceof String[] texts) {
            return strings(texts);
        } else if (value instanceof long[] values) {
            for (long v : values) {
                data.u64(v);
            }
            return array(Hdf5Type.INT64, values.length, data);
        } else if (value instanceof int[] values) {
            for (int v : values) {
                data.u32(v);
            }
            return array(Hdf5Type.INT32, values.length, data);
        } else if (value instanceof double[] values) {
            for (double v : values) {
                data.u64(Double.doubleToLongBits(v));
            }
            return array(Hdf5Type.FLOAT64, values.length, data);
        } else if (value instanceof float[] values) {
            for (float v : values) {
                data.u32(Float.floatToIntBits(v));
            }
            return array(Hdf5Type.FLOAT32, values.length, data);
        }
        return null;
    }

    private static AttributeValue scalar(Hdf5Type type, LittleEndian data) {
        return new AttributeValue(DataTypes.of(type), DataTypes.space(), data);
    }

    private static AttributeValue array(Hdf5Type type, int length, LittleEndian data) {
        return new AttributeValue(DataTypes.of(type), DataTypes.space(length), data);
    }

    /** Lists of names are fixed-length, as Keras writes them: old readers expect the bytes in place. */
    private static AttributeValue strings(String[] texts) {
        byte[][] encoded = new byte[texts.length][];
        int width = 1;
        boolean ascii = true;
        for (int i = 0; i < texts.length; i++) {
            encoded[i] = texts[i].getBytes(StandardCharsets.UTF_8);
            width = Math.max(width, encoded[i].length);
            ascii &= encoded[i].length == texts[i].length();
        }
        LittleEndian data = new LittleEndian();
        for (byte[] text : encoded) {
            data.raw(text).raw(new byte[width - text.length]);
        }
        return new AttributeValue(DataTypes.fixedString(width, ascii), DataTypes.space(texts.length), data);
    }
}
