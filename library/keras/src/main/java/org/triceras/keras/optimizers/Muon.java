package org.triceras.keras.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;

/**
 * Momentum whose matrices are made nearly orthogonal before they move the weights (Jordan, 2024; the scale of Liu et al., 2025).
 * Weights that are no matrices, embeddings and excluded layers are moved as by AdamW.
 */
public final class Muon extends SlotOptimizer<Muon> {
    private double adamBeta1 = 0.9;
    private double adamBeta2 = 0.999;
    private double adamWeightDecay = 0.004;
    private double epsilon = 1e-7;
    private final List<String> excludeLayers = new ArrayList<>();
    private boolean excludeEmbeddings = true;
    private double a = 3.4445;
    private double b = -4.7750;
    private double c = 2.0315;
    private double adamLrRatio = 1;
    private double momentum = 0.95;
    private int nsSteps = 5;
    private boolean nesterov = true;
    private Double rmsRate = 0.2;
    private Double muonWeightDecay = 0.004;

    public Muon() {
        this(0.001);
    }

    public Muon(double learningRate) {
        super(learningRate);
    }

    /** The part of a matrix that each step takes away; 0.004 by default. */
    @Override
    public Muon weightDecay(double weightDecay) {
        muonWeightDecay = weightDecay;
        return this;
    }

    /** The part that each step takes away from weights moved as by AdamW; 0.004 by default. */
    public Muon adamWeightDecay(double weightDecay) {
        adamWeightDecay = weightDecay;
        return this;
    }

    public Muon adamBeta1(double beta) {
        adamBeta1 = beta;
        return this;
    }

    public Muon adamBeta2(double beta) {
        adamBeta2 = beta;
        return this;
    }

    public Muon epsilon(double epsilon) {
        this.epsilon = epsilon;
        return this;
    }

    /** Regular expressions; matrices whose path one of them finds are moved as by AdamW. */
    public Muon excludeLayers(String... patterns) {
        excludeLayers.addAll(List.of(patterns));
        return this;
    }

    /** Whether embeddings are moved as by AdamW; true by default. */
    public Muon excludeEmbeddings(boolean on) {
        excludeEmbeddings = on;
        return this;
    }

    /** The rate of AdamW's movements in parts of the learning rate; 1 by default. */
    public Muon adamLrRatio(double ratio) {
        adamLrRatio = ratio;
        return this;
    }

    public Muon momentum(double momentum) {
        this.momentum = momentum;
        return this;
    }

    /** The number of Newton and Schulz's iterations; 5 by default. */
    public Muon nsSteps(int steps) {
        nsSteps = steps;
        return this;
    }

    public Muon nesterov(boolean on) {
        nesterov = on;
        return this;
    }

    /** Scales the movement to this root mean square, as AdamW's have; null for none. */
    public Muon rmsRate(Double rate) {
        rmsRate = rate;
        return this;
    }

    private boolean movesAsAdam(Variable weight) {
        String path = weight.path();
        return weight.shape().rank() != 2
                || excludeEmbeddings && path.toLowerCase(java.util.Locale.ROOT).contains("embedding")
                || excludeLayers.stream()
                        .anyMatch(p -> Pattern.compile(p).matcher(path).find());
    }

    @Override
    protected void addSlots(List<Variable> weights) {
        for (Variable weight : weights) {
            addSlot("momentum", 0, weight);
            if (movesAsAdam(weight)) {
                addSlot("velocity", 0, weight);
            }
        }
    }

    @Override
    protected Double decayOf(Variable weight) {
        return movesAsAdam(weight) ? adamWeightDecay : muonWeightDecay;
    }

    @Override
    protected void update(Variable weight, Tensor gradient, Tensor rate) {
        Variable m = slot("momentum", weight);
        if (movesAsAdam(weight)) {
            Variable v = slot("velocity", weight);
            m.assign(m.tensor().add(gradient.sub(m).mul(1 - adamBeta1)));
            v.assign(v.tensor().add(gradient.square().sub(v).mul(1 - adamBeta2)));
            Tensor alpha = AdamBase.power(adamBeta2, step())
                    .neg()
                    .add(1)
                    .sqrt()
                    .div(AdamBase.power(adamBeta1, step()).neg().add(1))
                    .mul(rate.mul(adamLrRatio));
            weight.assign(weight.tensor()
                    .sub(m.tensor().mul(alpha).div(v.tensor().sqrt().add(epsilon))));
            return;
        }
        m.assign(m.tensor().mul(momentum).add(gradient));
        Tensor direction = nesterov ? gradient.add(m.tensor().mul(momentum)) : m.tensor();
        double larger = Math.max(weight.shape().dim(0), weight.shape().dim(1));
        double scale = rmsRate == null ? 1 : Math.sqrt(larger) * rmsRate;
        weight.assign(weight.tensor().sub(orthogonal(direction).mul(rate.mul(scale))));
    }

    /** The matrix with singular values near 1, by iterations that need products only. */
    private Tensor orthogonal(Tensor matrix) {
        boolean tall = matrix.shape().dim(0) > matrix.shape().dim(1);
        Tensor x = tall ? matrix.transpose() : matrix;
        x = x.div(x.square().sum().sqrt().add(1e-7));
        for (int i = 0; i < nsSteps; i++) {
            Tensor square = x.matmul(x, false, true);
            Tensor mix = square.mul(b).add(square.mul(c).matmul(square));
            x = x.mul(a).add(mix.matmul(x));
        }
        return tall ? x.transpose() : x;
    }

    @Override
    protected void options(Map<String, Object> config) {
        config.put("weight_decay", muonWeightDecay);
        config.put("adam_beta_1", adamBeta1);
        config.put("adam_beta_2", adamBeta2);
        config.put("epsilon", epsilon);
        config.put("exclude_layers", List.copyOf(excludeLayers));
        config.put("muon_a", a);
        config.put("muon_b", b);
        config.put("muon_c", c);
        config.put("adam_lr_ratio", adamLrRatio);
        config.put("momentum", momentum);
        config.put("ns_steps", nsSteps);
        config.put("nesterov", nesterov);
        config.put("exclude_embeddings", excludeEmbeddings);
        config.put("adam_weight_decay", adamWeightDecay);
        config.put("rms_rate", rmsRate);
    }

    static Muon of(Map<String, Object> config) {
        Muon muon = new Muon().configure(config);
        muon.muonWeightDecay = config.containsKey("weight_decay")
                ? (config.get("weight_decay") instanceof Number n ? (Double) n.doubleValue() : null)
                : muon.muonWeightDecay;
        muon.adamBeta1 = number(config, "adam_beta_1", muon.adamBeta1);
        muon.adamBeta2 = number(config, "adam_beta_2", muon.adamBeta2);
        muon.adamWeightDecay = number(config, "adam_weight_decay", muon.adamWeightDecay);
        muon.epsilon = number(config, "epsilon", muon.epsilon);
        if (config.get("exclude_layers") instanceof List<?> patterns) {
            patterns.forEach(pattern -> muon.excludeLayers.add(String.valueOf(pattern)));
        }
        muon.excludeEmbeddings = !Boolean.FALSE.equals(config.get("exclude_embeddings"));
        muon.a = number(config, "muon_a", muon.a);
        muon.b = number(config, "muon_b", muon.b);
        muon.c = number(config, "muon_c", muon.c);
        muon.adamLrRatio = number(config, "adam_lr_ratio", muon.adamLrRatio);
        muon.momentum = number(config, "momentum", muon.momentum);
        muon.nsSteps = (int) number(config, "ns_steps", muon.nsSteps);
        muon.nesterov = !Boolean.FALSE.equals(config.get("nesterov"));
        if (config.containsKey("rms_rate")) {
            muon.rmsRate = config.get("rms_rate") instanceof Number n ? (Double) n.doubleValue() : null;
        }
        return muon;
    }
}
