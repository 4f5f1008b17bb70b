package org.triceras.keras.layers;

import java.util.List;
import java.util.stream.Collectors;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DTypeException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.error.TricerasException;
import org.triceras.engine.ir.Scope;
import org.triceras.engine.tensor.Tensor;

/** Says in which layer an operation failed, and on what. */
final class LayerErrors {
    private static final String MARK = "Layer \"";

    private LayerErrors() {}

    /** The exception with the innermost layer named in front; of the same kind. */
    static TricerasException in(Layer layer, List<?> inputs, TricerasException e) {
        if (e.getMessage() == null
                || e.getMessage().startsWith(MARK)
                || e.getMessage().startsWith("Model \"")) {
            return e;
        }
        String received = inputs.stream()
                .map(x -> x instanceof Tensor t ? t.shape().toString() : x.toString())
                .collect(Collectors.joining(", "));
        String path = Scope.current();
        String where = path.isEmpty() || path.equals(layer.name()) || !path.contains("/") ? "" : " at " + path;
        String message = MARK + layer.name() + "\" (" + layer.className() + ")" + where + ", called on shape "
                + received + ": " + e.getMessage();
        // While a model is put together a small number stands for the batch size; the reader should see None.
        message = message.replace("(" + OutputInference.FIRST + ",", "(None,");
        if (e instanceof ShapeException) {
            return new ShapeException(message);
        }
        if (e instanceof DTypeException) {
            return new DTypeException(message);
        }
        if (e instanceof ArgumentException) {
            return new ArgumentException(message);
        }
        return e instanceof StateException ? new StateException(message) : new TricerasException(message, e);
    }
}
