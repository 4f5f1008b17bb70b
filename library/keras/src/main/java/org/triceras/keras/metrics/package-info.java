/** Figures that are watched in training, as in Keras 3. */
package org.triceras.keras.metrics;
