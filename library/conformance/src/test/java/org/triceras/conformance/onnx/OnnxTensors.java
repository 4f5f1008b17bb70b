package org.triceras.conformance.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Tensors to ONNX Runtime and back. */
final class OnnxTensors {
    private OnnxTensors() {}

    static DType dtype(OnnxJavaType type) {
        return switch (type) {
            case FLOAT -> DType.FLOAT32;
            case DOUBLE -> DType.FLOAT64;
            case INT32 -> DType.INT32;
            case INT64 -> DType.INT64;
            case UINT8 -> DType.UINT8;
            case BOOL -> DType.BOOL;
            default -> throw new AssertionError("a tensor of " + type);
        };
    }

    static OnnxTensor toOnnx(OrtEnvironment environment, Tensor x) throws OrtException {
        long[] shape = Arrays.stream(x.shape().dims()).asLongStream().toArray();
        return switch (x.dtype()) {
            case FLOAT32 -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(x.toFloatArray()), shape);
            case FLOAT64 -> OnnxTensor.createTensor(environment, DoubleBuffer.wrap(x.toDoubleArray()), shape);
            case INT32 -> OnnxTensor.createTensor(environment, IntBuffer.wrap(x.toIntArray()), shape);
            case INT64 -> OnnxTensor.createTensor(environment, LongBuffer.wrap(x.toLongArray()), shape);
            case UINT8 -> OnnxTensor.createTensor(environment, bytes(x), shape, OnnxJavaType.UINT8);
            case BOOL -> OnnxTensor.createTensor(environment, bytes(x), shape, OnnxJavaType.BOOL);
        };
    }

    private static ByteBuffer bytes(Tensor x) {
        int[] values = x.toIntArray();
        ByteBuffer buffer = ByteBuffer.allocateDirect(values.length).order(ByteOrder.nativeOrder());
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.rewind();
    }

    static Tensor fromOnnx(OnnxTensor x) {
        int[] dims =
                Arrays.stream(x.getInfo().getShape()).mapToInt(Math::toIntExact).toArray();
        DType dtype = dtype(x.getInfo().type);
        Object values = switch (dtype) {
            case FLOAT32 -> array(x.getFloatBuffer());
            case FLOAT64 -> array(x.getDoubleBuffer());
            case INT32 -> array(x.getIntBuffer());
            case INT64 -> array(x.getLongBuffer());
            case UINT8 -> array(x.getByteBuffer());
            case BOOL -> truths(array(x.getByteBuffer()));
        };
        return Tensors.wrap(Shape.of(dims), dtype, values);
    }

    private static float[] array(FloatBuffer buffer) {
        float[] values = new float[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static double[] array(DoubleBuffer buffer) {
        double[] values = new double[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static int[] array(IntBuffer buffer) {
        int[] values = new int[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static long[] array(LongBuffer buffer) {
        long[] values = new long[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] values = new byte[buffer.remaining()];
        buffer.get(values);
        return values;
    }

    private static boolean[] truths(byte[] values) {
        boolean[] truths = new boolean[values.length];
        for (int i = 0; i < truths.length; i++) {
            truths[i] = values[i] != 0;
        }
        return truths;
    }
}
