package org.triceras.keras.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.TensorFunction;
import org.triceras.engine.tensor.Tensors;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.optimizers.schedules.LearningRateSchedule;
import org.triceras.keras.optimizers.schedules.LearningRateSchedules;
import org.triceras.keras.saving.Serialization;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenArray;
import org.triceras.keras.testing.GoldenCase;

/** Ten steps of every optimizer, and every schedule, against real Keras. */
class OptimizersGoldenTest {
    @TestFactory
    Stream<DynamicTest> tenSteps() {
        GoldenCase file = Golden.file("optimizers");
        List<GoldenCase> variables = file.objects("variables");
        List<List<GoldenArray>> gradients = file.arrayLists("gradients");
        return Golden.cases("optimizers").stream()
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    Optimizer optimizer = Optimizers.known().get(c.className()).apply(c.config());
                    assertThat(optimizer.getConfig().keySet())
                            .containsAll(c.config().keySet());
                    List<Variable> weights = new ArrayList<>();
                    for (GoldenCase v : variables) {
                        weights.add(new Variable(v.asArray().tensor(), v.name(), true));
                    }
                    optimizer.build(weights);
                    TensorFunction step = TensorFunction.of(in -> {
                        optimizer.apply(in, weights);
                        return List.of(Tensors.scalar(0));
                    });
                    List<List<GoldenArray>> after = c.arrayLists("after");
                    for (int i = 0; i < gradients.size(); i++) {
                        List<Tensor> g = gradients.get(i).stream()
                                .map(GoldenArray::tensor)
                                .toList();
                        step.callAll(g);
                        for (int k = 0; k < weights.size(); k++) {
                            after.get(i)
                                    .get(k)
                                    .check(
                                            "step " + i + " of "
                                                    + weights.get(k).path(),
                                            weights.get(k).value(),
                                            1e-4);
                        }
                    }
                    List<GoldenCase> slots = c.objects("slots_after");
                    List<Variable> own = optimizer.variables();
                    assertThat(own.stream().map(Variable::path).toList())
                            .isEqualTo(slots.stream().map(s -> s.text("path")).toList());
                    for (int i = 0; i < own.size(); i++) {
                        slots.get(i)
                                .asArray()
                                .check(own.get(i).path(), own.get(i).value(), 1e-4);
                    }
                }));
    }

    /** Outside a trace every expression is computed at once; the weights must go the same way. */
    @TestFactory
    Stream<DynamicTest> eagerSteps() {
        GoldenCase file = Golden.file("optimizers");
        List<List<GoldenArray>> gradients = file.arrayLists("gradients");
        return Golden.cases("optimizers").stream()
                .map(c -> DynamicTest.dynamicTest(c.name(), () -> {
                    Optimizer optimizer = Optimizers.known().get(c.className()).apply(c.config());
                    List<Variable> weights = new ArrayList<>();
                    for (GoldenCase v : file.objects("variables")) {
                        weights.add(new Variable(v.asArray().tensor(), v.name(), true));
                    }
                    for (List<GoldenArray> g : gradients) {
                        optimizer.apply(g.stream().map(GoldenArray::tensor).toList(), weights);
                    }
                    List<GoldenArray> last = c.arrayLists("after").get(gradients.size() - 1);
                    for (int k = 0; k < weights.size(); k++) {
                        last.get(k).check(weights.get(k).path(), weights.get(k).value(), 1e-4);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> schedules() {
        return Golden.cases("schedules").stream()
                .map(c -> DynamicTest.dynamicTest(c.className() + c.config(), () -> {
                    LearningRateSchedule schedule =
                            LearningRateSchedules.known().get(c.className()).apply(c.config());
                    double[] steps = c.numbers("steps");
                    double[] rates = c.numbers("learning_rates");
                    for (int i = 0; i < steps.length; i++) {
                        double rate = schedule.call(Tensors.scalar(steps[i])).item();
                        assertThat(rate)
                                .isCloseTo(
                                        rates[i], org.assertj.core.data.Offset.offset(1e-5 * Math.max(0.1, rates[i])));
                    }
                    LearningRateSchedule again = LearningRateSchedules.deserialize(Serialization.serialize(schedule));
                    assertThat(again.getConfig()).isEqualTo(schedule.getConfig());
                }));
    }

    @Test
    void everyOptimizerAndScheduleHasACase() {
        Set<String> optimizers = new HashSet<>();
        Golden.cases("optimizers").forEach(c -> optimizers.add(c.className()));
        assertThat(optimizers).containsAll(Optimizers.known().keySet());
        Set<String> schedules = new HashSet<>();
        Golden.cases("schedules").forEach(c -> schedules.add(c.className()));
        assertThat(schedules).containsAll(LearningRateSchedules.known().keySet());
    }
}
