package org.triceras.keras.losses;

import org.triceras.engine.tensor.Tensor;

/** The mean of log(cosh(yPred - yTrue)) over the last axis, without overflow. */
public final class LogCosh extends Loss {
    @Override
    public Tensor call(Tensor yTrue, Tensor yPred) {
        Tensor x = yPred.sub(yTrue);
        return x.add(x.mul(-2).softplus()).sub(Math.log(2)).mean(-1);
    }
}
