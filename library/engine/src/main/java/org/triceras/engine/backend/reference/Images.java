package org.triceras.engine.backend.reference;

import java.util.List;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.ir.Node;
import org.triceras.engine.ir.op.*;
import org.triceras.engine.tensor.Shape;

/** Convolution and pooling of images (batch, height, width, channels), and their gradients. */
final class Images {
    private Images() {}

    static void compute(Op op, Node node, List<HostBuffer> in, HostBuffer out) {
        double[] sums = new double[out.size()];
        if (op instanceof Conv2d conv) {
            Shape x = node.input(0).spec().shape();
            Shape k = node.input(1).spec().shape();
            convolve(
                    conv.geometry(),
                    x,
                    k,
                    node.spec().shape(),
                    (i, w, y) -> sums[y] += in.get(0).getDouble(i) * in.get(1).getDouble(w));
        } else if (op instanceof Conv2dInputGrad conv) {
            Shape k = node.input(0).spec().shape();
            convolve(
                    conv.geometry(),
                    node.spec().shape(),
                    k,
                    node.input(1).spec().shape(),
                    (i, w, y) -> sums[i] += in.get(0).getDouble(w) * in.get(1).getDouble(y));
        } else if (op instanceof Conv2dFilterGrad conv) {
            Shape x = node.input(0).spec().shape();
            convolve(
                    conv.geometry(),
                    x,
                    node.spec().shape(),
                    node.input(1).spec().shape(),
                    (i, w, y) -> sums[w] += in.get(0).getDouble(i) * in.get(1).getDouble(y));
        } else if (op instanceof MaxPool2d pool) {
            windows(
                    pool.geometry(),
                    node.input(0).spec().shape(),
                    node.spec().shape(),
                    (y, inside) -> sums[y] = in.get(0).getDouble(argmax(in.get(0), inside)));
        } else if (op instanceof MaxPool2dGrad pool) {
            windows(
                    pool.geometry(),
                    node.spec().shape(),
                    node.input(1).spec().shape(),
                    (y, inside) -> sums[argmax(in.get(0), inside)] += in.get(1).getDouble(y));
        } else if (op instanceof AvgPool2d pool) {
            windows(pool.geometry(), node.input(0).spec().shape(), node.spec().shape(), (y, inside) -> {
                for (int i : inside) {
                    sums[y] += in.get(0).getDouble(i) / inside.length;
                }
            });
        } else if (op instanceof AvgPool2dGrad pool) {
            windows(pool.geometry(), node.spec().shape(), node.input(0).spec().shape(), (y, inside) -> {
                for (int i : inside) {
                    sums[i] += in.get(0).getDouble(y) / inside.length;
                }
            });
        }
        for (int i = 0; i < sums.length; i++) {
            out.setDouble(i, sums[i]);
        }
    }

    /** One multiplication of a convolution: positions in the image, the kernel and the result. */
    private interface Term {
        void add(int image, int kernel, int result);
    }

    private static void convolve(ConvGeometry g, Shape x, Shape k, Shape y, Term term) {
        int channels = k.dim(2);
        int filters = k.dim(3);
        for (int at = 0; at < y.size(); at++) {
            int[] i = Index.of(y, at);
            int group = i[3] / (filters / g.groups());
            for (int h = 0; h < k.dim(0); h++) {
                for (int w = 0; w < k.dim(1); w++) {
                    int row = i[1] * g.strideH() - g.padTop() + h * g.dilationH();
                    int column = i[2] * g.strideW() - g.padLeft() + w * g.dilationW();
                    if (row < 0 || row >= x.dim(1) || column < 0 || column >= x.dim(2)) {
                        continue;
                    }
                    for (int c = 0; c < channels; c++) {
                        int image = Index.at(x, new int[] {i[0], row, column, group * channels + c});
                        term.add(image, Index.at(k, new int[] {h, w, c, i[3]}), at);
                    }
                }
            }
        }
    }

    /** What a pooling does with the positions of the image that lie in the window of one result. */
    private interface Window {
        void apply(int result, int[] inside);
    }

    private static void windows(PoolGeometry g, Shape x, Shape y, Window window) {
        for (int at = 0; at < y.size(); at++) {
            int[] i = Index.of(y, at);
            int[] inside = new int[g.height() * g.width()];
            int count = 0;
            for (int h = 0; h < g.height(); h++) {
                for (int w = 0; w < g.width(); w++) {
                    int row = i[1] * g.strideH() - g.padTop() + h;
                    int column = i[2] * g.strideW() - g.padLeft() + w;
                    if (row >= 0 && row < x.dim(1) && column >= 0 && column < x.dim(2)) {
                        inside[count++] = Index.at(x, new int[] {i[0], row, column, i[3]});
                    }
                }
            }
            window.apply(at, java.util.Arrays.copyOf(inside, count));
        }
    }

    private static int argmax(HostBuffer x, int[] inside) {
        int best = inside[0];
        for (int i : inside) {
            if (x.getDouble(i) > x.getDouble(best)) {
                best = i;
            }
        }
        return best;
    }
}
