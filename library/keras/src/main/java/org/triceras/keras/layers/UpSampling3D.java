package org.triceras.keras.layers;

/** Each element of volumes (batch, depth, height, width, channels) several times: {@code upSampling3d(2)}. */
public final class UpSampling3D extends UpSampling<UpSampling3D> {
    /** @param size one factor for all axes (2 when left out), or one for each */
    public UpSampling3D(int... size) {
        super(3, size);
    }

    /** "channels_last" or "channels_first". */
    public UpSampling3D dataFormat(String dataFormat) {
        setDataFormat(dataFormat);
        return this;
    }
}
