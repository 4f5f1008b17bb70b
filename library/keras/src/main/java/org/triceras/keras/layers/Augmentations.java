package org.triceras.keras.layers;

import java.util.ArrayList;
import java.util.List;
import org.triceras.engine.tensor.Tensor;

/**
 * Changes of images of many kinds, as strong as a factor says, for layers that choose among them. The layers are part of another one: they
 * draw its random numbers and hold nothing themselves.
 */
final class Augmentations {
    private final List<AffineImageLayer<?>> moves;
    private final List<ImageLayer<?>> others;

    /** @param all false for those alone that leave brightness, contrast, colourfulness and sharpness as they are */
    Augmentations(RandomImageLayer<?> owner, FactorRange factor, ValueRange range, String interpolation, boolean all) {
        double lower = factor.lower();
        double upper = factor.upper();
        double low = range.low();
        double high = range.high();
        this.moves = List.of(
                new RandomShear(0, 0)
                        .xFactor(lower, upper)
                        .yFactor(lower, upper)
                        .interpolation(interpolation),
                new RandomTranslation(lower, upper, lower, upper).interpolation(interpolation),
                new RandomRotation(lower, upper).interpolation(interpolation));
        List<ImageLayer<?>> layers = new ArrayList<>(List.of(
                new RandomPosterization(Math.max(1, (int) (8 * upper))).valueRange(low, high),
                new Solarization()
                        .additionFactor(lower, upper)
                        .thresholdFactor(lower, upper)
                        .valueRange(low, high),
                new AutoContrast().valueRange(low, high),
                new Equalization().valueRange(low, high)));
        if (all) {
            layers.add(new RandomBrightness(lower, upper).valueRange(low, high));
            layers.add(new RandomColorDegeneration(lower, upper).valueRange(low, high));
            layers.add(new RandomContrast(lower, upper).valueRange(low, high));
            layers.add(new RandomSharpness(lower, upper).valueRange(low, high));
        }
        this.others = List.copyOf(layers);
        moves.forEach(layer -> adopt(layer, owner));
        others.forEach(layer -> adopt(layer, owner));
    }

    private static void adopt(ImageLayer<?> layer, RandomImageLayer<?> owner) {
        // Gives the automatic name back: layers of the user's keep the numbers that they have without these.
        layer.name(layer.className());
        if (layer instanceof RandomImageLayer<?> random) {
            random.drawAs(owner);
        }
    }

    int count() {
        return moves.size() + others.size();
    }

    /** The images, each changed in the way that its number in {@code which} says, (images, 1, 1, 1); beyond the last one it stays. */
    Tensor changed(Tensor images, Tensor which) {
        Tensor result = which.lt(moves.size()).broadcastTo(images.shape()).where(moved(images, which), images);
        for (int i = 0; i < others.size(); i++) {
            Tensor chosen = which.eq(moves.size() + i).broadcastTo(images.shape());
            result = chosen.where(others.get(i).transform(images, true), result);
        }
        return result;
    }

    /** Pixels are looked up once, where the move that is chosen says: looking up takes longer than all the others together. */
    private Tensor moved(Tensor images, Tensor which) {
        Tensor number = which.reshape(images.shape().dim(0), 1);
        Tensor[] matrix = moves.get(0).matrix(images);
        for (int i = 1; i < moves.size(); i++) {
            Tensor chosen = number.eq(i);
            Tensor[] other = moves.get(i).matrix(images);
            for (int k = 0; k < matrix.length; k++) {
                matrix[k] = chosen.where(other[k], matrix[k]);
            }
        }
        return moves.get(0).moved(images, matrix);
    }
}
