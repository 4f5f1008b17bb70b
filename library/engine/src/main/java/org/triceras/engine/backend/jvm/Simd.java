package org.triceras.engine.backend.jvm;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;

/**
 * Decides, on first use, whether the vectorised kernels can run here and at which width. The system property {@code triceras.simd}
 * chooses: {@code auto} (default), {@code off}, or a width in bits ({@code 128}, {@code 256}, {@code 512}).
 *
 * <p>The Vector API is only fast when the optimising compiler C2 translates it; interpreted, or by C1, a vector addition takes
 * microseconds. It is therefore used only where C2 is there, and only with hardware FMA, which the scalar kernels need as well to give
 * the same bits.
 */
public final class Simd {
    private static final String MODULE = "jdk.incubator.vector";
    private static final String KERNELS = "org.triceras.engine.backend.jvm.simd.SimdKernels";

    private Simd() {}

    /** The choice and, for people, its reason; made once when first asked for. */
    private static final class Choice {
        static final Kernels KERNELS;
        static final String DESCRIPTION;

        static {
            String setting = System.getProperty("triceras.simd", "auto").trim().toLowerCase(Locale.ROOT);
            Kernels kernels = null;
            String reason = setting.equals("off") ? "switched off by triceras.simd=off" : unusable();
            if (reason == null) {
                try {
                    kernels = instantiate(Simd.class.getClassLoader());
                    reason = selfTest(kernels);
                } catch (Throwable e) {
                    reason = "failed to start: " + e;
                }
            }
            KERNELS = reason == null ? kernels : new ScalarKernels();
            DESCRIPTION = reason == null ? name(kernels.lanes()) : "no SIMD: " + reason;
        }
    }

    /** The fastest kernels that run here. */
    public static Kernels kernels() {
        return Choice.KERNELS;
    }

    /** One line for people: "AVX-512 (16 floats), FMA", or why there is no SIMD and how to switch it on. */
    public static String describe() {
        return Choice.DESCRIPTION;
    }

    /** The vectorised kernels are in use. */
    public static boolean available() {
        return Choice.KERNELS.lanes() > 1;
    }

    /**
     * Kernels of a given width, whatever {@code triceras.simd} says: 0 bits is scalar, else 128, 256 or 512. Widths beyond the hardware's
     * work but crawl. Meant for tests; each call loads the vectorised classes anew.
     */
    public static Kernels kernels(int bits) {
        if (bits == 0) {
            return new ScalarKernels();
        }
        try {
            return instantiate(new SimdClassLoader(bits));
        } catch (Throwable e) {
            throw new IllegalStateException("No SIMD kernels of " + bits + " bits: " + e, e);
        }
    }

    /** The width that {@code triceras.simd} asks for, or 0 for the widest. Called by the vectorised classes. */
    public static int requestedBits(ClassLoader loader) {
        if (loader instanceof SimdClassLoader own) {
            return own.bits();
        }
        String setting = System.getProperty("triceras.simd", "auto").trim();
        return setting.matches("128|256|512") ? Integer.parseInt(setting) : 0;
    }

    /** Null when the vectorised kernels can run here, else why not. */
    private static String unusable() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return "start java with --add-modules " + MODULE;
        }
        String mode = System.getProperty("java.vm.info", "");
        String vm = System.getProperty("java.vm.name", "");
        if (mode.contains("interpreted") || mode.contains("emulated-client")) {
            return "the optimising compiler is off (" + mode + "). Start java without -Xint and -XX:TieredStopAtLevel";
        }
        if (!vm.contains("Server VM")
                || System.getProperty("java.vm.version", "").contains("jvmci")) {
            return "the compiler of this Java (" + vm
                    + ") is not known to translate vectors. Use an OpenJDK 17 or later";
        }
        return hasFma() ? null : "the processor has no fused multiply-add";
    }

    /** Multiply-add is one instruction here, or an emulation a thousand times slower, which is easily told apart by time. */
    static boolean hasFma() {
        return Fma.FAST;
    }

    private static final class Fma {
        static final boolean FAST = measure() < 400;

        /** The least of several measurements, in ns a call, so that a busy machine is not taken for a slow one. */
        private static double measure() {
            double best = Double.MAX_VALUE;
            float x = 1.0001f;
            for (int round = 0; round < 20; round++) {
                long start = System.nanoTime();
                for (int i = 0; i < 16; i++) {
                    x = Math.fma(x, 0.9999f, 0.0001f);
                }
                best = Math.min(best, (System.nanoTime() - start) / 16.0);
            }
            return x > 2 ? Double.MAX_VALUE : best;
        }
    }

    private static Kernels instantiate(ClassLoader loader) throws Throwable {
        Class<?> type = Class.forName(KERNELS, true, loader);
        return (Kernels) MethodHandles.publicLookup()
                .findConstructor(type, MethodType.methodType(void.class))
                .asType(MethodType.methodType(Kernels.class))
                .invokeExact();
    }

    /** A small tile against the scalar kernels; both must give the same bits. */
    private static String selfTest(Kernels kernels) {
        GemmTiles tiles = kernels.gemmTiles();
        int width = tiles.columns();
        float[] a = {0.1f, -3f, 7.7f};
        float[] b = new float[3 * width];
        for (int i = 0; i < b.length; i++) {
            b[i] = 1f / (i + 1) - 0.3f;
        }
        float[] c = new float[width];
        tiles.tile(1, 3, a, 0, b, 0, width, c, 0, width, false);
        for (int j = 0; j < width; j++) {
            float sum = 0;
            for (int p = 0; p < 3; p++) {
                sum = Math.fma(a[p], b[p * width + j], sum);
            }
            if (sum != c[j]) {
                return "the self-test failed: " + c[j] + " instead of " + sum + " with " + name(kernels.lanes());
            }
        }
        return null;
    }

    private static String name(int lanes) {
        boolean arm = System.getProperty("os.arch", "").startsWith("aarch");
        String set = arm ? (lanes > 4 ? "SVE" : "NEON") : lanes >= 16 ? "AVX-512" : lanes == 8 ? "AVX2" : "SSE";
        return set + " (" + lanes + " floats), FMA";
    }
}
