package org.triceras.conformance.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** Compares what the library computes with what ONNX Runtime computes. */
final class Close {
    private Close() {}

    static void check(String what, List<Tensor> expected, List<Tensor> actual, double tolerance) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            check(what + ", output " + i, expected.get(i), actual.get(i), tolerance);
        }
    }

    /**
     * Each difference may be tolerance times the larger of the expected value, the root mean square of all of them, and 0.1: a value that came
     * out small by cancellation carries the rounding of its large terms.
     */
    private static void check(String what, Tensor expected, Tensor actual, double tolerance) {
        assertThat(actual.spec()).as(what).isEqualTo(expected.spec());
        double[] wanted = expected.toDoubleArray();
        double[] received = actual.toDoubleArray();
        double rms = Math.sqrt(Arrays.stream(wanted)
                .filter(Double::isFinite)
                .map(v -> v * v)
                .average()
                .orElse(0));
        for (int i = 0; i < wanted.length; i++) {
            double allowed = tolerance * Math.max(Math.abs(wanted[i]), Math.max(rms, 0.1));
            boolean same = wanted[i] == received[i] || Double.isNaN(wanted[i]) && Double.isNaN(received[i]);
            if (!same && !(Math.abs(wanted[i] - received[i]) <= allowed)) {
                fail(
                        "%s, element %d of %s: expected %s, ONNX Runtime gives %s, difference %.3g, allowed %.3g",
                        what, i, expected.spec(), wanted[i], received[i], received[i] - wanted[i], allowed);
            }
        }
    }
}
