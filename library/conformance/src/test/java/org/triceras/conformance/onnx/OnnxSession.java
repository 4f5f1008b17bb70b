package org.triceras.conformance.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;

/** A file that ONNX Runtime has loaded. */
final class OnnxSession implements AutoCloseable {
    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

    private final OrtSession session;

    OnnxSession(Path file) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
            session = ENVIRONMENT.createSession(file.toString(), options);
        }
    }

    List<String> inputNames() {
        return List.copyOf(session.getInputNames());
    }

    List<String> outputNames() {
        return List.copyOf(session.getOutputNames());
    }

    /** As the file declares them, unknown where it has a name instead of a length. */
    List<Spec> inputs() throws OrtException {
        return specs(session.getInputInfo().values());
    }

    List<Spec> outputs() throws OrtException {
        return specs(session.getOutputInfo().values());
    }

    /** The names that an input's axes have, empty for those of known length. */
    List<String> axisNames(String input) throws OrtException {
        return List.of(((TensorInfo) session.getInputInfo().get(input).getInfo()).getDimensionNames());
    }

    private static List<Spec> specs(Collection<NodeInfo> nodes) {
        return nodes.stream().map(node -> spec((TensorInfo) node.getInfo())).toList();
    }

    private static Spec spec(TensorInfo info) {
        int[] dims = Arrays.stream(info.getShape()).mapToInt(Math::toIntExact).toArray();
        return new Spec(Shape.of(dims), OnnxTensors.dtype(info.type));
    }

    List<Tensor> run(List<Tensor> inputs) throws OrtException {
        Map<String, OnnxTensor> fed = new LinkedHashMap<>();
        try {
            for (int i = 0; i < inputs.size(); i++) {
                fed.put(inputNames().get(i), OnnxTensors.toOnnx(ENVIRONMENT, inputs.get(i)));
            }
            try (OrtSession.Result result = session.run(fed)) {
                List<Tensor> outputs = new ArrayList<>();
                for (Map.Entry<String, OnnxValue> output : result) {
                    outputs.add(OnnxTensors.fromOnnx((OnnxTensor) output.getValue()));
                }
                return outputs;
            }
        } finally {
            fed.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
