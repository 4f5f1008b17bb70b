package org.triceras.formats.keras;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.DataException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.formats.hdf5.Hdf5Dataset;
import org.triceras.formats.hdf5.Hdf5Type;

/** Variables to datasets and back. */
final class VariableData {
    private VariableData() {}

    static Hdf5Dataset toDataset(Variable variable) {
        HostBuffer host = variable.buffer().host();
        int[] shape = variable.shape().dims();
        Hdf5Dataset shared = switch (variable.dtype()) {
            case BOOL -> new Hdf5Dataset(Hdf5Type.BOOL, shape, host.booleans());
            case UINT8 -> new Hdf5Dataset(Hdf5Type.UINT8, shape, unsigned(host.bytes()));
            case INT32 -> new Hdf5Dataset(Hdf5Type.INT32, shape, host.ints());
            case INT64 -> new Hdf5Dataset(Hdf5Type.INT64, shape, host.longs());
            case FLOAT32 -> new Hdf5Dataset(Hdf5Type.FLOAT32, shape, host.floats());
            case FLOAT64 -> new Hdf5Dataset(Hdf5Type.FLOAT64, shape, host.doubles());
        };
        return shared;
    }

    /** Stores the data, converted to the variable's element type; the shapes have been compared. */
    static void assign(Variable variable, Hdf5Dataset dataset) {
        HostBuffer host = switch (dataset.type()) {
            case FLOAT16, FLOAT32 -> new HostBuffer(DType.FLOAT32, dataset.data());
            case FLOAT64 -> new HostBuffer(DType.FLOAT64, dataset.data());
            case INT32, UINT8, UINT16 -> new HostBuffer(DType.INT32, dataset.data());
            case INT64, UINT32, UINT64 -> new HostBuffer(DType.INT64, dataset.data());
            case INT8 -> new HostBuffer(DType.INT32, widen((byte[]) dataset.data()));
            case INT16 -> new HostBuffer(DType.INT32, widen((short[]) dataset.data()));
            case BOOL -> new HostBuffer(DType.BOOL, dataset.data());
            case STRING -> throw new DataException("Weight " + variable.path() + ": expected numbers. Received text.");
        };
        variable.assign(Tensor.concrete(new Spec(Shape.of(dataset.shape()), host.dtype()), host));
    }

    /** Whether two lists hold the same numbers in the same form. */
    static boolean isEqual(List<Hdf5Dataset> a, List<Hdf5Dataset> b) {
        boolean equal = a.size() == b.size();
        for (int i = 0; equal && i < a.size(); i++) {
            equal = a.get(i).type() == b.get(i).type()
                    && Arrays.equals(a.get(i).shape(), b.get(i).shape())
                    && Objects.deepEquals(a.get(i).data(), b.get(i).data());
        }
        return equal;
    }

    private static int[] unsigned(byte[] bytes) {
        int[] wide = new int[bytes.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = bytes[i] & 0xff;
        }
        return wide;
    }

    private static int[] widen(byte[] bytes) {
        int[] wide = new int[bytes.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = bytes[i];
        }
        return wide;
    }

    private static int[] widen(short[] shorts) {
        int[] wide = new int[shorts.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = shorts[i];
        }
        return wide;
    }
}
