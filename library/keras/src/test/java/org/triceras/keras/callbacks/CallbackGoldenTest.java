package org.triceras.keras.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.CallContext;
import org.triceras.keras.layers.Dense;
import org.triceras.keras.models.Model;
import org.triceras.keras.optimizers.SGD;
import org.triceras.keras.testing.Golden;
import org.triceras.keras.testing.GoldenCase;

/** What callbacks do along given courses of a value, against Keras's. */
class CallbackGoldenTest {
    /** A model with one weight, which notes what callbacks want of it. */
    private static final class Probe extends Model {
        private final Dense dense = new Dense(1).useBias(false);
        private final TreeSet<String> saved = new TreeSet<>();
        private boolean stopped;

        Probe() {
            compile(c -> c.optimizer(new SGD(0.1)).loss("mse"));
            predict(Tensors.zeros(1, 1), p -> p.verbose(0));
        }

        @Override
        protected Tensor call(Tensor x, CallContext context) {
            return dense.apply(x);
        }

        @Override
        public void stopTraining() {
            stopped = true;
        }

        @Override
        public void saveWeights(Path file) {
            saved.add(file.getFileName().toString());
        }
    }

    static List<GoldenCase> cases() {
        return Golden.cases("callbacks");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void actsAsKeras(GoldenCase c) {
        Map<String, Object> options = c.map("options");
        Callback callback = switch (c.text("callback")) {
            case "EarlyStopping" -> earlyStopping(options);
            case "ReduceLROnPlateau" -> reduce(options);
            default -> checkpoint(options);
        };
        Probe model = new Probe();
        callback.setModel(model);
        callback.onTrainBegin(Map.of());
        List<Double> rates = new ArrayList<>();
        List<?> values = (List<?>) c.plain("values");
        for (int epoch = 0; epoch < values.size() && !model.stopped; epoch++) {
            callback.onEpochBegin(epoch, Map.of());
            model.setWeights(List.of(Tensors.of(new float[] {epoch}, 1, 1)));
            Map<String, Double> logs = new LinkedHashMap<>();
            logs.put((String) options.get("monitor"), Double.valueOf(String.valueOf(values.get(epoch))));
            callback.onEpochEnd(epoch, logs);
            rates.add(model.optimizer().learningRate());
        }
        callback.onTrainEnd(Map.of());

        if (callback instanceof EarlyStopping early) {
            assertThat(rates).hasSize((int) c.number("epochs_run"));
            assertThat(early.stoppedEpoch()).isEqualTo((int) c.number("stopped_epoch"));
            assertThat(model.getWeights().get(0).get(0, 0)).isEqualTo(c.number("weight_at_end"));
        } else if (callback instanceof ReduceLROnPlateau) {
            double[] expected = c.numbers("learning_rates");
            for (int i = 0; i < expected.length; i++) {
                assertThat(rates.get(i)).isCloseTo(expected[i], offset(1e-5 * expected[i]));
            }
        } else {
            assertThat(model.saved).containsExactlyElementsOf(c.texts("files"));
        }
    }

    private static EarlyStopping earlyStopping(Map<String, Object> options) {
        EarlyStopping callback = new EarlyStopping();
        options.forEach((name, value) -> {
            switch (name) {
                case "monitor" -> callback.monitor((String) value);
                case "mode" -> callback.mode((String) value);
                case "patience" -> callback.patience((Integer) value);
                case "min_delta" -> callback.minDelta((Double) value);
                case "baseline" -> callback.baseline((Double) value);
                case "restore_best_weights" -> callback.restoreBestWeights((Boolean) value);
                case "start_from_epoch" -> callback.startFromEpoch((Integer) value);
                default -> throw new IllegalArgumentException(name);
            }
        });
        return callback;
    }

    private static ReduceLROnPlateau reduce(Map<String, Object> options) {
        ReduceLROnPlateau callback = new ReduceLROnPlateau();
        options.forEach((name, value) -> {
            switch (name) {
                case "monitor" -> callback.monitor((String) value);
                case "mode" -> callback.mode((String) value);
                case "patience" -> callback.patience((Integer) value);
                case "factor" -> callback.factor((Double) value);
                case "min_delta" -> callback.minDelta((Double) value);
                case "cooldown" -> callback.cooldown((Integer) value);
                case "min_lr" -> callback.minLr((Double) value);
                default -> throw new IllegalArgumentException(name);
            }
        });
        return callback;
    }

    private static ModelCheckpoint checkpoint(Map<String, Object> options) {
        ModelCheckpoint callback = new ModelCheckpoint((String) options.get("filepath"));
        options.forEach((name, value) -> {
            switch (name) {
                case "filepath" -> {}
                case "monitor" -> callback.monitor((String) value);
                case "mode" -> callback.mode((String) value);
                case "save_weights_only" -> callback.saveWeightsOnly((Boolean) value);
                case "save_best_only" -> callback.saveBestOnly((Boolean) value);
                case "initial_value_threshold" -> callback.initialValueThreshold((Double) value);
                default -> throw new IllegalArgumentException(name);
            }
        });
        return callback;
    }
}
