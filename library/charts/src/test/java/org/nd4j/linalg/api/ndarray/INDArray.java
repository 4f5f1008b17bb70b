package org.nd4j.linalg.api.ndarray;

/** Stands for ND4J's type of this name, with the methods that showing an array calls; ND4J itself is no dependency. */
public interface INDArray {
    long[] shape();

    Object dataType();

    INDArray reshape(char order, long... shape);

    double[] toDoubleVector();
}
