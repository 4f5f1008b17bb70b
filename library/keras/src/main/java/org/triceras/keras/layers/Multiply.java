package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.tensor.Tensor;

/** The elementwise product of inputs; masked steps count as 1: {@code multiply().apply(List.of(a, b))}. */
public final class Multiply extends Merge<Multiply> {
    @Override
    protected List<Tensor> call(List<Tensor> xs, CallContext context) {
        List<Tensor> factors = new ArrayList<>();
        Tensor any = null;
        boolean all = true;
        for (int i = 0; i < xs.size(); i++) {
            Tensor mask = context.mask(i);
            if (mask == null) {
                factors.add(xs.get(i));
                all = false;
                continue;
            }
            Tensor wide = mask.expandDims(-1).broadcastTo(xs.get(i).shape());
            factors.add(wide.where(xs.get(i), 1));
            any = any == null ? wide : any.or(wide);
        }
        Tensor product = call(factors);
        return List.of(all && any != null ? any.where(product, 0) : product);
    }

    @Override
    Tensor merge(List<Tensor> xs) {
        return xs.stream().reduce(Tensor::mul).orElseThrow();
    }
}
