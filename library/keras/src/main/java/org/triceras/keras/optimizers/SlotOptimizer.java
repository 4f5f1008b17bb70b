package org.triceras.keras.optimizers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.ir.Spec;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Trace;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.optimizers.schedules.LearningRateSchedule;
import org.triceras.keras.optimizers.schedules.LearningRateSchedules;
import org.triceras.keras.saving.Serialization;
import org.triceras.keras.util.Names;

/**
 * What Keras's optimizers share: the iteration count, a learning rate or schedule, clipping, weight decay, an average of the weights, and
 * state per weight ("slots"). A subclass says which slots it needs and how one weight moves.
 */
public abstract class SlotOptimizer<O extends SlotOptimizer<O>> extends Optimizer {
    private static final String ACCUMULATOR = "gradient_accumulator";

    private String name = Names.snakeCase(className());
    private double initialRate;
    private LearningRateSchedule schedule;
    private Double weightDecay;
    private Double clipnorm;
    private Double globalClipnorm;
    private Double clipvalue;
    private boolean useEma;
    private double emaMomentum = 0.99;
    private Integer emaOverwriteFrequency;
    private Integer accumulationSteps;
    private final List<String> undecayed = new ArrayList<>();

    private Variable iterations;
    private Variable rate;
    private List<Variable> weights;
    private final List<Variable> slots = new ArrayList<>();
    private final Map<String, Map<Variable, Variable>> slotsByName = new LinkedHashMap<>();

    protected SlotOptimizer(double learningRate) {
        if (!(learningRate >= 0)) {
            throw new ArgumentException(
                    className() + ": expected a learning rate of at least 0. Received " + learningRate + ".");
        }
        initialRate = learningRate;
    }

    @SuppressWarnings("unchecked")
    private O self() {
        return (O) this;
    }

    // ---- options ----

    public O name(String name) {
        this.name = name;
        return self();
    }

    public O learningRate(double learningRate) {
        initialRate = learningRate;
        schedule = null;
        return self();
    }

    /** A rate that follows the number of steps. */
    public O learningRate(LearningRateSchedule schedule) {
        this.schedule = schedule;
        return self();
    }

    /** Shrinks weights by this part of themselves times the learning rate at each step. */
    public O weightDecay(double weightDecay) {
        this.weightDecay = weightDecay;
        return self();
    }

    /** Leaves weights alone whose path contains one of these texts, such as "bias". */
    public O excludeFromWeightDecay(String... names) {
        undecayed.addAll(List.of(names));
        return self();
    }

    /** The largest norm of the gradient of each weight. Gradients are clipped in one way only. */
    public O clipnorm(double norm) {
        clipnorm = positive("clipnorm", norm);
        return clippedOnce();
    }

    /** The largest norm of all gradients together, instead of {@link #clipnorm}. */
    public O globalClipnorm(double norm) {
        globalClipnorm = positive("globalClipnorm", norm);
        return clippedOnce();
    }

    /** The largest absolute value of a gradient's elements, instead of {@link #clipnorm}. */
    public O clipvalue(double value) {
        clipvalue = positive("clipvalue", value);
        return clippedOnce();
    }

    /** @throws ArgumentException when gradients would be clipped in more than one way, as in Keras */
    private O clippedOnce() {
        if (Stream.of(clipnorm, clipvalue, globalClipnorm)
                        .filter(Objects::nonNull)
                        .count()
                > 1) {
            throw new ArgumentException(className() + ": only one of clipnorm, clipvalue and globalClipnorm can be set."
                    + " Received clipnorm=" + clipnorm + ", clipvalue=" + clipvalue + ", globalClipnorm="
                    + globalClipnorm + ". Make the optimizer anew with the one that is wanted.");
        }
        return self();
    }

    private double positive(String option, double value) {
        if (!(value > 0)) {
            throw new ArgumentException(className() + ": expected " + option + " above 0. Received " + value + ".");
        }
        return value;
    }

    /** Keeps a running average of the weights, put in their place by {@link #finalizeVariables} or every so many steps. */
    public O useEma(double momentum, Integer overwriteFrequency) {
        useEma = true;
        emaMomentum = momentum;
        emaOverwriteFrequency = overwriteFrequency;
        return self();
    }

    /** Moves the weights only at every so many steps, by the mean of the gradients since the last time; at least 2. */
    public O gradientAccumulationSteps(int steps) {
        if (steps < 2) {
            throw new ArgumentException(
                    className() + ": expected gradientAccumulationSteps of at least 2. Received " + steps + ".");
        }
        accumulationSteps = steps;
        return self();
    }

    // ---- what subclasses write ----

    /** Makes the slots, in Keras's order. */
    protected void addSlots(List<Variable> forWeights) {}

    /** Moves one weight. @param rate the learning rate of this step, a scalar */
    protected abstract void update(Variable weight, Tensor gradient, Tensor rate);

    /** The part of a weight that each step takes away, before the rate; null for none. */
    protected Double decayOf(Variable weight) {
        return weightDecay;
    }

    /** Runs once per step, before the weights move. */
    protected void beforeUpdates() {}

    /** The options of the kind, for the config. */
    protected abstract void options(Map<String, Object> config);

    /** Adds a slot that starts with one value, for every weight. */
    protected final void addSlot(String slot, double initial, List<Variable> forWeights) {
        forWeights.forEach(weight -> addSlot(slot, initial, weight));
    }

    /** Adds a slot for one weight. */
    protected final void addSlot(String slot, double initial, Variable weight) {
        addSlot(slot, Tensors.full(weight.spec(), initial), weight);
    }

    /** Adds a slot that starts with these values. */
    protected final void addSlot(String slot, Tensor first, Variable weight) {
        addSlot(slot, first, name + "/" + weight.path().replace('/', '_') + "_" + slot, weight);
    }

    /** Adds a slot of zeros of another shape than its weight's, under a path of its own. */
    protected final void addSlot(String slot, Shape shape, String path, Variable weight) {
        addSlot(slot, Tensors.zeros(weight.spec().with(shape)), path, weight);
    }

    private void addSlot(String slot, Tensor first, String path, Variable weight) {
        Variable variable = new Variable(first, path, false);
        slots.add(variable);
        slotsByName.computeIfAbsent(slot, s -> new LinkedHashMap<>()).put(weight, variable);
    }

    /** Adds a scalar that belongs to no weight. */
    protected final Variable addScalar(String path, double initial) {
        Variable variable = new Variable(Tensors.scalar(initial), path, false);
        slots.add(variable);
        return variable;
    }

    protected final Variable slot(String slot, Variable weight) {
        return slotsByName.get(slot).get(weight);
    }

    /** The number of this movement of the weights, counted from 1, as a float32 scalar. */
    protected final Tensor step() {
        return stepsTaken().add(1);
    }

    /** How often the weights have moved so far, a float32 scalar. */
    protected final Tensor stepsTaken() {
        return moves().cast(DType.FLOAT32);
    }

    private Tensor moves() {
        Tensor all = iterations.tensor();
        return accumulationSteps == null ? all : all.floorDiv(accumulationSteps);
    }

    // ---- the step ----

    @Override
    public void build(List<Variable> forWeights) {
        if (weights != null) {
            return;
        }
        weights = List.copyOf(forWeights);
        Trace.outside(() -> {
            iterations = new Variable(Tensors.zeros(new Spec(Shape.SCALAR, DType.INT64)), name + "/iteration", false);
            if (schedule == null) {
                rate = new Variable(Tensors.scalar(initialRate), name + "/learning_rate", false);
            }
            if (useEma) {
                addSlot("average", 0, weights);
            }
            if (accumulationSteps != null) {
                addSlot(ACCUMULATOR, 0, weights);
            }
            addSlots(weights);
            return null;
        });
    }

    @Override
    public void apply(List<Tensor> gradients, List<Variable> forWeights) {
        build(forWeights);
        if (gradients.size() != forWeights.size()) {
            throw new ArgumentException(className() + ": expected a gradient for each of " + forWeights.size()
                    + " weights. Received " + gradients.size() + ".");
        }
        if (!slotsByName.isEmpty() && !weights.containsAll(forWeights)) {
            throw new StateException(
                    className() + " \"" + name + "\" was made for other weights. Expected those of the model that it "
                            + "was first used with. Make a new optimizer and compile again.");
        }
        if (accumulationSteps == null) {
            move(gradients, forWeights);
        } else {
            accumulate(gradients, forWeights);
        }
        if (useEma) {
            average(forWeights);
        }
        iterations.assign(iterations.tensor().add(1));
    }

    /** Moves the weights by these gradients. */
    private void move(List<Tensor> gradients, List<Variable> forWeights) {
        List<Tensor> clipped = clip(gradients);
        Tensor now = currentRate();
        for (Variable weight : forWeights) {
            Double decay = decayOf(weight);
            if (decay != null && undecayed.stream().noneMatch(weight.path()::contains)) {
                weight.assign(weight.tensor().sub(weight.tensor().mul(now.mul(decay))));
            }
        }
        beforeUpdates();
        for (int i = 0; i < clipped.size(); i++) {
            update(forWeights.get(i), clipped.get(i), now);
        }
    }

    /** Adds up gradients; weights and slots take their new values only at the steps at which the sum is due. */
    private void accumulate(List<Tensor> gradients, List<Variable> forWeights) {
        Tensor due = iterations.tensor().add(1).mod(accumulationSteps).eq(0);
        List<Tensor> sums = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            Variable accumulator = slot(ACCUMULATOR, forWeights.get(i));
            Tensor sum = accumulator.tensor().add(gradients.get(i));
            accumulator.assign(due.where(0, sum));
            sums.add(sum);
        }
        Map<Variable, Tensor> before = new LinkedHashMap<>();
        forWeights.forEach(weight -> before.put(weight, weight.tensor()));
        slots.forEach(slot -> before.put(slot, slot.tensor()));
        slotsByName.get(ACCUMULATOR).values().forEach(before::remove);
        move(sums.stream().map(sum -> sum.mul(1.0 / accumulationSteps)).toList(), forWeights);
        before.forEach((variable, old) -> variable.assign(due.where(variable, old)));
    }

    private Tensor currentRate() {
        // A schedule counts all steps, also those that only add up gradients.
        return schedule == null
                ? rate.tensor()
                : schedule.call(iterations.tensor().cast(DType.FLOAT32));
    }

    private List<Tensor> clip(List<Tensor> gradients) {
        if (clipnorm != null) {
            return gradients.stream()
                    .map(g -> scaleToNorm(g, norm(g), clipnorm))
                    .toList();
        }
        if (globalClipnorm != null) {
            Tensor sum = Tensors.scalar(0);
            for (Tensor g : gradients) {
                sum = sum.add(g.square().sum());
            }
            Tensor norm = sum.sqrt();
            return gradients.stream()
                    .map(g -> scaleToNorm(g, norm, globalClipnorm))
                    .toList();
        }
        return clipvalue == null
                ? gradients
                : gradients.stream().map(g -> g.clip(-clipvalue, clipvalue)).toList();
    }

    private static Tensor norm(Tensor g) {
        return g.square().sum().sqrt();
    }

    private static Tensor scaleToNorm(Tensor g, Tensor norm, double most) {
        return g.mul(norm.maximum(most).reciprocal().mul(most));
    }

    private void average(List<Variable> forWeights) {
        Tensor first = moves().eq(0).cast(DType.FLOAT32);
        Tensor momentum = first.neg().add(1).mul(emaMomentum);
        for (Variable weight : forWeights) {
            Variable average = slot("average", weight);
            average.assign(
                    momentum.mul(average).add(weight.tensor().mul(momentum.neg().add(1))));
            if (emaOverwriteFrequency != null) {
                Tensor due = moves().add(1).mod(emaOverwriteFrequency).eq(0);
                weight.assign(due.where(average, weight));
            }
        }
    }

    /** Puts the averages in the place of the weights when an average is kept and was not put there on the way. */
    public void finalizeVariables() {
        if (useEma && weights != null) {
            weights.forEach(weight -> weight.assign(slot("average", weight)));
        }
    }

    /** Whether a running average of the weights is kept. */
    public boolean usesEma() {
        return useEma;
    }

    /** Exchanges the weights and their averages; twice is as if nothing had happened. */
    public void swapAverages() {
        if (useEma && weights != null) {
            for (Variable weight : weights) {
                Variable average = slot("average", weight);
                Tensor before = weight.value();
                weight.assign(average.value());
                average.assign(before);
            }
        }
    }

    // ---- state ----

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Variable> ownVariables() {
        return variables();
    }

    @Override
    public List<Variable> variables() {
        if (weights == null) {
            return List.of();
        }
        List<Variable> all = new ArrayList<>();
        all.add(iterations);
        if (rate != null) {
            all.add(rate);
        }
        all.addAll(slots);
        return all;
    }

    @Override
    public double learningRate() {
        if (schedule != null) {
            double taken = iterations == null ? 0 : iterations.value().item();
            return Trace.outside(() -> schedule.call(Tensors.scalar(taken)).item());
        }
        return rate == null ? initialRate : rate.value().item();
    }

    @Override
    public void setLearningRate(double learningRate) {
        if (schedule != null) {
            throw new StateException(className() + ": the learning rate follows the schedule " + schedule.className()
                    + " and cannot be set. Make the optimizer with a number to change it on the way.");
        }
        initialRate = learningRate;
        if (rate != null) {
            rate.assign(Tensors.scalar(learningRate));
        }
    }

    @Override
    public Map<String, Object> getConfig() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("name", name);
        config.put("learning_rate", schedule == null ? (Object) learningRate() : Serialization.serialize(schedule));
        config.put("weight_decay", weightDecay);
        config.put("clipnorm", clipnorm);
        config.put("global_clipnorm", globalClipnorm);
        config.put("clipvalue", clipvalue);
        config.put("use_ema", useEma);
        config.put("ema_momentum", emaMomentum);
        config.put("ema_overwrite_frequency", emaOverwriteFrequency);
        config.put("loss_scale_factor", null);
        config.put("gradient_accumulation_steps", accumulationSteps);
        options(config);
        return config;
    }

    /** Sets the shared options from a config. */
    @SuppressWarnings("unchecked")
    final O configure(Map<String, Object> config) {
        if (config.get("name") instanceof String given) {
            name = given;
        }
        if (config.get("learning_rate") instanceof Number number) {
            initialRate = number.doubleValue();
        } else if (config.get("learning_rate") instanceof Map<?, ?> map) {
            schedule = LearningRateSchedules.deserialize((Map<String, Object>) map);
        }
        weightDecay = config.containsKey("weight_decay") ? number(config, "weight_decay") : weightDecay;
        clipnorm = number(config, "clipnorm");
        globalClipnorm = number(config, "global_clipnorm");
        clipvalue = number(config, "clipvalue");
        clippedOnce();
        useEma = Boolean.TRUE.equals(config.get("use_ema"));
        emaMomentum = number(config, "ema_momentum", emaMomentum);
        emaOverwriteFrequency = config.get("ema_overwrite_frequency") instanceof Number n ? n.intValue() : null;
        if (config.get("gradient_accumulation_steps") instanceof Number n) {
            gradientAccumulationSteps(n.intValue());
        }
        return self();
    }

    private static Double number(Map<String, Object> config, String key) {
        return config.get(key) instanceof Number number ? number.doubleValue() : null;
    }

    static double number(Map<String, Object> config, String key, double otherwise) {
        return config.get(key) instanceof Number number ? number.doubleValue() : otherwise;
    }
}
