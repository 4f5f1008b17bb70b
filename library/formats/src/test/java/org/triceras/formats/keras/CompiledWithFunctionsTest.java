package org.triceras.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.formats.json.Json;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.losses.CustomLoss;
import org.triceras.keras.losses.Loss;
import org.triceras.keras.losses.LossFunction;
import org.triceras.keras.metrics.MetricFunction;
import org.triceras.keras.models.CompileOptions;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;

/** Models compiled with lambdas, and with what there is no class for, come back from files as far as files can hold them. */
class CompiledWithFunctionsTest {
    private static final LossFunction DISTANCE = (a, b) -> a.sub(b).abs().mean();
    private static final MetricFunction MINE = (a, b) -> a.sub(b).abs().mean();
    private static final Tensor X = Tensors.ones(8, 3);
    private static final Tensor Y = Tensors.zeros(8, 1);

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();
    private final Logger logger = Logger.getLogger("org.triceras.keras.models.CompileConfigReader");
    private final Handler collector = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            warnings.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void collectWarnings() {
        logger.setUseParentHandlers(false);
        logger.addHandler(collector);
    }

    @AfterEach
    void leaveWarnings() {
        logger.removeHandler(collector);
        logger.setUseParentHandlers(true);
    }

    private static Model trained(Consumer<CompileOptions> options) {
        Model model = Models.sequential(Layers.input(3), Layers.dense(2).activation("relu"), Layers.dense(1));
        model.compile(options);
        model.fit(X, Y, f -> f.verbose(0));
        return model;
    }

    private static Model twoOutputs(Consumer<CompileOptions> options) {
        Tensor in = Layers.input(3);
        Model model = Models.model(
                in,
                List.of(
                        Layers.dense(1).name("a").apply(in),
                        Layers.dense(1).name("b").apply(in)));
        model.compile(options);
        model.fit(X, List.of(Y, Y), f -> f.verbose(0));
        return model;
    }

    /** The model read from each kind of file and from JSON; all predict alike but the last, whose weights are new. */
    private List<Model> copies(Model model) {
        List<Model> copies = new ArrayList<>();
        for (String name : List.of("m.keras", "m.h5")) {
            model.save(folder.resolve(name));
            Model copy = Models.loadModel(folder.resolve(name));
            assertThat(copy.predict(List.of(X)).get(0).toFloatArray())
                    .isEqualTo(model.predict(List.of(X)).get(0).toFloatArray());
            copies.add(copy);
        }
        copies.add(Models.modelFromJson(model.toJson()));
        return copies;
    }

    // ---- metrics ----

    @Test
    void metricsThatAreFunctionsAreLeftOut() {
        Model model =
                trained(c -> c.optimizer("adam").loss("mse").metrics("mae").metric("mine", MINE));
        for (Model copy : copies(model)) {
            assertThat(copy.isCompiled()).isTrue();
            assertThat(copy.fit(X, Y, f -> f.verbose(0)).history()).containsOnlyKeys("loss", "mae");
        }
        assertThat(Models.loadModel(folder.resolve("m.keras")).optimizer().variables())
                .hasSameSizeAs(model.optimizer().variables());
        assertThat(warnings).hasSize(4);
        assertThat(warnings.get(0))
                .contains("Loading " + folder.resolve("m.keras") + ": model \"" + model.name() + "\"")
                .contains("functions of one's own, which files cannot hold: metric \"mine\".")
                .contains("It is compiled without them. Compile it again");
        assertThat(warnings.get(2)).startsWith("Model \"" + model.name() + "\"");
    }

    @Test
    void functionsAmongNamesAreLeftOut() {
        Model model =
                trained(c -> c.optimizer("sgd").loss("mse").metrics("mae", MINE).weightedMetrics(MINE));
        assertThat(Json.write(model.toConfig().get("compile_config")))
                .contains("\"metrics\": [\"mae\"]", "\"weighted_metrics\": null");
        for (Model copy : copies(model)) {
            assertThat(copy.fit(X, Y, f -> f.verbose(0)).history()).containsOnlyKeys("loss", "mae");
        }
        assertThat(warnings).hasSize(3).allMatch(w -> w.contains("hold: metric, weighted metric."));
    }

    @Test
    void metricsOfOtherOutputsKeepTheirPlace() {
        Consumer<CompileOptions> losses = c -> c.optimizer("sgd").loss("mse");
        Model inOrder = twoOutputs(losses.andThen(c -> c.metrics(List.of(MINE, "mae"))));
        Model byName = twoOutputs(losses.andThen(c -> c.metrics(Map.of("a", MINE, "b", List.of("mae", MINE)))));
        for (Model model : List.of(inOrder, byName)) {
            for (Model copy : copies(model)) {
                assertThat(copy.fit(X, List.of(Y, Y), f -> f.verbose(0)).history())
                        .containsOnlyKeys("loss", "a_loss", "b_loss", "b_mae");
            }
        }
    }

    // ---- losses ----

    @Test
    void modelsWithALossThatIsAFunctionComeBackUncompiled() {
        Loss unnamed = new Loss() {
            @Override
            public Tensor call(Tensor yTrue, Tensor yPred) {
                return yTrue.sub(yPred).abs();
            }
        };
        List<Consumer<CompileOptions>> all =
                List.of(c -> c.loss(DISTANCE), c -> c.loss(new CustomLoss(DISTANCE)), c -> c.loss(unnamed));
        for (Consumer<CompileOptions> options : all) {
            assertUncompiled(trained(options));
        }
        assertThat(warnings).hasSize(9).allMatch(w -> w.contains("which files cannot hold: loss. It is not compiled"));
    }

    @Test
    void noneOfSeveralLossesIsDroppedAlone() {
        assertUncompiled(twoOutputs(c -> c.loss(List.of("mse", DISTANCE))));
        assertUncompiled(twoOutputs(c -> c.loss(Map.of("a", DISTANCE, "b", "mse"))));
    }

    private void assertUncompiled(Model model) {
        for (Model copy : copies(model)) {
            assertThat(copy.isCompiled()).isFalse();
            assertThatThrownBy(() -> copy.fit(X, Y)).isInstanceOf(StateException.class);
        }
    }

    // ---- files of Keras ----

    /** How Keras writes down functions, lambdas and wrappers of functions. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'my_loss'",
                "'<lambda>'",
                "{'module': 'builtins', 'class_name': 'function', 'config': 'my_loss', 'registered_name': 'function'}",
                "{'class_name': '__lambda__', 'config': {'value': ['4wIAAA==', null, null]}}"
            })
    void functionsOfPython(String function) {
        Model ofLoss = Models.modelFromConfig(kerasConfig("{'loss': " + function + "}"));
        assertThat(ofLoss.isCompiled()).isFalse();
        assertThat(warnings.get(0)).contains("files cannot hold: loss");
        Model ofMetric = Models.modelFromConfig(kerasConfig("{'loss': 'MSE', 'metrics': ['mae', " + function + "]}"));
        assertThat(ofMetric.fit(X, Y, f -> f.verbose(0)).history()).containsOnlyKeys("loss", "mae");
        assertThat(warnings).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'binary_accuracy'",
                "{'module': 'builtins', 'class_name': 'function', 'config': 'binary_accuracy'}"
            })
    void wrappersOfKerasOwnFunctions(String function) {
        Model model =
                Models.modelFromConfig(kerasConfig("{'loss': 'mse', 'metrics': [[{'class_name': 'MeanMetricWrapper',"
                        + " 'config': {'name': 'right', 'dtype': 'float32', 'fn': " + function + "}}]]}"));
        assertThat(model.fit(X, Y, f -> f.verbose(0)).history()).containsOnlyKeys("loss", "right");
        assertThat(warnings).isEmpty();
    }

    private static Map<String, Object> kerasConfig(String compile) {
        Map<String, Object> config =
                new LinkedHashMap<>(trained(c -> c.loss("mse")).toConfig());
        config.put("compile_config", Json.readMap(compile.replace('\'', '"'), "the test's config"));
        return config;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'loss': {'module': null, 'class_name': 'MyLoss', 'config': {}, 'registered_name': 'MyLoss'}}",
                "{'loss': 'mse', 'metrics': [{'class_name': 'MyMetric', 'config': {}}]}",
                "{'loss': 'mse', 'optimizer': {'class_name': 'MySGD', 'config': {}}}",
                "{'loss': 'mse', 'optimizer': {'class_name': 'SGD', 'config': {'learning_rate': {'class_name': 'MyRate',"
                        + " 'config': {}}}}}",
                "{'loss': 'mse', 'loss_weights': ['much']}"
            })
    void withoutCompilingAllFilesOpen(String compile) {
        Model model = trained(c -> c.optimizer("adam").loss("mse"));
        Map<String, Object> config = new LinkedHashMap<>(model.toConfig());
        Map<String, Object> full = Json.readMap(compile.replace('\'', '"'), "the test's config");
        full.putIfAbsent("optimizer", ((Map<?, ?>) config.get("compile_config")).get("optimizer"));
        config.put("compile_config", full);
        for (String name : List.of("m.keras", "m.h5")) {
            Path file = folder.resolve(name);
            new KerasFormat().saveModel(model, config, file);
            assertThatThrownBy(() -> Models.loadModel(file))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Loading " + file + ": the model cannot be compiled as it was: ")
                    .hasMessageContaining("Or call loadModel(\"" + file + "\", false)");
            Model copy = Models.loadModel(file.toString(), false);
            assertThat(copy.isCompiled()).isFalse();
            assertThat(copy.predict(X).toFloatArray())
                    .isEqualTo(model.predict(X).toFloatArray());
        }
        assertThat(warnings).isEmpty();
    }
}
