package org.triceras.formats.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.DataException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Tensor;

/** ONNX's numbers of element types, and tensors as it stores them. */
final class OnnxType {
    private OnnxType() {}

    static int code(DType dtype) {
        return switch (dtype) {
            case FLOAT32 -> 1;
            case UINT8 -> 2;
            case INT32 -> 6;
            case INT64 -> 7;
            case BOOL -> 9;
            case FLOAT64 -> 11;
        };
    }

    /** A TensorProto. */
    static ProtoMessage tensor(String name, Spec spec, byte[] raw) {
        ProtoMessage message = new ProtoMessage();
        for (int dim : spec.shape().dims()) {
            message.number(1, dim);
        }
        return message.number(2, code(spec.dtype())).text(8, name).bytes(9, raw);
    }

    /** The elements as they are stored. */
    static byte[] raw(String name, Tensor value) {
        long bytes = (long) value.size() * value.dtype().bytes();
        if (bytes > Integer.MAX_VALUE - 64) {
            throw new DataException(
                    "The weights \"" + name + "\" have " + bytes + " bytes. An ONNX file holds up to 2 GB.");
        }
        ByteBuffer raw = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
        HostBuffer host = value.buffer().host();
        switch (value.dtype()) {
            case FLOAT32 -> raw.asFloatBuffer().put(host.floats(), 0, value.size());
            case FLOAT64 -> raw.asDoubleBuffer().put(host.doubles(), 0, value.size());
            case INT32 -> raw.asIntBuffer().put(host.ints(), 0, value.size());
            case INT64 -> raw.asLongBuffer().put(host.longs(), 0, value.size());
            case UINT8 -> raw.put(host.bytes(), 0, value.size());
            case BOOL -> {
                for (int i = 0; i < value.size(); i++) {
                    raw.put((byte) (host.booleans()[i] ? 1 : 0));
                }
            }
        }
        return raw.array();
    }
}
