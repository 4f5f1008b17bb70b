package org.triceras.keras.layers;

import java.util.List;
import org.triceras.engine.tensor.Tensor;
import org.triceras.keras.util.Names;

/** Mirrors images at random in training: {@code randomFlip("horizontal")}. */
public final class RandomFlip extends RandomImageLayer<RandomFlip> {
    private static final List<String> MODES = List.of("horizontal", "vertical", "horizontal_and_vertical");

    private String mode = "horizontal_and_vertical";

    public RandomFlip() {}

    /** @param mode "horizontal", "vertical" or "horizontal_and_vertical", which is the default */
    public RandomFlip(String mode) {
        this.mode = checked(mode);
    }

    private static String checked(String mode) {
        if (!MODES.contains(mode)) {
            throw Names.unknown("mode", mode, MODES);
        }
        return mode;
    }

    @Override
    Tensor change(Tensor images) {
        Tensor y = mode.equals("vertical") ? images : flipped(images, 2);
        return mode.equals("horizontal") ? y : flipped(y, 1);
    }

    private Tensor flipped(Tensor x, int axis) {
        Tensor choice =
                uniform(x.shape().dim(0), 0, 1).lt(0.5).reshape(x.shape().dim(0), 1, 1, 1);
        return choice.broadcastTo(x.shape()).where(x.flip(axis), x);
    }

    @Override
    protected void options(Options o) {
        o.text("mode", () -> mode, v -> mode = checked(v));
        seedOption(o);
        imageOptions(o);
    }
}
