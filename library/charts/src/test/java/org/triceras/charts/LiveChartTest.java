package org.triceras.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.callbacks.Callback;
import org.triceras.keras.display.MimeBundle;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.models.History;
import org.triceras.keras.models.Models;
import org.triceras.keras.models.Sequential;

class LiveChartTest {
    private static void train(LiveChart chart, int epochs) {
        chart.setParams(Map.of("epochs", epochs, "steps", 4, "verbose", 0));
        chart.onTrainBegin(Map.of());
        for (int epoch = 0; epoch < epochs; epoch++) {
            chart.onEpochBegin(epoch, Map.of());
            for (int batch = 0; batch < 4; batch++) {
                chart.onTrainBatchEnd(batch, Map.of("loss", 3.0 - batch / 4.0));
            }
            chart.onEpochEnd(epoch, Map.of("loss", 1.0 / (epoch + 1), "val_loss", 1.5 / (epoch + 1)));
        }
        chart.onTrainEnd(Map.of());
    }

    @Test
    void aNotebookHasOneChartThatIsUpdated() {
        try (RecordingSink sink = RecordingSink.notebook()) {
            LiveChart chart = new LiveChart();
            train(chart, 3);
            assertThat(sink.shown).hasSize(1);
            assertThat(sink.updated).isNotEmpty();
            assertThat(new HashSet<>(sink.ids)).hasSize(1).doesNotContainNull();
            // The last picture has all points, whatever was skipped before.
            String last = sink.updated.get(sink.updated.size() - 1).get(MimeBundle.SVG);
            assertThat(last).isNotEqualTo(sink.shown.get(0).get(MimeBundle.SVG));

            train(chart, 2);
            assertThat(new HashSet<>(sink.ids))
                    .as("a new run has its own chart")
                    .hasSize(2);
        }
    }

    @Test
    void pointsWithinEpochsOnDemand() {
        assertThat(new LiveChart().wantsBatchLogs()).isFalse();
        try (RecordingSink sink = RecordingSink.notebook()) {
            LiveChart chart = new LiveChart().every(2);
            assertThat(chart.wantsBatchLogs()).isTrue();
            chart.setParams(Map.of("epochs", 1, "steps", 4));
            chart.onTrainBegin(Map.of());
            chart.onEpochBegin(0, Map.of());
            chart.onTrainBatchEnd(0, Map.of("loss", 3.0));
            assertThat(sink.updated).isEmpty();
            chart.onTrainBatchEnd(1, Map.of("loss", 2.0));
            assertThat(sink.updated).hasSize(1);
        }
    }

    @Test
    void anInterruptedRunsChartIsDrawnToItsEnd() {
        Sequential model = Models.sequential(Layers.input(3), Layers.dense(1));
        model.compile(c -> c.optimizer("sgd").loss("mse"));
        Callback interrupt = new Callback() {
            @Override
            public void onEpochBegin(int epoch, Map<String, Double> logs) {
                if (epoch == 3) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try (RecordingSink sink = RecordingSink.notebook()) {
            assertThatThrownBy(() -> model.fit(
                            Tensors.ones(40, 3),
                            Tensors.ones(40, 1),
                            f -> f.epochs(9).verbose(0).callbacks(new LiveChart(), interrupt)))
                    .hasMessageContaining("model.history() has the 3 epochs");
            assertThat(sink.shown).hasSize(1);
            MimeBundle last = sink.updated.get(sink.updated.size() - 1);
            assertThat(last.get(MimeBundle.SVG)).isEqualTo(chartOf(model.history()));
        }
    }

    @Test
    void validationStandsAtTheEpochsInWhichItRan() {
        Sequential model = Models.sequential(Layers.input(3), Layers.dense(1));
        model.compile("sgd", "mse");
        History history = model.fit(
                Tensors.ones(40, 3),
                Tensors.ones(40, 1),
                f -> f.epochs(7).verbose(0).validationSplit(0.2).validationFreq(3));
        try (RecordingSink sink = RecordingSink.notebook()) {
            assertThat(sink.isRich()).isTrue();
            String spec = history.toMimeBundle().get(VegaLite.MIME_TYPE);
            assertThat(Pattern.compile("\"x\":([\\d.]+),\"curve\":\"validation\"")
                            .matcher(spec)
                            .results()
                            .map(found -> Double.valueOf(found.group(1))))
                    .containsExactly(3.0, 6.0);
        }
        List<String> lines = history.toString().lines().toList();
        assertThat(lines.get(3)).contains("epoch 3", "val_loss");
        assertThat(lines.get(7)).contains("epoch 7").doesNotContain("val_loss");
    }

    private static String chartOf(History history) {
        return TrainingCharts.chart(history.epoch(), history.history()).toSvg();
    }

    @Test
    void aTerminalGetsOneFileAtTheEnd() {
        try (RecordingSink sink = RecordingSink.terminal()) {
            train(new LiveChart(), 3);
            assertThat(sink.shown).hasSize(1);
            assertThat(sink.updated).isEmpty();
            assertThat(sink.shown.get(0).get(MimeBundle.TEXT)).contains("saved to");
        }
    }

    @Test
    void validationDoesNotChangeTheRunsParams() {
        Tensor x = Tensors.ones(40, 3);
        Tensor y = Tensors.ones(40, 1);
        Sequential model = Models.sequential(Layers.input(3), Layers.dense(1));
        model.compile(c -> c.optimizer("sgd").loss("mse"));
        Set<Object> steps = new HashSet<>();
        LiveChart live = new LiveChart().every(1);
        Callback watch = new Callback() {
            @Override
            public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
                steps.add(params().get("steps"));
            }
        };
        try (RecordingSink sink = RecordingSink.notebook()) {
            model.fit(
                    x,
                    y,
                    f -> f.batchSize(4)
                            .epochs(3)
                            .verbose(0)
                            .validationSplit(0.2)
                            .callbacks(live, watch));
            assertThat(steps).containsExactly(8);
            assertThat(sink.shown).hasSize(1);
            assertThat(sink.updated).isNotEmpty();
        }
    }
}
