package org.triceras.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.display.MimeBundle;
import org.triceras.keras.layers.Dense;
import org.triceras.keras.layers.Layers;
import org.triceras.keras.models.Functional;
import org.triceras.keras.models.ModelStructure;
import org.triceras.keras.models.ModelStructure.Arrow;
import org.triceras.keras.models.ModelStructure.Part;
import org.triceras.keras.models.Models;
import org.triceras.keras.models.Sequential;

class ModelPlotTest {
    private static Functional branches() {
        Tensor in = Layers.input(32);
        Dense shared = Layers.dense(32).name("shared");
        Tensor once = shared.apply(in);
        Tensor twice = shared.apply(once);
        return Models.model(in, Layers.add().apply(once, twice.mul(2)));
    }

    @Test
    void partsAndArrowsOfAGraph() {
        ModelStructure structure = ModelStructure.of(branches());
        assertThat(structure.parts()).extracting(Part::type).containsExactly("InputLayer", "Dense", "mul", "Add");
        assertThat(structure.parts().get(1).outputs()).containsExactly(Shape.of(Shape.UNKNOWN, 32));
        assertThat(structure.arrows())
                .as("the shared layer is one part, which reads itself too")
                .containsExactlyInAnyOrder(
                        new Arrow(0, 1), new Arrow(1, 1), new Arrow(1, 2), new Arrow(1, 3), new Arrow(2, 3));
    }

    @Test
    void modelsThatAreNotBuiltAreChains() {
        ModelStructure structure = ModelStructure.of(Models.sequential(Layers.dense(3), Layers.dense(4)));
        assertThat(structure.parts()).hasSize(2).allMatch(part -> part.outputs().isEmpty());
        assertThat(structure.arrows()).containsExactly(new Arrow(0, 1));
    }

    @Test
    void boxesOfOneRankDoNotOverlapAndArrowsPassBoxesBy() {
        double[] widths = {50, 120, 80, 60, 40};
        int[][] arrows = {{0, 1}, {0, 2}, {1, 3}, {2, 3}, {0, 4}, {3, 4}};
        LayeredLayout layout = new LayeredLayout(widths, arrows);
        assertThat(layout.ranks()).isEqualTo(4);
        assertThat(layout.rankOf(1)).isEqualTo(layout.rankOf(2)).isEqualTo(1);
        assertThat(Math.abs(layout.centreOf(1) - layout.centreOf(2))).isGreaterThanOrEqualTo(100);
        double[] bends = layout.bendsOf(4);
        assertThat(bends).hasSize(2);
        for (int box : new int[] {1, 2}) {
            assertThat(Math.abs(bends[0] - layout.centreOf(box))).isGreaterThan(widths[box] / 2);
        }
        assertThat(Math.abs(bends[1] - layout.centreOf(3))).isGreaterThan(widths[3] / 2);
        for (int box = 0; box < widths.length; box++) {
            assertThat(layout.centreOf(box)).isBetween(widths[box] / 2, layout.width() - widths[box] / 2);
        }
    }

    @Test
    void aPictureAsSvgAndPng(@TempDir Path folder) throws Exception {
        Chart chart = Charts.plotModel(branches());
        try (RecordingSink sink = RecordingSink.notebook()) {
            assertThat(sink.isRich()).isTrue();
            assertThat(chart.toMimeBundle().types()).containsExactly(MimeBundle.TEXT, MimeBundle.SVG);
        }
        assertThat(chart.toSvg()).startsWith("<svg").contains("<title>Model functional");
        chart.save(folder.resolve("model.png"));
        assertThat(ImageIO.read(folder.resolve("model.png").toFile()).getHeight())
                .isEqualTo(2 * chart.height());
    }

    @Test
    void whatIsSaidIsChosen() {
        Sequential model = Models.sequential(Layers.input(4), Layers.dense(8).activation("relu"), Layers.dense(1));
        Chart plain = Charts.plotModel(model);
        Chart more = Charts.plotModel(
                model, p -> p.showDtype(true).showTrainable(true).showLayerActivations(true));
        Chart less = Charts.plotModel(model, p -> p.showShapes(false).showLayerNames(false));
        assertThat(more.height()).isGreaterThan(plain.height());
        assertThat(less.height()).isLessThan(plain.height());
        Chart turned = Charts.plotModel(model, p -> p.rankdir("LR"));
        assertThat(turned.width()).isGreaterThan(plain.width());
        assertThatThrownBy(() -> Charts.plotModel(model, p -> p.rankdir("up")))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("\"TB\" or \"LR\"");
        assertThat(List.of(plain, more, less, turned))
                .allSatisfy(chart -> assertThat(chart.toSvg()).isNotEmpty());
    }
}
