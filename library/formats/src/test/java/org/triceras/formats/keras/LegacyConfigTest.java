package org.triceras.formats.keras;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.triceras.formats.json.Json;

class LegacyConfigTest {
    @Test
    void spellsOutLossesThatKerasCannotReadBack() {
        assertThat(training("\"loss\": \"mse\", \"metrics\": [\"mae\"]"))
                .containsEntry("loss", "mean_squared_error")
                .containsEntry("metrics", java.util.List.of("mae"));
        assertThat(training("\"loss\": {\"a\": \"KLD\", \"b\": \"huber\"}"))
                .containsEntry("loss", Map.of("a", "kl_divergence", "b", "huber"));
    }

    @Test
    void shortensObjectsAndFillsWhatReadersAskFor() {
        Map<String, Object> training = training("\"loss\": {\"module\": \"keras.losses\", \"class_name\": \"Huber\","
                + " \"config\": {\"delta\": 2.0}, \"registered_name\": null}, \"metrics\": [[{\"module\": null,"
                + " \"class_name\": \"Mine\", \"config\": {}, \"registered_name\": \"pkg>Mine\"}]]");
        assertThat(Json.write(training))
                .isEqualTo("{\"loss\": {\"class_name\": \"Huber\", \"config\": {\"delta\": 2.0}},"
                        + " \"metrics\": [[{\"class_name\": \"pkg>Mine\", \"config\": {}}]], \"loss_weights\": null,"
                        + " \"weighted_metrics\": null,"
                        + " \"optimizer_config\": {\"class_name\": \"SGD\", \"config\": {}}}");
    }

    @Test
    void noTrainingConfigForAModelThatIsNotCompiled() {
        assertThat(LegacyConfig.training(Json.readMap("{\"class_name\": \"Sequential\", \"config\": {}}")))
                .isNull();
        assertThat(LegacyConfig.training(Json.readMap("{\"compile_config\": {}}")))
                .isNull();
        assertThat(LegacyConfig.full(Json.readMap("{\"class_name\": \"Sequential\", \"config\": {}}"), null))
                .containsEntry("compile_config", null);
    }

    @Test
    void namesModulesOnTheWayBack() {
        Map<String, Object> full = LegacyConfig.full(
                Json.readMap(
                        "{\"class_name\": \"Sequential\", \"config\": {\"layers\": ["
                                + "{\"class_name\": \"Dense\", \"config\": {}}, {\"class_name\": \"pkg>Mine\", \"config\": {}}]}}"),
                Json.readMap("{\"loss\": {\"class_name\": \"Huber\", \"config\": {}}, \"metrics\": [\"mae\"],"
                        + " \"optimizer_config\": {\"class_name\": \"SGD\", \"config\": {}}}"));
        assertThat(Json.write(full))
                .isEqualTo("{\"module\": \"keras\", \"class_name\": \"Sequential\", \"config\": {\"layers\": ["
                        + "{\"module\": \"keras.layers\", \"class_name\": \"Dense\", \"config\": {}, \"registered_name\": null}, "
                        + "{\"module\": null, \"class_name\": \"pkg>Mine\", \"config\": {}, \"registered_name\": \"pkg>Mine\"}]},"
                        + " \"registered_name\": null, \"compile_config\": {"
                        + "\"optimizer\": {\"module\": \"keras.optimizers\", \"class_name\": \"SGD\", \"config\": {}, \"registered_name\": null},"
                        + " \"loss\": {\"module\": \"keras.losses\", \"class_name\": \"Huber\", \"config\": {}, \"registered_name\": null},"
                        + " \"metrics\": [\"mae\"]}}");
    }

    /** The forms are those of tf.keras 2.15's save("x.h5"). */
    @Test
    void upgradesConfigsOfKeras2() {
        Map<String, Object> sequential =
                Keras2Config.upgrade(Json.readMap("{\"class_name\": \"Sequential\", \"config\": {\"layers\": ["
                        + "{\"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"batch_input_shape\": [null, 4], \"dtype\": \"float32\"}},"
                        + "{\"class_name\": \"BatchNormalization\", \"config\": {\"name\": \"b\", \"axis\": [1]}}]}}"));
        assertThat(Json.write(sequential))
                .isEqualTo("{\"class_name\": \"Sequential\", \"config\": {\"layers\": ["
                        + "{\"class_name\": \"InputLayer\", \"config\": {\"batch_shape\": [null, 4], \"dtype\": \"float32\", \"name\": \"d_input\"}}, "
                        + "{\"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"dtype\": \"float32\"}}, "
                        + "{\"class_name\": \"BatchNormalization\", \"config\": {\"name\": \"b\", \"axis\": 1}}]}}");
        Map<String, Object> functional = Keras2Config.upgrade(
                Json.readMap(
                        "{\"class_name\": \"Model\", \"config\": {\"layers\": ["
                                + "{\"class_name\": \"InputLayer\", \"name\": \"a\", \"config\": {\"batch_input_shape\": [null, 4]}, \"inbound_nodes\": []},"
                                + "{\"class_name\": \"Add\", \"name\": \"s\", \"config\": {}, \"inbound_nodes\": [[[\"a\", 0, 0, {}], [\"b\", 0, 0, {}]]]}]}}"));
        assertThat(Json.write(functional))
                .isEqualTo("{\"class_name\": \"Functional\", \"config\": {\"layers\": ["
                        + "{\"class_name\": \"InputLayer\", \"name\": \"a\", \"config\": {\"batch_shape\": [null, 4]}, \"inbound_nodes\": []}, "
                        + "{\"class_name\": \"Add\", \"name\": \"s\", \"config\": {}, \"inbound_nodes\": [{\"args\": [["
                        + "{\"class_name\": \"__keras_tensor__\", \"config\": {\"shape\": null, \"dtype\": \"float32\", \"keras_history\": [\"a\", 0, 0]}}, "
                        + "{\"class_name\": \"__keras_tensor__\", \"config\": {\"shape\": null, \"dtype\": \"float32\", \"keras_history\": [\"b\", 0, 0]}}"
                        + "]], \"kwargs\": {}}]}]}}");
    }

    private static Map<String, Object> training(String settings) {
        return LegacyConfig.training(
                Json.readMap("{\"compile_config\": {\"optimizer\": {\"module\": \"keras.optimizers\","
                        + " \"class_name\": \"SGD\", \"config\": {}, \"registered_name\": null}, " + settings + "}}"));
    }
}
