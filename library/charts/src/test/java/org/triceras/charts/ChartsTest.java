package org.triceras.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.display.ChartProvider;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.DisplaySink;
import org.triceras.keras.display.MimeBundle;

class ChartsTest {
    @TempDir
    Path folder;

    private static int opaquePixels(BufferedImage image) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) >>> 24) > 0 ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void historyHasAPanelPerMetric() {
        Chart chart = TrainingCharts.chart(
                List.of(0, 1, 2),
                Map.of(
                        "loss",
                        List.of(3.0, 2.0, 1.0),
                        "val_loss",
                        List.of(3.0, 2.5, 2.2),
                        "accuracy",
                        List.of(0.1, 0.5, 0.9)));
        assertThat(chart.width()).isEqualTo(2 * 420);
        BufferedImage image = chart.toImage();
        assertThat(image.getWidth()).isEqualTo(2 * chart.width());
        assertThat(opaquePixels(image)).isGreaterThan(5000);
    }

    @Test
    void aTerminalGetsAFileANotebookAPicture() {
        Map<String, List<Double>> values = Map.of("loss", List.of(1.0, 0.5));
        assertThat(ChartProvider.get().history(List.of(0, 1), values).get(MimeBundle.TEXT))
                .contains("saved to");
        DisplaySink before = Display.use(new DisplaySink() {
            @Override
            public void show(MimeBundle bundle, String id) {}

            @Override
            public void update(MimeBundle bundle, String id) {}

            @Override
            public boolean isRich() {
                return true;
            }
        });
        try {
            assertThat(ChartProvider.get().history(List.of(0, 1), values).get(MimeBundle.SVG))
                    .startsWith("<svg");
        } finally {
            Display.use(before);
        }
    }

    @Test
    void confusionMatrixCounts() throws Exception {
        ConfusionMatrix matrix =
                Charts.confusionMatrix(Tensors.of(new int[] {0, 1, 2, 2}), Tensors.of(new int[] {0, 2, 2, 1}));
        assertThat(matrix.counts()).isDeepEqualTo(new int[][] {{1, 0, 0}, {0, 0, 1}, {0, 1, 1}});
        Path file = folder.resolve("m.png");
        matrix.plot().save(file);
        assertThat(opaquePixels(ImageIO.read(file.toFile()))).isGreaterThan(1000);
        assertThatThrownBy(() -> Charts.confusionMatrix(Tensors.of(new int[] {0}), Tensors.of(new int[] {0, 1})))
                .hasMessageContaining("1 labels and 2 predictions");
    }

    @Test
    void imageGridsCheckTheirInput() {
        Tensor images = Tensors.zeros(3, 8, 8);
        assertThat(Charts.imageGrid(images).width()).isGreaterThan(3 * 70);
        assertThatThrownBy(() -> Charts.imageGrid(Tensors.zeros(3, 8))).hasMessageContaining("(count, height, width)");
        assertThatThrownBy(() -> Charts.imageGrid(images, List.of("a"))).hasMessageContaining("expected 3 captions");
    }

    @Test
    void tensorsAreTablesAndDataIsEscaped() {
        MimeBundle bundle = Display.bundleOf(Tensors.of(new float[][] {{1, 2}, {3, 4}}));
        assertThat(bundle.get(MimeBundle.HTML)).contains("<td>4.0000</td>").contains("float32 (2, 2)");
        assertThat(Display.bundleOf(Map.of("a", "<script>")).get(MimeBundle.HTML))
                .contains("&lt;script&gt;");
        assertThat(Display.bundleOf(new int[] {1, 2}).get(MimeBundle.TEXT)).isEqualTo("int[2] {1, 2}");
    }
}
