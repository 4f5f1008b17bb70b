package org.triceras.keras.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.triceras.engine.error.DataException;
import org.triceras.engine.tensor.Shape;
import org.triceras.keras.saving.CustomObjects;
import org.triceras.keras.saving.Serialization;
import org.triceras.keras.util.Names;

/** Layers by class name, as configs name them. A test checks that no layer is missing here. */
public final class LayerRegistry {
    // Models register here when they load, so that layers need not know them.
    private static final Map<String, Function<Map<String, Object>, Layer>> MODELS = new LinkedHashMap<>();

    private LayerRegistry() {}

    /** Adds a kind of model that can be a layer of another. */
    public static synchronized void registerModel(String className, Function<Map<String, Object>, Layer> factory) {
        MODELS.put(className, factory);
    }

    /** Makers of unconfigured layers. */
    static Map<String, Supplier<Layer>> makers() {
        Map<String, Supplier<Layer>> makers = new LinkedHashMap<>();
        makers.put("Activation", Activation::new);
        makers.put("ActivityRegularization", ActivityRegularization::new);
        makers.put("AdaptiveAveragePooling1D", AdaptiveAveragePooling1D::new);
        makers.put("AdaptiveAveragePooling2D", AdaptiveAveragePooling2D::new);
        makers.put("AdaptiveAveragePooling3D", AdaptiveAveragePooling3D::new);
        makers.put("AdaptiveMaxPooling1D", AdaptiveMaxPooling1D::new);
        makers.put("AdaptiveMaxPooling2D", AdaptiveMaxPooling2D::new);
        makers.put("AdaptiveMaxPooling3D", AdaptiveMaxPooling3D::new);
        makers.put("Add", Add::new);
        makers.put("AdditiveAttention", AdditiveAttention::new);
        makers.put("AlphaDropout", AlphaDropout::new);
        makers.put("Attention", Attention::new);
        makers.put("AugMix", AugMix::new);
        makers.put("AutoContrast", AutoContrast::new);
        makers.put("Average", Average::new);
        makers.put("AveragePooling1D", AveragePooling1D::new);
        makers.put("AveragePooling2D", AveragePooling2D::new);
        makers.put("AveragePooling3D", AveragePooling3D::new);
        makers.put("BatchNormalization", BatchNormalization::new);
        makers.put("Bidirectional", Bidirectional::new);
        makers.put("CategoryEncoding", CategoryEncoding::new);
        makers.put("CenterCrop", CenterCrop::new);
        makers.put("Concatenate", Concatenate::new);
        makers.put("ContrastLimitedAdaptiveHistogramEqualization", ContrastLimitedAdaptiveHistogramEqualization::new);
        makers.put("Conv1D", Conv1D::new);
        makers.put("Conv1DTranspose", Conv1DTranspose::new);
        makers.put("Conv2D", Conv2D::new);
        makers.put("Conv2DTranspose", Conv2DTranspose::new);
        makers.put("Conv3D", Conv3D::new);
        makers.put("Conv3DTranspose", Conv3DTranspose::new);
        makers.put("ConvLSTM1D", ConvLSTM1D::new);
        makers.put("ConvLSTM2D", ConvLSTM2D::new);
        makers.put("ConvLSTM3D", ConvLSTM3D::new);
        makers.put("Cropping1D", Cropping1D::new);
        makers.put("Cropping2D", Cropping2D::new);
        makers.put("Cropping3D", Cropping3D::new);
        makers.put("CutMix", CutMix::new);
        makers.put("Dense", Dense::new);
        makers.put("DepthwiseConv1D", DepthwiseConv1D::new);
        makers.put("DepthwiseConv2D", DepthwiseConv2D::new);
        makers.put("Discretization", Discretization::new);
        makers.put("Dot", Dot::new);
        makers.put("Dropout", Dropout::new);
        makers.put("ELU", ELU::new);
        makers.put("EinsumDense", EinsumDense::new);
        makers.put("Embedding", Embedding::new);
        makers.put("Equalization", Equalization::new);
        makers.put("Flatten", Flatten::new);
        makers.put("GRU", GRU::new);
        makers.put("GaussianDropout", GaussianDropout::new);
        makers.put("GaussianNoise", GaussianNoise::new);
        makers.put("GlobalAveragePooling1D", GlobalAveragePooling1D::new);
        makers.put("GlobalAveragePooling2D", GlobalAveragePooling2D::new);
        makers.put("GlobalAveragePooling3D", GlobalAveragePooling3D::new);
        makers.put("GlobalMaxPooling1D", GlobalMaxPooling1D::new);
        makers.put("GlobalMaxPooling2D", GlobalMaxPooling2D::new);
        makers.put("GlobalMaxPooling3D", GlobalMaxPooling3D::new);
        makers.put("GroupNormalization", GroupNormalization::new);
        makers.put("GroupQueryAttention", GroupQueryAttention::new);
        makers.put("Identity", Identity::new);
        makers.put("InputLayer", InputLayer::new);
        makers.put("IntegerLookup", IntegerLookup::new);
        makers.put("LSTM", LSTM::new);
        makers.put("LayerNormalization", LayerNormalization::new);
        makers.put("LeakyReLU", LeakyReLU::new);
        makers.put("Masking", Masking::new);
        makers.put("MaxPooling1D", MaxPooling1D::new);
        makers.put("MaxPooling2D", MaxPooling2D::new);
        makers.put("MaxPooling3D", MaxPooling3D::new);
        makers.put("Maximum", Maximum::new);
        makers.put("MelSpectrogram", MelSpectrogram::new);
        makers.put("Minimum", Minimum::new);
        makers.put("MixUp", MixUp::new);
        makers.put("MultiHeadAttention", MultiHeadAttention::new);
        makers.put("Multiply", Multiply::new);
        makers.put("Normalization", Normalization::new);
        makers.put("PReLU", PReLU::new);
        makers.put("Permute", Permute::new);
        makers.put("RMSNormalization", RMSNormalization::new);
        makers.put("RNN", RNN::new);
        makers.put("RandAugment", RandAugment::new);
        makers.put("RandomBrightness", RandomBrightness::new);
        makers.put("RandomColorDegeneration", RandomColorDegeneration::new);
        makers.put("RandomColorJitter", RandomColorJitter::new);
        makers.put("RandomContrast", RandomContrast::new);
        makers.put("RandomCrop", RandomCrop::new);
        makers.put("RandomElasticTransform", RandomElasticTransform::new);
        makers.put("RandomErasing", RandomErasing::new);
        makers.put("RandomFlip", RandomFlip::new);
        makers.put("RandomGaussianBlur", RandomGaussianBlur::new);
        makers.put("RandomGrayscale", RandomGrayscale::new);
        makers.put("RandomHue", RandomHue::new);
        makers.put("RandomInvert", RandomInvert::new);
        makers.put("RandomPerspective", RandomPerspective::new);
        makers.put("RandomPosterization", RandomPosterization::new);
        makers.put("RandomRotation", RandomRotation::new);
        makers.put("RandomSaturation", RandomSaturation::new);
        makers.put("RandomSharpness", RandomSharpness::new);
        makers.put("RandomShear", RandomShear::new);
        makers.put("RandomTranslation", RandomTranslation::new);
        makers.put("RandomZoom", RandomZoom::new);
        makers.put("ReLU", ReLU::new);
        makers.put("RepeatVector", RepeatVector::new);
        makers.put("Rescaling", Rescaling::new);
        makers.put("Reshape", Reshape::new);
        makers.put("Resizing", Resizing::new);
        makers.put("ReversibleEmbedding", ReversibleEmbedding::new);
        makers.put("STFTSpectrogram", STFTSpectrogram::new);
        makers.put("SeparableConv1D", SeparableConv1D::new);
        makers.put("SeparableConv2D", SeparableConv2D::new);
        makers.put("SimpleRNN", SimpleRNN::new);
        makers.put("Softmax", Softmax::new);
        makers.put("Solarization", Solarization::new);
        makers.put("SpatialDropout1D", SpatialDropout1D::new);
        makers.put("SpatialDropout2D", SpatialDropout2D::new);
        makers.put("SpatialDropout3D", SpatialDropout3D::new);
        makers.put("SpectralNormalization", SpectralNormalization::new);
        makers.put("Subtract", Subtract::new);
        makers.put("TimeDistributed", TimeDistributed::new);
        makers.put("UnitNormalization", UnitNormalization::new);
        makers.put("UpSampling1D", UpSampling1D::new);
        makers.put("UpSampling2D", UpSampling2D::new);
        makers.put("UpSampling3D", UpSampling3D::new);
        makers.put("ZeroPadding1D", ZeroPadding1D::new);
        makers.put("ZeroPadding2D", ZeroPadding2D::new);
        makers.put("ZeroPadding3D", ZeroPadding3D::new);
        return makers;
    }

    /** Factories by class name, each taking a config. */
    public static Map<String, Function<Map<String, Object>, Layer>> known() {
        Map<String, Function<Map<String, Object>, Layer>> known = new LinkedHashMap<>();
        makers().forEach((name, maker) -> known.put(name, config -> {
            Layer layer = maker.get();
            layer.configure(config);
            return layer;
        }));
        synchronized (LayerRegistry.class) {
            known.putAll(MODELS);
        }
        return known;
    }

    /** A layer as Keras's map of module, class_name, config, registered_name and, where it has weights, build_config. */
    public static Map<String, Object> serialize(Layer layer) {
        Map<String, Object> map = Serialization.serialize(layer);
        if (layer.kerasModule() != null) {
            map.put("module", layer.kerasModule());
            if (layer.kerasModule().startsWith("keras.src")) {
                // Keras does so for classes that it does not export.
                map.put("registered_name", layer.className());
            }
        }
        Map<String, Object> build = layer.getBuildConfig();
        if (build != null) {
            map.put("build_config", build);
        }
        SharedLayers.written(layer, map);
        return map;
    }

    /** The layer that a map stands for; not built, unless the config has it twice and it is one of {@link SharedLayers}. */
    public static Layer deserialize(Map<String, Object> map) {
        return SharedLayers.read(map, () -> make(map));
    }

    private static Layer make(Map<String, Object> map) {
        Object name = map.get("class_name");
        if (!(name instanceof String className)) {
            throw new DataException("Expected the config of a layer, a map with class_name and config. Received keys "
                    + map.keySet() + ".");
        }
        Map<String, Function<Map<String, Object>, Layer>> known = known();
        if (CustomObjects.find(className) == null && !known.containsKey(className)) {
            throw new DataException(Names.unknown("layer class", className, known.keySet())
                            .getMessage() + " If it is a class of your own, call registerCustomObject(" + className
                    + ".class) first.");
        }
        Layer layer = Serialization.deserialize("layer class", map, known);
        if (CustomObjects.find(className) != null
                && map.get("config") instanceof Map<?, ?> config
                && config.get("name") instanceof String given
                && !given.equals(layer.name())) {
            layer.setName(given);
        }
        return layer;
    }

    /** The shapes that a layer was built for, by its build_config; none without one. */
    public static List<Shape> builtShapes(Map<String, Object> map) {
        if (!(map.get("build_config") instanceof Map<?, ?> build)
                || !(build.get("input_shape") instanceof List<?> shape)) {
            return List.of();
        }
        boolean several = !shape.isEmpty() && shape.get(0) instanceof List<?>;
        return several
                ? shape.stream().map(s -> Shape.of(Options.ints(s, 0))).toList()
                : List.of(Shape.of(Options.ints(shape, 0)));
    }
}
