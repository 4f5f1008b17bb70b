package org.triceras.kernel.magic;

/** {@code %%markdown}: the cell is formatted text. */
final class MarkdownMagic extends ShowMagic {
    MarkdownMagic() {
        super("text/markdown", "markdown", "md");
    }
}
