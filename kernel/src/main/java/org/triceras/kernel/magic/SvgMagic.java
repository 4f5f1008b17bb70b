package org.triceras.kernel.magic;

import org.triceras.keras.display.MimeBundle;

/** {@code %%svg}: the cell is a drawing. */
final class SvgMagic extends ShowMagic {
    SvgMagic() {
        super(MimeBundle.SVG, "svg", "SVG");
    }
}
