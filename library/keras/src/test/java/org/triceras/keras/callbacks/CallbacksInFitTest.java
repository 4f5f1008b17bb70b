package org.triceras.keras.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.layers.Dense;
import org.triceras.keras.models.History;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.Models;
import org.triceras.keras.optimizers.SGD;

/** Callbacks within real training. */
class CallbacksInFitTest {
    private final Tensor x = Tensors.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 8, 1);
    private final Tensor y = x.mul(2);

    private static Model model(double rate) {
        Model model = Models.sequential(new Dense(1));
        model.compile(c -> c.optimizer(new SGD(rate)).loss("mse"));
        return model;
    }

    private History fit(Model model, int epochs, Callback... callbacks) {
        return model.fit(x, y, f -> f.epochs(epochs).batchSize(4).verbose(0).callbacks(callbacks));
    }

    @Test
    void lambdasSeeEpochsAndBatches() {
        List<String> seen = new ArrayList<>();
        fit(
                model(0.001),
                2,
                Callbacks.lambdaCallback()
                        .onTrainBegin(logs -> seen.add("begin"))
                        .onTrainBatchEnd((batch, logs) -> seen.add("batch " + batch + logs.keySet()))
                        .onEpochEnd((epoch, logs) -> seen.add("epoch " + epoch))
                        .onTrainEnd(logs -> seen.add("end")));
        assertThat(seen)
                .containsExactly(
                        "begin",
                        "batch 0[loss]",
                        "batch 1[loss]",
                        "epoch 0",
                        "batch 0[loss]",
                        "batch 1[loss]",
                        "epoch 1",
                        "end");
    }

    @Test
    void changedRatesTakeEffectAndAreLogged() {
        Model model = model(0.01);
        List<Tensor> after = new ArrayList<>();
        History history = fit(
                model,
                3,
                Callbacks.learningRateScheduler((epoch, rate) -> epoch == 0 ? rate : 0),
                Callbacks.lambdaCallback()
                        .onEpochEnd(
                                (epoch, logs) -> after.add(model.getWeights().get(0))));
        assertThat(history.get("learning_rate").get(0)).isCloseTo(0.01, offset(1e-8));
        assertThat(history.get("learning_rate").get(2)).isZero();
        assertThat(after.get(1).get(0, 0)).isEqualTo(after.get(0).get(0, 0));
    }

    @Test
    void nanEndsTraining() {
        History history = fit(model(1e20), 50, Callbacks.terminateOnNaN());
        assertThat(history.epoch().size()).isLessThan(10);
        assertThatThrownBy(() -> fit(model(1e20), 50, Callbacks.terminateOnNaN().raiseError(true)))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("smaller learning rate");
    }

    @Test
    void csvHasALinePerEpoch(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("log.csv");
        fit(model(0.001), 2, new CSVLogger(file));
        fit(model(0.001), 1, new CSVLogger(file).append(true));
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("epoch,loss,val_loss");
        assertThat(lines.get(1)).matches("0,[0-9.E-]+,NA");
        assertThat(lines.get(3)).startsWith("0,");
    }

    @Test
    void saysWhenTheDirectionCannotBeTold() {
        Callback adds = Callbacks.lambdaCallback().onEpochEnd((epoch, logs) -> logs.put("odd", 1.0));
        assertThatThrownBy(() -> fit(model(0.001), 2, adds, new EarlyStopping("odd")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("mode(\"max\")");
    }

    @Test
    void checkpointsNeedAFittingPath() {
        assertThatThrownBy(() -> fit(model(0.001), 1, Callbacks.modelCheckpoint("weights.txt")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining(".keras");
    }

    @Test
    void averagesStandInForTheWeightsWhileEvaluating() {
        Model model = Models.sequential(new Dense(1));
        model.compile(c -> c.optimizer(new SGD(0.01).useEma(0.5, null)).loss("mse"));
        List<Tensor> seen = new ArrayList<>();
        Callback looks = new Callback() {
            @Override
            public void onTestBatchEnd(int batch, java.util.Map<String, Double> logs) {
                seen.add(model().getWeights().get(0));
            }
        };
        List<Tensor> trained = new ArrayList<>();
        Callback keeps = Callbacks.lambdaCallback()
                .onTrainBatchEnd((batch, logs) -> trained.add(model.getWeights().get(0)));
        model.fit(
                x,
                y,
                f -> f.epochs(1)
                        .batchSize(4)
                        .shuffle(false)
                        .verbose(0)
                        .validationData(x, y)
                        .callbacks(new SwapEMAWeights(), looks, keeps));
        // The average starts with the first value, then takes half of the second.
        double expected = (trained.get(0).item() + trained.get(1).item()) / 2;
        assertThat(seen.get(0).item()).isCloseTo(expected, offset(1e-6));
        assertThatThrownBy(() -> model(0.01)
                        .fit(x, y, f -> f.verbose(0).validationData(x, y).callbacks(new SwapEMAWeights())))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("useEma");
    }

    @Test
    void remoteMonitorsGetEveryEpoch() throws Exception {
        List<String> received = java.util.Collections.synchronizedList(new ArrayList<>());
        com.sun.net.httpserver.HttpServer server = com.sun.net.httpserver.HttpServer.create(
                new java.net.InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/publish/epoch/end/", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            String root = "http://" + server.getAddress().getHostString() + ":"
                    + server.getAddress().getPort();
            fit(model(0.001), 2, new RemoteMonitor(root).sendAsJson(true));
            fit(model(0.001), 1, new RemoteMonitor(root));
        } finally {
            server.stop(0);
        }
        assertThat(received).hasSize(3);
        assertThat(received.get(1)).startsWith("application/json {\"epoch\": 1, \"loss\": ");
        assertThat(received.get(2)).startsWith("application/x-www-form-urlencoded data=%7B%22epoch%22%3A");
    }

    @Test
    void tensorBoardGetsRecordsWithChecksums(@TempDir Path folder) throws Exception {
        model(0.001)
                .fit(
                        x,
                        y,
                        f -> f.epochs(2)
                                .batchSize(4)
                                .verbose(0)
                                .validationData(x, y)
                                .callbacks(new TensorBoard(folder).updateFreq(1)));
        assertThat(tags(folder.resolve("train")))
                .containsExactly(
                        "batch_loss",
                        "batch_loss",
                        "epoch_loss",
                        "epoch_learning_rate",
                        "batch_loss",
                        "batch_loss",
                        "epoch_loss",
                        "epoch_learning_rate");
        assertThat(tags(folder.resolve("validation"))).containsExactly("epoch_loss", "epoch_loss");
    }

    /** The tags of an event file's records, after the first, which names the format. */
    private static List<String> tags(Path folder) throws Exception {
        Path file;
        try (java.util.stream.Stream<Path> files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        java.nio.ByteBuffer bytes =
                java.nio.ByteBuffer.wrap(Files.readAllBytes(file)).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        List<String> tags = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = new byte[8];
            bytes.get(length);
            assertThat(bytes.getInt()).isEqualTo(EventFile.masked(length));
            byte[] data = new byte
                    [(int) java.nio.ByteBuffer.wrap(length)
                            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            bytes.get(data);
            assertThat(bytes.getInt()).isEqualTo(EventFile.masked(data));
            java.util.regex.Matcher tag = java.util.regex.Pattern.compile("(?:batch|epoch)_[a-z_]+")
                    .matcher(new String(data, java.nio.charset.StandardCharsets.ISO_8859_1));
            if (tag.find()) {
                tags.add(tag.group());
            }
        }
        return tags;
    }

    @Test
    void checksumsAreTensorBoards() {
        // From RFC 3720's test of 32 zero bytes, whose CRC-32C is 0x8a9136aa, masked by hand.
        int crc = 0x8a9136aa;
        assertThat(EventFile.masked(new byte[32])).isEqualTo(((crc >>> 15) | (crc << 17)) + 0xa282ead8);
    }

    @Test
    void csvLoggerSaysThatItsFolderIsMissing(@TempDir Path folder) {
        Path file = folder.resolve("nodir").resolve("l.csv");
        assertThatThrownBy(() -> fit(model(0.001), 1, Callbacks.csvLogger(file.toString())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("there is no folder " + file.getParent())
                .hasMessageContaining("Try Files.createDirectories(");
        assertThatThrownBy(() -> fit(model(0.001), 1, Callbacks.csvLogger(folder.toString())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it is a folder");
    }
}
