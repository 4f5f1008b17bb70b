/**
 * What model files need of layers, models and optimizers, and how model files are reached.
 *
 * <p>This module knows configs (maps) and variables; the text and file forms live in the formats module, which is found by
 * {@link java.util.ServiceLoader} as a {@link org.triceras.keras.saving.ModelFormat}.
 */
package org.triceras.keras.saving;
