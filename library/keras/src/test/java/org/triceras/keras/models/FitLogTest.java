package org.triceras.keras.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.DisplaySink;
import org.triceras.keras.display.MimeBundle;
import org.triceras.keras.layers.Layers;

class FitLogTest {
    private static final Tensor X = Tensors.ones(40, 3);
    private static final Tensor Y = Tensors.ones(40, 1);

    /** A log file, or with {@code isLive} a terminal. */
    private record Log(boolean isLive, boolean isRich, List<String> ids, List<String> lines) implements DisplaySink {
        @Override
        public void show(MimeBundle bundle, String id) {
            lines.add(bundle.get(MimeBundle.TEXT));
            ids.add(id);
        }

        @Override
        public void update(MimeBundle bundle, String id) {
            lines.add(bundle.get(MimeBundle.TEXT));
        }
    }

    private static List<String> linesOf(boolean isLive, Consumer<Model> run) {
        return logOf(isLive, false, run).lines();
    }

    private static Log logOf(boolean isLive, boolean isRich, Consumer<Model> run) {
        Sequential model = Models.sequential(Layers.input(3), Layers.dense(1));
        model.compile(c -> c.optimizer("sgd").loss("mse"));
        Log log = new Log(isLive, isRich, new ArrayList<>(), new ArrayList<>());
        DisplaySink before = Display.use(log);
        try {
            run.accept(model);
        } finally {
            Display.use(before);
        }
        return log;
    }

    @Test
    void aFileHasOneLinePerEpoch() {
        List<String> lines = linesOf(false, m -> m.fit(X, Y, f -> f.epochs(3).batchSize(10)));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).matches("Epoch 2/3 - 4/4 - \\d+s - \\d+[mu]?s/step - loss: \\d.*");
    }

    @Test
    void aTerminalHasABar() {
        List<String> lines = linesOf(true, m -> m.fit(X, Y, f -> f.epochs(1).batchSize(10)));
        assertThat(lines.get(0)).isEqualTo("Epoch 1/1");
        assertThat(lines.get(lines.size() - 1))
                .startsWith("4/4 ━━━━━━━━━━━━━━━━━━━━")
                .endsWith("\n");
    }

    @Test
    void aNotebookHasOneOutputForManyEpochs() {
        Log log = logOf(true, true, m -> m.fit(X, Y, f -> f.epochs(60).batchSize(20)));
        assertThat(log.ids()).as("shown once for each 50 epochs").hasSize(2).doesNotHaveDuplicates();
        List<String> lines = log.lines();
        assertThat(lines.get(0)).isEqualTo("Epoch 1/60");
        String first = lines.get(lines.indexOf("Epoch 51/60") - 1);
        assertThat(first.lines()).hasSize(100);
        assertThat(first).startsWith("Epoch 1/60\n2/2 ━").contains("\nEpoch 50/60\n2/2 ━");
        String last = lines.get(lines.size() - 1);
        assertThat(last.lines()).hasSize(20);
        assertThat(last).endsWith("\n");
    }

    @Test
    void whatIsAskedForIsDone() {
        assertThat(linesOf(false, m -> m.fit(X, Y, f -> f.verbose(0)))).isEmpty();
        assertThat(linesOf(true, m -> m.fit(X, Y, f -> f.verbose(2)))).hasSize(2);
        assertThat(linesOf(false, m -> m.fit(X, Y, f -> f.verbose(1)))).anyMatch(line -> line.contains("━"));
        assertThat(linesOf(false, m -> m.evaluate(X, Y, f -> f.batchSize(10))))
                .singleElement()
                .asString()
                .startsWith("4/4 - ");
    }
}
