package org.triceras.keras.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.saving.Configurable;
import org.triceras.keras.saving.Reconfigurable;
import org.triceras.keras.util.Names;
import org.triceras.keras.util.Settings;

/**
 * A figure gathered over batches. Its state lies in variables; {@link #updateState} and {@link #result} are ordinary code over
 * tensors, which becomes part of the compiled step.
 */
public abstract class Metric implements Configurable, Reconfigurable {
    private final List<Variable> variables = new ArrayList<>();
    private final Settings settings = new Settings(className());
    private String name = Names.snakeCase(className());

    public String name() {
        return name;
    }

    public Metric name(String name) {
        this.name = name;
        return this;
    }

    /** State that starts, and is reset to, zero. */
    protected Variable addVariable(String variableName, Shape shape) {
        Variable variable =
                new Variable(Tensors.zeros(new Spec(shape, DType.FLOAT32)), name + "/" + variableName, false);
        variables.add(variable);
        return variable;
    }

    /** Takes a batch into account. @param sampleWeight a factor per sample, or null */
    public abstract void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight);

    /** Takes a batch into account, every sample alike. */
    public final void updateState(Tensor yTrue, Tensor yPred) {
        updateState(yTrue, yPred, null);
    }

    /** The figure over all batches since the last reset. */
    public abstract Tensor result();

    /** Starts anew. */
    public void resetState() {
        variables.forEach(v -> v.assign(Tensors.zeros(v.spec())));
    }

    public List<Variable> variables() {
        return variables;
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", name);
        config.put("dtype", "float32");
        settings.writeTo(config);
        return config;
    }

    /** Keras's further options. */
    protected final Settings settings() {
        return settings;
    }

    @Override
    public final void readConfig(Map<String, Object> config) {
        configure(config);
    }

    /** Takes over the options of a config. */
    protected Metric configure(Map<String, Object> config) {
        Map<String, Object> rest = new LinkedHashMap<>(config);
        if (rest.remove("name") instanceof String text) {
            name(text);
        }
        rest.remove("dtype");
        settings.setAll(rest);
        return this;
    }
}
