package org.triceras.charts.render;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.BaseStream;
import org.knowm.xchart.internal.chartpart.Chart;
import org.triceras.charts.Charts;
import org.triceras.charts.Pictures;
import org.triceras.charts.TensorView;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Variable;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.DisplayRenderer;
import org.triceras.keras.display.MimeBundle;
import tech.tablesaw.api.Table;

/** Shows the types of the JDK and of other libraries that notebooks meet: which type is shown by which view. */
public final class StandardRenderer implements DisplayRenderer {
    @Override
    public Optional<MimeBundle> render(Object value) {
        if (value instanceof Tensor tensor) {
            return Optional.of(TensorView.bundle(tensor));
        } else if (value instanceof Variable variable) {
            return Optional.of(TensorView.bundle(variable.value()));
        } else if (value instanceof Table table) {
            return Optional.of(TableView.bundle(table));
        } else if (value instanceof BufferedImage image) {
            return Optional.of(Pictures.bundle(image));
        } else if (value instanceof Chart<?, ?> chart) {
            return Optional.of(Charts.of(chart).toMimeBundle());
        } else if (value instanceof Throwable failure) {
            return Optional.of(ThrowableView.bundle(failure));
        } else if (value instanceof Path path) {
            return Optional.of(PathView.bundle(path));
        } else if (value instanceof Optional<?> optional) {
            return optional.filter(StandardRenderer::isRich).map(Display::bundleOf);
        } else if (value instanceof BaseStream<?, ?> || value instanceof Iterator<?>) {
            return Optional.of(unread(value));
        } else if (value instanceof Map<?, ?>
                || value instanceof Collection<?>
                || value instanceof Record
                || value.getClass().isArray()) {
            return Optional.of(StructureView.bundle(value));
        }
        return NdArrayView.bundle(value);
    }

    private static boolean isRich(Object value) {
        return Display.bundleOf(value).types().size() > 1;
    }

    /** Looking would use it up, might wait for something, and might never end. */
    private static MimeBundle unread(Object value) {
        return MimeBundle.text(
                value instanceof BaseStream<?, ?>
                        ? "a stream, not read: showing its elements would use it up. Try .limit(20).toList()"
                        : "an iterator, not read: showing its elements would use them up.");
    }
}
