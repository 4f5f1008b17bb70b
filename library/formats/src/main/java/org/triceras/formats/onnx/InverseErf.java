package org.triceras.formats.onnx;

import java.util.List;
import org.triceras.engine.tensor.DType;

/**
 * The inverse of the error function, which normal random numbers are made with, by the two polynomials of M. Giles, "Approximating the erfinv
 * function", GPU Computing Gems, 2011; they are as exact as float32.
 */
final class InverseErf {
    private static final double[] MIDDLE = {
        2.81022636e-08,
        3.43273939e-07,
        -3.5233877e-06,
        -4.39150654e-06,
        0.00021858087,
        -0.00125372503,
        -0.00417768164,
        0.246640727,
        1.50140941
    };

    private static final double[] ENDS = {
        -0.000200214257,
        0.000100950558,
        0.00134934322,
        -0.00367342844,
        0.00573950773,
        -0.0076224613,
        0.00943887047,
        1.00167406,
        2.83297682
    };

    private InverseErf() {}

    static List<Value> write(Step step) {
        if (step.dtype() != DType.FLOAT32) {
            throw new Unsupported();
        }
        return step.with(x -> new Expression(step).of(x));
    }

    private record Expression(Step step) {
        String of(String x) {
            String one = number(1);
            String w = step.add("Neg", step.add("Log", mul(step.add("Sub", one, x), step.add("Add", one, x))));
            String middle = polynomial(MIDDLE, step.add("Sub", w, number(2.5)));
            String ends = polynomial(ENDS, step.add("Sub", step.add("Sqrt", w), number(3)));
            String factor = step.add("Where", step.add("Less", w, number(5)), middle, ends);
            String isEnd = step.add("Equal", step.add("Abs", x), one);
            return mul(step.add("Where", isEnd, number(Double.POSITIVE_INFINITY), factor), x);
        }

        private String polynomial(double[] coefficients, String x) {
            String sum = number(coefficients[0]);
            for (int i = 1; i < coefficients.length; i++) {
                sum = step.add("Add", mul(sum, x), number(coefficients[i]));
            }
            return sum;
        }

        private String mul(String a, String b) {
            return step.add("Mul", a, b);
        }

        private String number(double value) {
            return step.scalar(DType.FLOAT32, value);
        }
    }
}
